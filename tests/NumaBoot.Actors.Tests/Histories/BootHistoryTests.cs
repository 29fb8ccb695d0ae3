using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Histories;

/// <summary>What is recorded of a boot for who wants to look at it.</summary>
public sealed class BootHistoryTests
{
    private const int Room = 1_000_000;

    public static TheoryData<string, string> Boots => new()
    {
        { "two-socket", "single-writer" },
        { "two-socket", "v1" },
        { "two-socket", "v5.8-waits" },
        { "two-socket", "eager" },
        { "n4-tracebuf", "v4.17" },
        { "tiny-late", "single-writer" },
        { "sockets-16", "v6.1" },
    };

    // Expect the same digest and report whether somebody records or not.
    [Theory]
    [MemberData(nameof(Boots))]
    public void To_record_a_boot_leaves_no_mark(string machine, string policy)
    {
        var request = Request(machine, policy);

        var plain = new BootRun().Run(request);
        var recorded = Recorded(request);

        Assert.Equal(plain.Digest, recorded.Digest);
        Assert.Empty(plain.Histories);
    }

    // Expect each node's pages to be told once and by whom, as many as the node itself counts.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Every_page_has_come_in_one_way(string machine, string policy)
    {
        var result = Recorded(Request(machine, policy));
        var history = BootHistory.Of(result);

        Assert.All(result.Report!.Nodes, node =>
        {
            var freed = history.FreedOf(node.Nid);
            Assert.Equal(node.EarlyPages, Pages(freed, FreedBy.EarlyMap));
            Assert.Equal(node.GrownPages, Pages(freed, FreedBy.Growth));
            Assert.Equal(node.LatePages, Pages(freed, FreedBy.LateInit));
            var all = new PfnRangeSet();
            Assert.All(freed, one => Assert.Equal(0, all.Add(one.Frames)));
        });
    }

    // Expect a growth's pages to be where its frontier went, at the time and for the CPU that the node reports.
    [Theory]
    [InlineData("n4-tracebuf", "single-writer")]
    [InlineData("n4-tracebuf", "v1")]
    [InlineData("n4-tracebuf", "v6.1")]
    public void A_growth_is_the_turn_of_the_cpu_that_fell_short(string machine, string policy)
    {
        var result = Recorded(Request(machine, policy));
        var history = BootHistory.Of(result);
        var growths = result.Report!.Nodes.SelectMany(node => node.Growths).ToList();

        Assert.NotEmpty(growths);
        Assert.All(growths, growth =>
        {
            long end = growth.After == Frontier.None ? long.MaxValue : growth.After;
            var mine = history.FreedOf(growth.Zone.Nid).Where(freed => freed.By == FreedBy.Growth && freed.Frames.Start >= growth.Before && freed.Frames.Start < end).ToList();
            Assert.Equal(growth.Pages, mine.Sum(freed => freed.Frames.Pages));
            Assert.All(mine, freed => Assert.Equal(growth.Cpu, freed.Who));
            Assert.All(mine, freed => Assert.InRange(freed.AtNs, 0, growth.AtNs));
        });
    }

    // Expect late init's pages to be of as many workers as built them, and no other.
    [Fact]
    public void Late_init_is_told_worker_by_worker()
    {
        var result = Recorded(Request("two-socket", "single-writer"));
        var history = BootHistory.Of(result);

        Assert.All(result.Report!.Nodes.Where(node => node.LatePages > 0), node =>
        {
            var workers = history.FreedOf(node.Nid).Where(freed => freed.By == FreedBy.LateInit).Select(freed => freed.Who).Distinct().ToList();
            Assert.NotEmpty(workers);
            Assert.All(workers, worker => Assert.InRange(worker, 0, node.LateWorkers - 1));
            var busy = history.Line(node.Nid, HistoryLine.BusyWorkers);
            Assert.Equal(node.LateWorkers, busy.Points.Max(point => point.Highest));
            Assert.Equal(0, busy.Points[^1].Last);
        });
    }

    // Expect the lines to end where the node's own last answers say: as many pages free, and nothing deferred.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Lines_end_where_the_boot_ends(string machine, string policy)
    {
        var result = Recorded(Request(machine, policy));
        var history = BootHistory.Of(result);

        Assert.All(result.Report!.Snapshots[^1].Nodes.Where(node => node.Layout.PresentPages > 0), node =>
        {
            Assert.Equal(node.Zones.Sum(zone => zone.FreePages), history.Line(node.Nid, HistoryLine.FreePages).Points[^1].Last);
            Assert.Equal(node.Layout.End, history.Line(node.Nid, HistoryLine.FirstDeferredPfn).Points[^1].Last);
            Assert.All(history.Line(node.Nid, HistoryLine.WaitingCpus).Points, point => Assert.True(point.Lowest >= 0));
            Assert.Equal(0, history.Line(node.Nid, HistoryLine.WaitingCpus).Points.LastOrDefault().Last);
        });
    }

