namespace NumaBoot.Memory;

/// <summary>What holds for all migrate types.</summary>
public static class MigrateTypes
{
    private static readonly MigrateType[][] Fallbacks =
    [
        [MigrateType.Reclaimable, MigrateType.Movable],
        [MigrateType.Reclaimable, MigrateType.Unmovable],
        [MigrateType.Unmovable, MigrateType.Movable],
    ];

    /// <summary>How many there are (<c>MIGRATE_PCPTYPES</c>).</summary>
    public static int Count => Fallbacks.Length;

    /// <summary>From which types one takes that has nothing of its own left, in this order (<c>mm/page_alloc.c: fallbacks</c>).</summary>
    public static ReadOnlySpan<MigrateType> FallbacksOf(MigrateType type) => Fallbacks[(int)type];
}
