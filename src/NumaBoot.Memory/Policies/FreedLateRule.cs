namespace NumaBoot.Memory;

/// <summary>What becomes of memory that is freed between memblock's hand-over and late init (<c>memblock_free_late</c>).</summary>
public enum FreedLateRule
{
    /// <summary>
    /// It is freed at once, but for what lies at or above the frontier: that is passed over as if late init would come to
    /// it, which it does not, since for memblock it is reserved (4.2 to 2026).
    /// </summary>
    SkipsDeferred,

    /// <summary>It is freed once late init is over (the mend of 2026).</summary>
    AfterLateInit,
}
