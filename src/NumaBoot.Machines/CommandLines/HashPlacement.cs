namespace NumaBoot.Machines;

/// <summary>Where the memory of a large hash table comes from.</summary>
public enum HashPlacement
{
    /// <summary>From memblock, before the zones have memory; printed as "linear".</summary>
    Memblock,

    /// <summary>One block of a zone; printed as "linear".</summary>
    Block,

    /// <summary>Single pages, interleaved over the nodes; printed as "vmalloc".</summary>
    Pages,

    /// <summary>Blocks of 2 MiB, interleaved over the nodes; printed as "vmalloc hugepage".</summary>
    HugePages,
}
