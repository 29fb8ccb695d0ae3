namespace NumaBoot.Memory;

/// <summary>
/// What may become of pages once somebody has them (<c>enum migratetype</c>). Free blocks are listed by it, so that pages
/// that stay where they are do not spread over all memory.
/// </summary>
public enum MigrateType
{
    /// <summary>They stay where they are: the kernel's own data, which nearly all is that a boot takes.</summary>
    Unmovable = 0,

    /// <summary>They can be moved (<c>__GFP_MOVABLE</c>). All memory is of this type until somebody takes of it.</summary>
    Movable = 1,

    /// <summary>They can be given up, and had again (<c>__GFP_RECLAIMABLE</c>): caches of inodes and directory entries.</summary>
    Reclaimable = 2,
}