    // Expect the frontier to stop at every place where a growth left it.
    [Fact]
    public void The_frontier_goes_where_growths_lead()
    {
        var result = Recorded(Request("n4-tracebuf", "single-writer"));
        var history = BootHistory.Of(result);

        Assert.All(result.Report!.Nodes, node =>
        {
            var stops = history.Line(node.Nid, HistoryLine.FirstDeferredPfn).Points.Select(point => point.Last).ToList();
            Assert.All(node.Growths, growth => Assert.Contains(growth.After, stops));
        });
    }

    // Under this policy an allocation during late init waits for pages that it builds. Expect it among those that wait, and its time among the waits.
    [Fact]
    public void Who_waits_is_seen_to_wait()
    {
        var request = Request("two-socket", "v5.8-waits");
        var result = Recorded(request);
        var history = BootHistory.Of(result);
        var compared = Comparer.Run(request, [request.Policy]).Outcomes.Single();
        var nodes = result.Plan.Nodes;

        Assert.True(result.Report!.Nodes.Sum(node => node.Allocations.Waited) > 0);
        Assert.True(nodes.Max(node => history.Line(node.Nid, HistoryLine.WaitingCpus).Points.Max(point => point.Highest)) > 0);
        Assert.Equal(compared.LongestWaitNs, nodes.Max(node => history.Waits(node.Nid, WaitPlace.Zone).LongestNs));
    }

    // Expect as many waits as a meter of the same boot counts, and its sum of times between what the steps of the histogram allow.
    [Fact]
    public void Waits_are_those_that_a_meter_counts()
    {
        var request = Request("two-socket", "single-writer");
        var meter = new SummedMeter();
        var result = new BootRun { Observation = new BootObservation { Meter = meter, History = new HistorySettings(Room) } }.Run(request);
        var history = BootHistory.Of(result);

        foreach (var place in Enum.GetValues<WaitPlace>())
        {
            var steps = result.Plan.Nodes.SelectMany(node => history.Waits(node.Nid, place).Counts.Select((count, step) => (count, step))).ToList();
            Assert.True(meter[$"waits {place}"] > 0);
            Assert.Equal(meter[$"waits {place}"], steps.Sum(one => one.count));
            Assert.InRange(
                meter[$"waited ns {place}"],
                steps.Sum(one => one.step == 0 ? 0 : one.count << (one.step - 1)),
                steps.Sum(one => one.count * ((1L << one.step) - 1)));
        }
    }

    // Expect the same history on one thread and on several, also where one writer is told of all nodes.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Threads_record_what_one_records(string machine, string policy)
    {
        var request = Request(machine, policy);

        string one = Text(Recorded(request, mostPoints: 50));

        Assert.Equal(one, Text(Recorded(request, threads: 2, mostPoints: 50)));
        Assert.Equal(one, Text(Recorded(request, threads: 4, mostPoints: 50)));
    }

    // A boot that is stopped on its way has a history as far as it came.
    [Fact]
    public void An_interrupted_boot_has_a_history()
    {
        var request = Request("two-socket", "single-writer");
        using var stop = new CancellationTokenSource();
        var result = new BootRun
        {
            Observation = new BootObservation { History = new HistorySettings(Room) },
            Progress = progress =>
            {
                if (progress.Phase == "all CPUs")
                {
                    stop.Cancel();
                }
            },
        }.Run(request, stop.Token);

        Assert.Equal(BootOutcome.Interrupted, result.Outcome);
        Assert.NotEmpty(BootHistory.Of(result).FreedOf(0));
    }

    // Without virtual time there is nothing to draw over.
    [Fact]
    public void A_free_order_has_no_history()
    {
        var request = Request("tiny", "single-writer");

        Assert.Throws<InvalidOperationException>(
            () => new FreeRun { Observation = new BootObservation { History = new HistorySettings(Room) } }.Run(request));
        Assert.Throws<ArgumentException>(() => BootHistory.Of(new BootRun().Run(request)));
    }

    private static BootRequest Request(string name, string policy)
    {
        Assert.True(BuiltInMachines.TryCreate(name, out var machine));
        var workload = machine.OwnWorkload ?? CommandLineWorkload.From(machine, KernelCommandLine.Parse(machine.CommandLine));
        return new BootRequest(machine, InitPolicies.Find(policy)!, workload);
    }

    private static BootResult Recorded(BootRequest request, int threads = 1, int mostPoints = Room) =>
        new BootRun { Threads = threads, Observation = new BootObservation { History = new HistorySettings(mostPoints) } }.Run(request);

    private static long Pages(IEnumerable<FreedFrames> freed, FreedBy by) => freed.Where(one => one.By == by).Sum(one => one.Frames.Pages);

    private static string Text(BootResult result)
    {
        var history = BootHistory.Of(result);
        return string.Join('\n', result.Plan.Nodes.SelectMany(node => Enum.GetValues<HistoryLine>()
            .Select(line => $"{node.Nid} {line} {history.Line(node.Nid, line).StepNs} {string.Join(' ', history.Line(node.Nid, line).Points)}")
            .Concat(history.FreedOf(node.Nid).Select(freed => freed.ToString()))
            .Concat(Enum.GetValues<WaitPlace>().Select(place => $"{place} {history.Waits(node.Nid, place).LongestNs} {string.Join(' ', history.Waits(node.Nid, place).Counts)}"))));
    }
}
