using System.Collections.Immutable;
using System.Runtime.Serialization;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of what the actors of a boot tell at its end.</summary>
internal static class ResultForms
{
    internal static Proto.BootPhase ToProto(this BootPhase it) => new()
    {
        Name = it.Name,
        StartNs = it.StartNs.ToProto(),
        EndNs = it.EndNs.ToProto(),
    };

    internal static BootPhase ToDomain(this Proto.BootPhase it) => new(it.Name, it.StartNs.ToDomain(), it.EndNs.ToDomain());

    internal static Proto.BootReport ToProto(this BootReport it) => new()
    {
        Booted = it.Booted,
        Failure = it.Failure?.ToProto(),
        Phases = { it.Phases.Select(each => each.ToProto()) },
        Snapshots = { it.Snapshots.Select(each => each.ToProto()) },
        Nodes = { it.Nodes.Select(each => each.ToProto()) },
        MinFreeKib = it.MinFreeKiB.ToProto(),
    };

    internal static BootReport ToDomain(this Proto.BootReport it) => new(
        it.Booted,
        it.Failure?.ToDomain(),
        [.. it.Phases.Select(each => each.ToDomain())],
        [.. it.Snapshots.Select(each => each.ToDomain())],
        [.. it.Nodes.Select(each => each.ToDomain())],
        it.MinFreeKib.ToDomain());

    internal static Proto.Snapshot ToProto(this Snapshot it) => new()
    {
        At = it.At,
        AtNs = it.AtNs.ToProto(),
        Nodes = { it.Nodes.Select(each => each.ToProto()) },
    };

    internal static Snapshot ToDomain(this Proto.Snapshot it) => new(it.At, it.AtNs.ToDomain(), [.. it.Nodes.Select(each => each.ToDomain())]);

    internal static Proto.NodeSnapshot ToProto(this NodeSnapshot it) => new()
    {
        Layout = it.Layout.ToProto(),
        FirstDeferredPfn = it.FirstDeferredPfn.OrNoneToProto(),
        DeferredPages = it.DeferredPages.ToProto(),
        Zones = { it.Zones.Select(each => each.ToProto()) },
    };

    internal static NodeSnapshot ToDomain(this Proto.NodeSnapshot it) => new(
        it.Layout.Present().ToDomain(),
        it.FirstDeferredPfn.OrNoneToDomain(),
        it.DeferredPages.ToDomain(),
        [.. it.Zones.Select(each => each.ToDomain())]);

    internal static Proto.ZoneSnapshot ToProto(this ZoneSnapshot it) => new()
    {
        Layout = it.Layout.ToProto(),
        ManagedPages = it.ManagedPages.ToProto(),
        FreePages = it.FreePages.ToProto(),
        FreeBlocks = { it.FreeBlocks.Select(Counts.ToProto) },
        Watermarks = it.Watermarks.ToProto(),
        LowmemReserves = { it.LowmemReserves.Select(Counts.ToProto) },
        PageList = it.PageList.ToProto(),
        ListCpus = { it.PageListCounts.Keys.ToList().ToRuns() },
        ListPages = { it.PageListCounts.Values.Select(Counts.ToProto) },
    };

    internal static ZoneSnapshot ToDomain(this Proto.ZoneSnapshot it) => new(
        it.Layout.Present().ToDomain(),
        it.ManagedPages.ToDomain(),
        it.FreePages.ToDomain(),
        it.FreeBlocks.ToDomain(),
        it.Watermarks.Present().ToDomain(),
        it.LowmemReserves.ToDomain(),
        it.PageList.Present().ToDomain(),
        PageListCounts(it));

    internal static Proto.NodeReport ToProto(this NodeReport it) => new()
    {
        Nid = it.Nid,
        EarlyPages = it.EarlyPages.ToProto(),
        GrownPages = it.GrownPages.ToProto(),
        LatePages = it.LatePages.ToProto(),
        LateWorkers = it.LateWorkers.ToProto(),
        LateNs = it.LateNs.ToProto(),
        Growths = { it.Growths.Select(each => each.ToProto()) },
        Allocations = it.Allocations.ToProto(),
        Holdings = { it.Holdings.Select(each => each.ToProto()) },
        Failures = { it.Failures.Select(each => each.ToProto()) },
        LostPages = it.LostPages.ToProto(),
    };

    internal static NodeReport ToDomain(this Proto.NodeReport it) => new(
        it.Nid,
        it.EarlyPages.ToDomain(),
        it.GrownPages.ToDomain(),
        it.LatePages.ToDomain(),
        it.LateWorkers.ToDomain(),
        it.LateNs.ToDomain(),
        [.. it.Growths.Select(each => each.ToDomain())],
        it.Allocations.Present().ToDomain(),
        [.. it.Holdings.Select(each => each.ToDomain())],
        [.. it.Failures.Select(each => each.ToDomain())])
    {
        LostPages = it.LostPages.ToDomain(),
    };

