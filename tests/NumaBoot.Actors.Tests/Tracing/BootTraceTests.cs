using System.Collections.Immutable;
using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Tracing;

/// <summary>The trace of a boot is the same however it is driven, leaves no mark in the boot, and is whole.</summary>
public sealed class BootTraceTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect the same spans, parents, links, lanes, deliveries, times and facts on one thread, on two blocks and on three,
    // and the digest of a boot that nobody looks at.
    [Theory]
    [MemberData(nameof(Boots))]
    public void A_trace_does_not_depend_on_who_drives_the_nodes(string boot)
    {
        var request = BareBoot.Request(boot, InitPolicies.SingleWriter);
        var one = Traces.Run(request, Traces.Share(0.1));
        string expected = Traces.Text(BootTrace.Of(one));

        Assert.Equal(new BootRun().Run(request).Digest, one.Digest);
        Assert.Equal(expected, Traces.Text(BootTrace.Of(Traces.Run(request, Traces.Share(0.1)))));
        foreach (int blocks in (int[])[2, 3])
        {
            var several = Traces.RunOn(blocks, request, Traces.Share(0.1));
            Assert.Equal(one.Digest, several.Digest);
            Assert.Equal(expected, Traces.Text(BootTrace.Of(several)));
        }
    }

    // Expect the phases of the report, one after the other, and the late init of each node that has something to do.
    [Fact]
    public void Phases_and_late_inits_are_those_of_the_report()
    {
        var result = Traces.Run(TwoSocket(), Traces.Share(0));
        var trace = BootTrace.Of(result);

        var phases = trace.Spans.Where(span => span.Key.Kind == SpanKind.Phase).ToList();
        Assert.Equal(
            result.Report!.Phases.Select(phase => $"{phase.Name} {phase.StartNs}..{phase.EndNs}"),
            phases.Select(span => $"{Traces.Fact(span, SpanFactKind.Phase)} {span.Times.StartNs}..{span.Times.EndNs}"), StringComparer.Ordinal);
        var inits = trace.Spans.Where(span => span.Key.Kind == SpanKind.NodeInit).ToList();
        Assert.Equal(["0", "1"], inits.Select(span => Traces.Fact(span, SpanFactKind.Node)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(inits, span => Assert.Equal("late init", Traces.Fact(trace.Spans.Single(one => one.Key == span.Parent), SpanFactKind.Phase)));
    }

    // Expect each allocation from the CPU over the zone and back, finished, where all are traced.
    [Fact]
    public void An_allocation_goes_from_its_CPU_to_a_zone_and_back()
    {
        var trace = BootTrace.Of(Traces.Run(TwoSocket(), Traces.All));
        Traces.AssertWhole(trace);

        var allocations = trace.Spans.Where(span => span.Key.Kind == SpanKind.Allocation).ToList();
        Assert.NotEmpty(allocations);
        Assert.All(allocations, allocation =>
        {
            Assert.False(allocation.IsUnfinished);
            Assert.True(allocation.Delivery > 0);
            var take = trace.Spans.Single(span => span.Key == new SpanKey(SpanKind.Take, allocation.Key.Request));
            Assert.Contains(allocation.Key, take.Links.Append(take.Parent!.Value));
            Assert.InRange(take.Times.StartNs, allocation.Times.StartNs, allocation.Times.EndNs);
            Assert.InRange(take.Times.EndNs, take.Times.StartNs, allocation.Times.EndNs);
        });
    }

    // An allocation that its node refuses goes on in the next zone of the zonelist.
    // Expect that request to be a part of the first.
    [Fact]
    public void A_request_that_goes_on_elsewhere_belongs_to_the_first()
    {
        var request = TwoSocket();
        var first = request.Workload.Items.First(item => item is { Cpu: 0, Phase: WorkPhase.Running, Kind: WorkKind.Allocate });
        request = request with { Workload = new Workload([first with { Order = 9, Count = 100_000, Need = WorkNeed.Optional }]) };
        var trace = BootTrace.Of(Traces.Run(request, Traces.All));

        var goneOn = trace.Spans.Where(span => span.Key.Kind == SpanKind.Allocation && (span.Parent?.Kind == SpanKind.Allocation)).ToList();
        Assert.NotEmpty(goneOn);
        Assert.All(goneOn, span => Assert.Equal(span.Key.Request.From, span.Parent!.Value.Request.From));
    }

    // Expect about the share that was asked for, the same ones each time, and less of them to be among more.
    [Fact]
    public void A_share_of_the_allocations_is_traced()
    {
        var request = BareBoot.Request("n2-2g", InitPolicies.SingleWriter);
        ImmutableHashSet<SpanKey> Traced(double share) =>
            [.. BootTrace.Of(Traces.Run(request, Traces.Share(share))).Spans.Where(span => span.Key.Kind == SpanKind.Allocation).Select(span => span.Key)];

        var all = Traced(1);
        var some = Traced(0.3);
        Assert.InRange(some.Count, all.Count * 2 / 10, all.Count * 4 / 10);
        Assert.Subset(all, some);
        Assert.Subset(some, Traced(0.1));
        Assert.Empty(Traced(0));
    }

    // On this machine nearly all allocations are for one CPU, more than its lane may have in the trace.
    // Expect as many as it may have, and the rest to be counted.
    [Fact]
    public void A_lane_has_no_more_allocations_than_it_may()
    {
        var result = Traces.Run(BareBoot.Request("n4-tracebuf", InitPolicies.SingleWriter), Traces.All);
        var spans = result.Traces.Single().Spans.Where(span => span.Key.Kind == SpanKind.Allocation).GroupBy(span => span.Key.Request.From.Nid).ToList();
        var grown = BootTrace.Of(Traces.Run(result.Request, Traces.Share(0))).Spans.Count(span => span.Key.Kind == SpanKind.Allocation);

        int most = TraceSettings.MostAllocations / 4;
        Assert.InRange(spans.Single(lane => lane.Key == 0).Count(), most, most + grown);
        Assert.InRange(BootTrace.Of(result).LeftOut, 1, long.MaxValue);
        Assert.All(result.Traces.Single().Updates.Where(update => update.Key.Kind == SpanKind.Allocation).Select(update => update.Key).Distinct(), key =>
            Assert.Contains(result.Traces.Single().Spans, span => span.Key == key));
    }

    // What comes over the wire may say what nobody ever recorded.
    // Expect a root that is its own parent to be passed over, and numbers that are too large to stay the largest.
    [Fact]
    public void What_nobody_records_does_no_harm()
    {
        var result = Traces.Run(TwoSocket(), Traces.Share(0));
        var absurd = new BlockTrace([new SpanRecord(SpanKey.Boot, SpanKey.Boot, 0, 1, 0, 0, []), new SpanRecord(SpanKey.Continued(1), SpanKey.Boot, 0, 1, 0, 0, [])], [], long.MaxValue);

        var trace = BootTrace.Of(result with { Traces = [.. result.Traces, absurd, absurd] });

        Assert.Equal(long.MaxValue, trace.LeftOut);
        Assert.Equal(BootTrace.Of(result).Spans.Select(span => span.Key), trace.Spans.Select(span => span.Key));
    }

    // A machine of 1,100 nodes has more late inits than a trace may have spans.
    // Expect further traces, each with a root that is linked to the boot's, and links to the phase in place of parents.
    [Fact]
    public void What_has_no_room_is_in_further_traces()
    {
        var machine = MachineReader.Read("sockets-1100");
        var request = new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);
        var trace = BootTrace.Of(Traces.RunOn(2, request, Traces.Share(0)));

        Traces.AssertWhole(trace);
        var inits = trace.Spans.Where(span => span.Key.Kind == SpanKind.NodeInit).ToList();
        Assert.Equal(1_100, inits.Count);
        Assert.Contains(inits, span => span.Trace > 0);
        Assert.All(inits.Where(span => span.Trace > 0), span => Assert.Equal(SpanKind.Phase, Assert.Single(span.Links).Kind));
        Assert.InRange(trace.Spans.Count(span => span.Trace == 0), 900, BootTrace.MostSpans - BootTrace.RoomForMembers);
        var roots = trace.Spans.Where(span => span.Key.Kind == SpanKind.Continued).ToList();
        Assert.All(roots, root => Assert.Equal(SpanKey.Boot, Assert.Single(root.Links)));
        Assert.Equal(roots.Select(root => root.Key), trace.Spans[0].Links);
    }

    // Expect a boot that is stopped on its way to have what it had, with what was not over marked.
    [Fact]
    public void What_was_not_over_when_the_boot_was_stopped_is_marked()
    {
        using var stop = new CancellationTokenSource();
        var run = new BootRun
        {
            Observation = Traces.All,
            Progress = progress =>
            {
                if (progress.Phase == "late init")
                {
                    stop.Cancel();
                }
            },
        };
        var result = run.Run(TwoSocket(), stop.Token);
        var trace = BootTrace.Of(result);

        Assert.Equal(BootOutcome.Interrupted, result.Outcome);
        Traces.AssertWhole(trace);
        var phase = trace.Spans.Last(span => span.Key.Kind == SpanKind.Phase);
        Assert.True(phase.IsUnfinished);
        Assert.Equal(result.VirtualNs, phase.Times.EndNs);
    }

    private static BootRequest TwoSocket()
    {
        var machine = BuiltInMachines.TwoSocket;
        return new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);
    }
}
