using System.Collections.Immutable;
using NumaBoot.Lanes;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Metering;

/// <summary>Boots with a meter, and what it must have heard by the report.</summary>
internal static class Counted
{
    /// <summary>Runs a boot as the command does, and counts.</summary>
    public static (BootResult Result, SummedMeter Meter) Run(BootRequest request, int threads = 1)
    {
        var meter = new SummedMeter();
        return (new BootRun { Threads = threads, Observation = new BootObservation { Meter = meter } }.Run(request), meter);
    }

    /// <summary>Runs a boot on blocks of lanes, and counts.</summary>
    public static (BootResult? Result, SummedMeter Meter) RunOn(int parts, BootRequest request)
    {
        var meter = new SummedMeter();
        var plan = request.Plan();
        ImmutableArray<LaneBlock> blocks =
        [
            .. NodeParts.Of(plan.Nodes, parts).Select((nodes, at) => new LaneBlock(
                request, plan, nodes, hasMachine: at == 0, progress: null, new BootObservation { Meter = meter }, CancellationToken.None)),
        ];
        try
        {
            var conductor = new Conductor([.. blocks], LaneBlock.DelayNs(request));
            bool isOver = conductor.Run();
            ImmutableArray<BlockResult> results = [.. blocks.Select(block => block.Result(isOver))];
            return (
                BlockResults.Combine(
                    request, plan, [.. results.Select(part => part with { Violations = [] })], conductor.Horizons, isOver, isInterrupted: false),
                meter);
        }
        finally
        {
            foreach (var block in blocks)
            {
                block.Dispose();
            }
        }
    }

    /// <summary>Expects the sums to be those of the report, and the nodes to stand where it says.</summary>
    public static void AssertReported(BootResult result, SummedMeter meter)
    {
        var report = Assert.IsType<BootReport>(result.Report);
        Assert.Equal(result.Deliveries, meter["deliveries"]);
        Assert.Equal(result.Plan.Nodes.Sum(node => node.Zones.Sum(zone => zone.EarlyFrames.Sum(range => range.Pages))), meter["initialised EarlyMap"]);
        Assert.Equal(report.Nodes.Sum(node => node.GrownPages), meter["initialised Growth"]);
        Assert.Equal(report.Nodes.Sum(node => node.LatePages), meter["initialised InitJob"]);
        foreach (var reason in Enum.GetValues<GrowthReason>())
        {
            Assert.Equal(report.Nodes.Sum(node => node.Growths.Count(growth => growth.Reason == reason)), meter[$"grew {reason}"]);
        }

        AssertAllocations(report, meter);
        AssertNodes(result, report, meter);
    }

    private static void AssertAllocations(BootReport report, SummedMeter meter)
    {
        var tally = report.Nodes.Aggregate(AllocationTally.Zero, (sum, node) => sum + node.Allocations);
        Assert.Equal(tally.Served, meter["allocated Local"] + meter["allocated Remote"] + meter["allocated Waited"]);
        Assert.Equal(tally.Failed, meter["allocated Failed"]);
        Assert.InRange(meter["allocated Remote"], Math.Max(0, tally.Remote - meter["allocated Waited"]), tally.Remote);
        Assert.Equal(tally.Waited == 0, meter["allocated Waited"] == 0);
    }

    private static void AssertNodes(BootResult result, BootReport report, SummedMeter meter)
    {
        foreach (var node in report.Nodes)
        {
            Assert.Equal(node.Growths.Length, meter[$"node {node.Nid} grew"]);
            Assert.Equal(node.GrownPages, meter[$"node {node.Nid} initialised Growth"]);
            Assert.Equal(node.LatePages, meter[$"node {node.Nid} initialised InitJob"]);
        }

        foreach (var node in report.Snapshots[^1].Nodes)
        {
            Assert.Equal(node.Zones.Sum(zone => zone.FreePages), meter.Blocks.Sum(block => block.Free.GetValueOrDefault(node.Nid)));
            Assert.Equal(node.DeferredPages, meter.Blocks.Sum(block => block.Deferred.GetValueOrDefault(node.Nid)));
            long end = result.Plan.Nodes.First(one => one.Nid == node.Nid).Layout.End;
            var frontiers = meter.Blocks.Select(block => block.Frontiers.GetValueOrDefault(node.Nid)).OfType<List<long>>();
            Assert.Equal(Math.Min(end, node.FirstDeferredPfn), Assert.Single(frontiers)[^1]);
        }

        Assert.Equal(result.Plan.Nodes.Length + 1, meter.Blocks.Sum(block => block.Lanes.Count));
        Assert.Equal(0, meter.Active);
        Assert.All(meter.Blocks, block => Assert.True(block.HasEnded));
        Assert.Equal(result.Phases.Select(phase => (phase.Name, phase.StartNs)), meter.Blocks.SelectMany(block => block.Phases));
        if (result.IsTimed)
        {
            Assert.Equal(result.Deliveries, meter["ways"]);
            Assert.Equal(result.VirtualNs, meter.Blocks.Max(block => block.ReachedNs));
        }
    }
}
