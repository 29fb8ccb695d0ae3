namespace NumaBoot.Memory;

/// <summary>What is special about a memblock region (<c>enum memblock_flags</c>; the values are the kernel's).</summary>
[Flags]
public enum MemblockFlags
{
    /// <summary>Ordinary memory.</summary>
    None = 0,

    /// <summary>May be unplugged later.</summary>
    Hotplug = 1,

    /// <summary>Mirrored by the hardware.</summary>
    Mirror = 2,

    /// <summary>Not mapped by the kernel: never free, but it has page frames.</summary>
    Nomap = 4,

    /// <summary>Managed by a driver.</summary>
    DriverManaged = 8,

    /// <summary>Reserved without being initialised by the early memory map (since 6.12).</summary>
    ReservedNoInit = 16,
}