    internal static Proto.Growth ToProto(this Growth it) => new()
    {
        AtNs = it.AtNs.ToProto(),
        Zone = it.Zone.ToProto(),
        Order = it.Order.ToProto(),
        Before = it.Before.OrNoneToProto(),
        After = it.After.OrNoneToProto(),
        Pages = it.Pages.ToProto(),
        Reason = it.Reason.ToProto(),
        Cpu = it.Cpu,
    };

    internal static Growth ToDomain(this Proto.Growth it) => new(
        it.AtNs.ToDomain(),
        it.Zone.ToZone(),
        it.Order.ToDomain(),
        it.Before.OrNoneToDomain(),
        it.After.OrNoneToDomain(),
        it.Pages.ToDomain(),
        it.Reason.ToDomain(),
        it.Cpu);

    internal static Proto.AllocationTally ToProto(this AllocationTally it) => new()
    {
        Requested = it.Requested.ToProto(),
        Served = it.Served.ToProto(),
        Remote = it.Remote.ToProto(),
        Waited = it.Waited.ToProto(),
        Failed = it.Failed.ToProto(),
        Pages = it.Pages.ToProto(),
    };

    internal static AllocationTally ToDomain(this Proto.AllocationTally it) => new(
        it.Requested.ToDomain(),
        it.Served.ToDomain(),
        it.Remote.ToDomain(),
        it.Waited.ToDomain(),
        it.Failed.ToDomain(),
        it.Pages.ToDomain());

    internal static Proto.CpuHoldings ToProto(this CpuHoldings it) => new()
    {
        Zone = it.Zone.ToProto(),
        AllocatedPages = it.AllocatedPages.ToProto(),
        ListPages = it.ListPages.ToProto(),
    };

    internal static CpuHoldings ToDomain(this Proto.CpuHoldings it) => new(it.Zone.ToZone(), it.AllocatedPages.ToDomain(), it.ListPages.ToDomain());

    internal static Proto.WorkFailure ToProto(this WorkFailure it) => new()
    {
        Cpu = it.Cpu,
        Label = it.Label,
        Order = it.Order.ToProto(),
        Nid = it.Nid,
        HighestZone = it.HighestZone.ToProto(),
        GotBlocks = it.GotBlocks.ToProto(),
        WantedBlocks = it.WantedBlocks.ToProto(),
    };

    internal static WorkFailure ToDomain(this Proto.WorkFailure it) => new(
        it.Cpu,
        it.Label,
        it.Order.ToDomain(),
        it.Nid,
        it.HighestZone.ToDomain(),
        it.GotBlocks.ToDomain(),
        it.WantedBlocks.ToDomain());

    internal static Proto.NodeLayout ToProto(this NodeLayout it) => new()
    {
        Nid = it.Nid,
        Start = it.Start.ToProto(),
        Zones = { it.Zones.Select(each => each.ToProto()) },
    };

    internal static NodeLayout ToDomain(this Proto.NodeLayout it) => new(it.Nid, it.Start.ToDomain(), [.. it.Zones.Select(each => each.ToDomain())]);

    internal static Proto.ZoneLayout ToProto(this ZoneLayout it) => new()
    {
        Nid = it.Nid,
        Kind = it.Kind.ToProto(),
        Span = it.Span.ToProto(),
        PresentPages = it.PresentPages.ToProto(),
    };

    internal static ZoneLayout ToDomain(this Proto.ZoneLayout it) => new(
        it.Nid,
        it.Kind.ToDomain(),
        it.Span.Present().ToDomain(),
        it.PresentPages.ToDomain());

    internal static Proto.ZoneWatermarks ToProto(this ZoneWatermarks it) => new()
    {
        Min = it.Min.ToProto(),
        Low = it.Low.ToProto(),
        High = it.High.ToProto(),
    };

    internal static ZoneWatermarks ToDomain(this Proto.ZoneWatermarks it) => new(it.Min.ToDomain(), it.Low.ToDomain(), it.High.ToDomain());

    internal static Proto.PageListSize ToProto(this PageListSize it) => new() { High = it.High.ToProto(), Batch = it.Batch.ToProto() };

    internal static PageListSize ToDomain(this Proto.PageListSize it) => new(it.High.ToDomain(), it.Batch.ToDomain());

    private static ImmutableSortedDictionary<int, long> PageListCounts(Proto.ZoneSnapshot it)
    {
        long cpus = it.ListCpus.Sum(run => (long)run.Count);
        return cpus == it.ListPages.Count
            ? it.ListCpus.ToCpus().Zip(it.ListPages.ToDomain(), KeyValuePair.Create).ToImmutableSortedDictionary()
            : throw new SerializationException($"expected a number of pages for each of {cpus} CPUs, found {it.ListPages.Count}");
    }
}
