namespace NumaBoot.Machines;

/// <summary>
/// How big an input may be. Inputs come from strangers: whatever they hold, reading ends, and ends with a machine or
/// one line of complaint.
/// </summary>
public static class InputLimits
{
    /// <summary>Characters of a kernel log; a log of a machine of 4,096 nodes with <c>memblock=debug</c> stays below.</summary>
    public const long MaxLogChars = 256L << 20;

    /// <summary>Characters of a JSON document.</summary>
    public const long MaxJsonChars = 128L << 20;

    /// <summary>Characters of QEMU arguments, a command line file or a file of a node.</summary>
    public const long MaxSmallChars = 16L << 20;

    /// <summary>Characters of one line of a log; the kernel's own limit is about 1,000.</summary>
    public const int MaxLineChars = 16 << 10;

    /// <summary>Node numbers lie below; the kernel's own limit is 1,024 (<c>MAX_NUMNODES</c>).</summary>
    public const int MaxNodes = 65536;

    /// <summary>CPU numbers lie below, as many as 4,096 nodes of 64 have; the kernel's own limit is 8,192 (<c>NR_CPUS</c>).</summary>
    public const int MaxCpus = 1 << 18;

    /// <summary>Physical addresses lie below: 52 bits, the architecture's limit.</summary>
    public const ulong MaxAddress = 1UL << 52;

    /// <summary>Ranges of memory in one map.</summary>
    public const int MaxRegions = 1 << 14;

    /// <summary>Changes of memblock that a log may tell.</summary>
    public const int MaxMemblockChanges = 1 << 19;

    /// <summary>Entries of all CPU lists together; fake nodes list a CPU many times.</summary>
    public const int MaxListedCpus = 1 << 24;

    /// <summary>How deep JSON may nest.</summary>
    public const int MaxJsonDepth = 16;

    /// <summary>Nanoseconds that a CPU may compute in all, 104 days: time is counted in 63 bits, and CPUs wait for each other.</summary>
    public const long MaxComputeNs = 1L << 53;

    /// <summary>Items of a workload.</summary>
    public const int MaxWorkItems = 1 << 24;
}
