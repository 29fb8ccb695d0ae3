using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Actors.Tests.Disturbed;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Metering;

/// <summary>What a meter hears is what the report says, and it leaves no mark in the boot.</summary>
public sealed class MeteredBootTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect, under every policy, the sums of the report and the digest of a boot that nobody looks at; and under one whose
    // writer is the node's and one whose writer is the machine's the same sums on two blocks and on three.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Sums_are_those_of_the_report_however_it_is_driven(string boot)
    {
        var recorded = BareBoot.Request(boot, InitPolicies.SingleWriter);
        foreach (var policy in InitPolicies.All)
        {
            var request = recorded with { Policy = policy };
            var (one, meter) = Counted.Run(request);
            Assert.Equal(new BootRun().Run(request).Digest, one.Digest);
            Counted.AssertReported(one, meter);
            foreach (int parts in policy == InitPolicies.SingleWriter || policy.Writer == WriterScope.Machine ? (int[])[2, 3] : [])
            {
                var (several, theirs) = Counted.RunOn(parts, request);
                Assert.Equal(one.Digest, several?.Digest);
                Assert.Equal(meter.Boot, theirs.Boot);
            }
        }
    }

    // Expect what is only there where lanes go side by side to be told: windows, and what crossed.
    [Fact]
    public void Threads_have_windows_and_something_crosses()
    {
        var request = Machine("two-socket");
        var (one, alone) = Counted.Run(request);
        var (two, meter) = Counted.Run(request, threads: 2);

        Counted.AssertReported(two, meter);
        Assert.Equal(alone.Boot, meter.Boot);
        Assert.Equal((one.Horizons.All, two.Horizons.All), (alone["windows"], meter["windows"]));
        Assert.Equal(0, alone["crossed"]);
        Assert.InRange(meter["crossed"], 1, two.Deliveries);
        Assert.Equal((1, 1), (alone["run Booted"], meter["run Booted"]));
        Assert.Equal(one.Report!.Nodes.Select(node => node.LateNs), one.Report.Nodes.Select(node => meter[$"node {node.Nid} init ns"]));
    }

    // A boot in which something breaks on lanes is run once more on one thread, to say where.
    // Expect it to be counted once, with all that broke.
    [Fact]
    public void What_broke_on_lanes_is_counted_once()
    {
        var request = Machine("two-socket") with { Policy = InitPolicies.Find("static-reserve")! };
        var item = new WorkItem { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Order = 9, Count = 100_000, Need = WorkNeed.Optional, Label = "too much" };
        request = request with { Workload = new Workload([item]) };
        var (one, alone) = Counted.Run(request);
        var (two, meter) = Counted.Run(request, threads: 2);

        Assert.NotEmpty(one.Violations);
        Assert.Equal(one.Digest, two.Digest);
        Assert.Equal(alone.Boot, meter.Boot);
        Assert.Equal(one.Deliveries, meter["deliveries"]);
        Assert.Equal((1, one.Violations.Length), (meter["run Booted"] + meter["run Failed"], meter["violations"]));
        Assert.Equal(0, meter.Active);
    }

    // A CPU wants more than growth gives it before late init has claimed the rest of its node: it waits for pages under way.
    // Expect all that the request is served to be told as waited for, and the sums to be those of the report.
    [Fact]
    public void What_late_init_is_waited_for_is_told_as_such()
    {
        var request = Machine("two-socket");
        var item = new WorkItem { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Order = 9, Count = 4_000, Need = WorkNeed.Optional, Label = "much" };
        request = request with { Machine = request.Machine with { LateInitAfterNs = 0 }, Workload = new Workload([item]) };
        var (result, meter) = Counted.Run(request);

        Assert.True(result.Report!.Nodes.Sum(node => node.Allocations.Waited) > 0);
        Counted.AssertReported(result, meter);
        Assert.Equal(item.Count, meter["allocated Waited"]);
    }

    // Expect each crash to be a restart of the actor and of its children, and letters that come twice to be counted as they come.
    [Fact]
    public void Crashes_are_restarts()
    {
        var request = DisturbedBoots.Request("tiny2") with
        {
            Disturbances = [new CrashedActor(ActorAddress.Node(0), 300), new CrashedActor(ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal)), 500)],
        };
        var (result, meter) = Counted.Run(request);

        Assert.Equal(2, result.Happened.Crashed);
        Counted.AssertReported(result, meter);
        Assert.Equal(1, meter["restarts Node"]);
        Assert.Equal(2, meter["restarts Zone"]);
        Assert.Equal(request.Machine.Cpus.Count(place => place.Nid == 0), meter["restarts Cpu"]);
    }

    // Expect the same under ordinary dispatching, where all threads count, but for times, of which there are none.
    [Fact]
    public void A_free_order_counts_and_has_no_times()
    {
        var meter = new SummedMeter();
        var result = new FreeRun { Observation = new BootObservation { Meter = meter } }.Run(Machine("two-socket"));

        Assert.True(result.IsClean);
        var report = result.Report!;
        Assert.Equal(result.Deliveries, meter["deliveries"]);
        Assert.Equal(report.Nodes.Sum(node => node.GrownPages), meter["initialised Growth"]);
        Assert.Equal(report.Nodes.Sum(node => node.LatePages), meter["initialised InitJob"]);
        Assert.Equal(report.Nodes.Sum(node => node.Growths.Length), meter["grew Watermark"] + meter["grew Rmqueue"]);
        Assert.Equal(report.Nodes.Sum(node => node.Allocations.Served), meter["allocated Local"] + meter["allocated Remote"] + meter["allocated Waited"]);
        Assert.Equal(0, meter["ways"] + meter["waits Zone"] + meter["waits Coordinator"]);
        Assert.Equal(1, meter["run Booted"]);
        var block = Assert.Single(meter.Blocks);
        Assert.Empty(block.Phases);
        Assert.Equal(report.Snapshots[^1].Nodes.Sum(node => node.Zones.Sum(zone => zone.FreePages)), block.Free.Values.Sum());
    }

    // Expect the traced share of waits to be what a trace draws, beside those that waited for pages.
    [Fact]
    public void Waits_that_a_trace_has_are_marked()
    {
        var request = Machine("two-socket");
        long Traced(double? share)
        {
            var meter = new SummedMeter();
            new BootRun { Observation = new BootObservation { Meter = meter, Tracing = share is { } drawn ? new TraceSettings(drawn) : null } }.Run(request);
            return meter["traced waits Zone"];
        }

        long all = Traced(1);
        Assert.InRange(Traced(0.3), all * 2 / 10, all * 4 / 10);
        Assert.InRange(Traced(null), 1, all / 100);
    }

    private static BootRequest Machine(string name)
    {
        var machine = MachineReader.Read(name);
        return new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);
    }
}
