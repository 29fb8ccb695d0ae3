using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// What things cost in virtual time. The figures are those of a common two-socket server; they move the clock, never
/// the outcome of a boot under a given order. <see cref="CostProfiles"/> has those of machines that somebody measured.
/// </summary>
public sealed record CostModel : IWorkTimes
{
    // x86 takes the lock of a zone once for so many pages when it frees what it has built (mm/page_alloc.c: deferred_free_range).
    private const int PageblockPages = 512;

    /// <summary>A server of about 2018.</summary>
    public static CostModel Generic { get; } = new();

    /// <summary>What reports call it.</summary>
    public string Name { get; init; } = "generic";

    /// <summary>Handling a message, in nanoseconds.</summary>
    public long MessageNs { get; init; } = 20;

    /// <summary>What the processor needs to initialise one <c>struct page</c>, in picoseconds.</summary>
    public long InitialisePagePs { get; init; } = 17_000;

    /// <summary>
    /// Memory bandwidth that a node has for its memory map, in bytes per microsecond, 1 and up; shared by who writes at
    /// once. How it adds to <see cref="InitialisePagePs"/>: see <see cref="DurationNs"/>.
    /// </summary>
    public long MemmapBytesPerUs { get; init; } = 25_000;

    /// <summary>
    /// Holding the zone's lock to put one pageblock of built pages, 512, into the free areas, in nanoseconds; a part of one
    /// costs its part. Workers of a node wait for each other here (<c>mm/page_alloc.c: __free_pages_ok</c>).
    /// </summary>
    public long FreeBlockNs { get; init; } = 256;

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

    /// <summary>
    /// A jiffy, in nanoseconds: what the kernel prints of late init is a difference of them (1 s / <c>CONFIG_HZ</c>). It
    /// changes the log, no time.
    /// </summary>
    public long JiffyNs { get; init; } = 4_000_000;

    /// <inheritdoc />
    long IWorkTimes.SmallestMessageNs => LocalMessageNs;

    /// <inheritdoc />
    long IWorkTimes.AtLeastNs(BootWork work, long units) => DurationNs(work, units, sharers: 1);

    /// <summary>
    /// How long work takes, in nanoseconds. Pages cost the processor <see cref="InitialisePagePs"/> and the memory what
    /// <see cref="MemmapBytesPerUs"/> says, for each who writes there at once. The two overlap, and the more the less
    /// alike they are: the sum of squares is what measured machines follow between the few workers whom the memory serves
    /// with ease and the many who wait for it.
    /// </summary>
    /// <param name="work">What is done.</param>
    /// <param name="units">How much of it, 0 and up.</param>
    /// <param name="sharers">How many do the same to the same node's memory at once, this one with them; 1 and up.</param>
    public long DurationNs(BootWork work, long units, int sharers) => work switch
    {
        BootWork.Message => MessageNs * units,
        BootWork.InitialisePages => (long)(units * PagePs(sharers) / 1000),
        BootWork.FreePages => units * FreeBlockNs / PageblockPages,
        BootWork.TakeBlocks => units * TakeBlockNs,
        BootWork.ListPages => units * ListPageNs,
        BootWork.StartCpu => units * StartCpuNs,
        BootWork.StartWorker => units * StartWorkerNs,
        _ => throw new ArgumentOutOfRangeException(nameof(work), work, "unknown work"),
    };

    // A square root is rounded correctly everywhere, as powers in general are not: the same picoseconds on every machine.
    private double PagePs(int sharers)
    {
        double cpuPs = InitialisePagePs;
        double memoryPs = Memory.MemoryGeometry.StructPageBytes * 1e6 * sharers / MemmapBytesPerUs;
        return Math.Sqrt((cpuPs * cpuPs) + (memoryPs * memoryPs));
    }
}
