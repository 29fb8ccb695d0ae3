namespace NumaBoot.Memory;

/// <summary>Which mark a request is held against, and what it may ignore (<c>ALLOC_WMARK_*</c>, <c>ALLOC_MIN_RESERVE</c>).</summary>
public enum WatermarkCheck
{
    /// <summary>The first pass: the low mark.</summary>
    Low,

    /// <summary>The slow path: the min mark.</summary>
    Min,

    /// <summary>The slow path of an atomic request: half the min mark, and a quarter off what is left.</summary>
    MinAtomic,
}
