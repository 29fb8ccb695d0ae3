using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// What things cost in virtual time. The figures are those of a common two-socket server; they move the clock, never
/// the outcome of a boot under a given order.
/// </summary>
public sealed record CostModel : IWorkTimes
{
    /// <summary>A server of about 2018.</summary>
    public static CostModel Generic { get; } = new();

    /// <summary>Handling a message, in nanoseconds.</summary>
    public long MessageNs { get; init; } = 20;

    /// <summary>Initialising one <c>struct page</c>, in picoseconds.</summary>
    public long InitialisePagePs { get; init; } = 17_000;

    /// <summary>Memory bandwidth of a node for the memory map, in bytes per microsecond; shared by who writes at once.</summary>
    public long MemmapBytesPerUs { get; init; } = 25_000;

    /// <summary>Putting one built page into the free areas, in picoseconds.</summary>
    public long FreePagePs { get; init; } = 500;

    /// <summary>Taking one block from the free areas, in nanoseconds.</summary>
    public long TakeBlockNs { get; init; } = 60;

    /// <summary>Taking one page from a CPU's list, in nanoseconds.</summary>
    public long ListPageNs { get; init; } = 15;

    /// <summary>Starting a CPU, in nanoseconds.</summary>
    public long StartCpuNs { get; init; } = 500_000;

    /// <summary>Starting an init worker, in nanoseconds.</summary>
    public long StartWorkerNs { get; init; } = 20_000;

    /// <summary>A message that stays on its node, in nanoseconds; never zero.</summary>
    public long LocalMessageNs { get; init; } = 60;

    /// <summary>A message between nodes that are 10 apart, in nanoseconds; it grows with the distance. Never zero.</summary>
    public long RemoteMessageNsPerTenth { get; init; } = 90;

    /// <summary>By how much the seed may lengthen the way between two actors, in nanoseconds.</summary>
    public long JitterNs { get; init; } = 16;

    /// <inheritdoc />
    long IWorkTimes.SmallestMessageNs => LocalMessageNs;

    /// <inheritdoc />
    long IWorkTimes.AtLeastNs(BootWork work, long units) => DurationNs(work, units, sharers: 1);

    /// <summary>How long work takes, in nanoseconds.</summary>
    public long DurationNs(BootWork work, long units, int sharers) => work switch
    {
        BootWork.Message => MessageNs * units,
        BootWork.InitialisePages => Math.Max(
            units * InitialisePagePs / 1000,
            units * Memory.MemoryGeometry.StructPageBytes * sharers * 1000 / MemmapBytesPerUs),
        BootWork.FreePages => units * FreePagePs / 1000,
        BootWork.TakeBlocks => units * TakeBlockNs,
        BootWork.ListPages => units * ListPageNs,
        BootWork.StartCpu => units * StartCpuNs,
        BootWork.StartWorker => units * StartWorkerNs,
        _ => throw new ArgumentOutOfRangeException(nameof(work), work, "unknown work"),
    };
}
