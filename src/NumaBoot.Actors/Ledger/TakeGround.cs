namespace NumaBoot.Actors;

/// <summary>On what ground a zone gave pages away.</summary>
public enum TakeGround
{
    /// <summary>The watermark check passed in the same delivery.</summary>
    Checked,

    /// <summary>A growth for this request had just succeeded.</summary>
    Grown,

    /// <summary>One check passed for the refill of a CPU's list.</summary>
    Refill,
}
