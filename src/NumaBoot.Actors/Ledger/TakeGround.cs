namespace NumaBoot.Actors;

/// <summary>On what ground a zone gave pages away.</summary>
public enum TakeGround
{
    /// <summary>The watermark check passed in the same delivery: for each block, or once for a refill.</summary>
    Checked,

    /// <summary>A growth for this request had just succeeded.</summary>
    Grown,
}
