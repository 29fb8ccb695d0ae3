using System.Collections.Immutable;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>
/// A boot that nobody ran: what its actors would have told, every number another one, so that a report which prints the
/// wrong one shows. Machine and plan know of one node only: what a report says of the second comes from the actors.
/// </summary>
/// <remarks>
/// <code>
///    node 0                                        node 1
///   0                  4096          8192         12288          16384
///   |===== DMA32 ======|=== Normal ===|           |=== Normal ===|     DMA spans frame 0 to 16 and holds no memory
/// </code>
/// </remarks>
internal static class ToldBoot
{
    public static BootReport Report { get; } = new(
        Booted: true,
        Failure: null,
        [new BootPhase("memory map", 0, 1_000_000), new BootPhase("early boot", 1_000_000, 3_000_000), new BootPhase("late init", 3_000_000, 9_000_000_000)],
        [Snapshot(SnapshotPoints.MemblockFreeAll, 900_000, 4608), Snapshot(SnapshotPoints.Up, 9_100_000_000, Frontier.None)],
        [Node(0), Node(1)],
        MinFreeKiB: 5632);

    public static BootResult Result { get; } = Make(BootOutcome.Booted, Report);

    /// <summary>The same boot, ended by an allocation that failed.</summary>
    public static BootResult Failed { get; } = Make(
        BootOutcome.Failed,
        Report with { Booted = false, Failure = new WorkFailure(3, "a buffer", 2, 1, ZoneKind.Normal, 17, 19) });

    /// <summary>The same boot, of which nothing was told but how far it came.</summary>
    public static BootResult Interrupted { get; } = Make(BootOutcome.Interrupted, null);

    private static BootResult Make(BootOutcome outcome, BootReport? report)
    {
        var request = new BootRequest(SmallMachine.Of(), InitPolicies.V1, Workload.None, Seed: 7);
        return new BootResult(
            request,
            request.Machine.Plan(request.Policy),
            outcome,
            report,
            Report.Phases,
            [
                new Violation(Invariant.OneOwner, "page 5 has two owners", PfnRange.Of(5, 1), Delivery: 7),
                new Violation(Invariant.LastZoneGrows, "zone 0:DMA32 grows", PfnRange.Empty, Delivery: 9),
            ],
            Digest: 0xabc,
            Deliveries: 1234,
            VirtualNs: 9_100_000_001);
    }

    private static Snapshot Snapshot(string at, long atNs, long frontier) => new(at, atNs,
    [
        new NodeSnapshot(
            new NodeLayout(0, 0, [Layout(0, ZoneKind.Dma, 0, 16, 0), Layout(0, ZoneKind.Dma32, 16, 4096, 4000), Layout(0, ZoneKind.Normal, 4096, 8192, 4095)]),
            frontier,
            301,
            [Zone(Layout(0, ZoneKind.Dma, 0, 16, 0), 0), Zone(Layout(0, ZoneKind.Dma32, 16, 4096, 4000), 100), Zone(Layout(0, ZoneKind.Normal, 4096, 8192, 4095), 200)]),
        new NodeSnapshot(
            new NodeLayout(1, 12288, [Layout(1, ZoneKind.Normal, 12288, 16384, 4096)]),
            Frontier.None,
            0,
            [Zone(Layout(1, ZoneKind.Normal, 12288, 16384, 4096), 300)]),
    ]);

    private static ZoneLayout Layout(int nid, ZoneKind kind, long start, long end, long present) => new(nid, kind, new PfnRange(start, end), present);

    private static ZoneSnapshot Zone(ZoneLayout layout, long number) => new(
        layout,
        ManagedPages: layout.PresentPages == 0 ? 0 : 1000 + number,
        FreePages: layout.PresentPages == 0 ? 0 : 500 + number,
        FreeBlocks: layout.PresentPages == 0 ? [0, 0, 0] : [number + 1, number + 2, number + 3],
        new ZoneWatermarks(number + 4, number + 5, number + 6),
        [0, 0, number + 7, number + 8, number + 9],
        new PageListSize(number + 10, number + 11),
        ImmutableSortedDictionary<int, long>.Empty.Add(1, number + 12));

    private static NodeReport Node(int nid) => new(
        nid,
        EarlyPages: 256 + nid,
        GrownPages: 512 + nid,
        LatePages: 768 + nid,
        LateWorkers: 2 + nid,
        LateNs: (7 + nid) * 1_000_000,
        nid == 0
            ? [Growth(2_000_000, 0, GrowthReason.Watermark, 8704), Growth(2_500_000, 0, GrowthReason.Rmqueue, Frontier.None)]
            : [Growth(2_250_000, 1, GrowthReason.Rmqueue, 14000)],
        new AllocationTally(Requested: 100 + nid, Served: 90 + nid, Remote: 40 + nid, Waited: 30 + nid, Failed: 10 + nid, Pages: 1000 + nid),
        [],
        []);

    private static Growth Growth(long atNs, int nid, GrowthReason reason, long after) =>
        new(atNs, new ZoneRef(nid, ZoneKind.Normal), Order: 3 + nid, Before: 8192 + nid, after, Pages: 384 + nid, reason, Cpu: 2 + nid);
}
