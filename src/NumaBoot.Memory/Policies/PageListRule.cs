namespace NumaBoot.Memory;

/// <summary>How often the CPUs' page lists of a zone get their size.</summary>
public enum PageListRule
{
    /// <summary>Before SMP, and anew with the watermarks, when all pages are there (5.4 on).</summary>
    WithWatermarks,

    /// <summary>Once, before SMP, from what the zone manages then (up to 5.3).</summary>
    OnceEarly,
}
