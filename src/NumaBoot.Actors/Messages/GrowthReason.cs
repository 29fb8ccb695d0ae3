namespace NumaBoot.Actors;

/// <summary>Which of the two places in the allocation path asked to grow (<c>mm/page_alloc.c: get_page_from_freelist</c>).</summary>
public enum GrowthReason
{
    /// <summary>The watermark check failed.</summary>
    Watermark,

    /// <summary>Taking pages from the free areas failed although the check had passed or a growth had succeeded.</summary>
    Rmqueue,
}
