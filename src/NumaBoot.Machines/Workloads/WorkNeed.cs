namespace NumaBoot.Machines;

/// <summary>What the failure of an allocation means.</summary>
public enum WorkNeed
{
    /// <summary>The machine does not boot.</summary>
    Required,

    /// <summary>The CPU goes on without.</summary>
    Optional,

    /// <summary>As optional; it may dip below the watermark as an interrupt does (<c>GFP_ATOMIC</c>) and never waits for reclaim.</summary>
    Atomic,
}
