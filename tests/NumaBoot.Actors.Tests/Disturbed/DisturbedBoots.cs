using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>Small boots in which things go wrong.</summary>
internal static class DisturbedBoots
{
    /// <summary>Something of every kind but interrupts, and much of it.</summary>
    public static DisturbanceCounts Everything { get; } =
        new() { Lost = 8, Duplicated = 6, Delayed = 8, Crashed = 5, Paused = 3, Slowed = 2 };

    /// <summary>tiny, tiny2, or with <c>tiny4</c> the same with four nodes of one CPU each.</summary>
    public static BootRequest Request(string machine, InitPolicy? policy = null)
    {
        var spec = string.Equals(machine, "tiny4", StringComparison.Ordinal) ? Tiny4() : MachineReader.Read(machine);
        return new BootRequest(spec, policy ?? InitPolicies.SingleWriter, spec.OwnWorkload!) { TakesSnapshots = false };
    }

    /// <summary>The boot in plain order of time, with these disturbances.</summary>
    public static BootResult Run(BootRequest request, params Disturbance[] disturbances) =>
        new BootRun().Run(request with { Disturbances = [.. disturbances] });

    /// <summary>The same, with something else between the post and the actors.</summary>
    public static BootResult Run(BootRequest request, IDeliveryFilter filter, params Disturbance[] disturbances) =>
        new BootRun { Filter = filter }.Run(request with { Disturbances = [.. disturbances] });

    /// <summary>What became of memory and of those who wanted some, whatever way it took.</summary>
    public static string Memory(BootResult result)
    {
        Assert.NotNull(result.Report);
        var zones = result.Report.Snapshots[^1].Nodes.SelectMany(node => node.Zones.Select(zone =>
            $"{node.Nid}:{zone.Layout.Kind} {zone.ManagedPages} managed, {zone.FreePages} free, blocks {string.Join(' ', zone.FreeBlocks)}, {node.DeferredPages} deferred"));
        var allocations = result.Report.Nodes.Select(node =>
            $"{node.Nid}: {node.Allocations.Requested} wanted, {node.Allocations.Served} served, {node.Allocations.Failed} failed");
        return string.Join('\n', zones.Concat(allocations));
    }

    /// <summary>Every letter of a boot in plain order of time, with those that nobody but another order writes left out.</summary>
    public static ImmutableArray<(ActorAddress From, ActorAddress To, long Number)> Letters(BootRequest request) =>
    [
        .. ScheduleOutline.Of(request).Letters.SelectMany(pair =>
            Enumerable.Range(1, (int)pair.Letters).Select(number => (pair.From, pair.To, (long)number))),
    ];

    private static MachineSpec Tiny4()
    {
        const int Nodes = 4;
        var tiny2 = MachineReader.Read("tiny2");
        ulong bytes = tiny2.Memory[0].SizeBytes;
        var early = tiny2.OwnWorkload!.Items.First(item => item.Phase == WorkPhase.EarlyBoot);
        var running = tiny2.OwnWorkload.Items.First(item => item.Phase == WorkPhase.Running);
        return tiny2 with
        {
            Name = "tiny4",
            Nodes = [.. Enumerable.Range(0, Nodes).Select(nid => new NodeSpec(nid, [nid]))],
            Memory = [.. Enumerable.Range(0, Nodes).Select(nid => new MemblockRegion((ulong)nid * bytes, (ulong)(nid + 1) * bytes, nid))],
            OwnWorkload = new Workload(
            [
                .. Enumerable.Range(0, Nodes).Select(nid => early with { Nid = nid }),
                .. Enumerable.Range(0, Nodes).Select(cpu => running with { Cpu = cpu }),
            ]),
        };
    }
}
