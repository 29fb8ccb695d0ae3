namespace NumaBoot.Actors;

/// <summary>On whose behalf pages are initialised.</summary>
public enum PageBuilder
{
    /// <summary>The early memory map.</summary>
    EarlyMap,

    /// <summary>A growth that was asked for.</summary>
    Growth,

    /// <summary>An init job that has claimed the rest of its node.</summary>
    InitJob,
}
