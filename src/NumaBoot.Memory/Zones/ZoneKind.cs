namespace NumaBoot.Memory;

/// <summary>The kernel's zones, by zone index (<c>enum zone_type</c> of x86_64).</summary>
public enum ZoneKind
{
    /// <summary>Below 16 MiB.</summary>
    Dma = 0,

    /// <summary>Below 4 GiB.</summary>
    Dma32 = 1,

    /// <summary>Everything above.</summary>
    Normal = 2,

    /// <summary>Movable allocations only; made by <c>kernelcore=</c> and <c>movablecore=</c>.</summary>
    Movable = 3,

    /// <summary>Device memory; always empty here, present because protections are printed for it.</summary>
    Device = 4,
}
