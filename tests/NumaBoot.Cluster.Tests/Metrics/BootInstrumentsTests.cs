using NumaBoot.Cluster.Tests.Wire;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.Telemetry;
using Xunit;

namespace NumaBoot.Cluster.Tests.Metrics;

/// <summary>What boots and searches come to in the instruments of a process.</summary>
public sealed class BootInstrumentsTests
{
    // Expect the sums of the report, node by node, and all that stands to be back at 0 after the boot.
    [Fact]
    public void A_boot_leaves_its_sums_and_nothing_that_stands()
    {
        using var instruments = new BootInstruments();
        using var readings = new Readings(instruments);
        var result = Run(instruments, "n4-tracebuf");

        var now = readings.Now();
        foreach (var node in result.Report!.Nodes)
        {
            Assert.Equal(node.GrownPages, now.GetValueOrDefault($"numaboot.pages.initialised{{numaboot.node={node.Nid},numaboot.phase=growth}}"));
            Assert.Equal(node.LatePages, now.GetValueOrDefault($"numaboot.pages.initialised{{numaboot.node={node.Nid},numaboot.phase=late_init}}"));
            Assert.Equal(node.Growths.Length, now.Where(pair => pair.Key.StartsWith($"numaboot.growths{{numaboot.node={node.Nid},", StringComparison.Ordinal)).Sum(pair => pair.Value));
            Assert.Equal(0, now[$"numaboot.first_deferred_pfn{{numaboot.node={node.Nid}}}"]);
        }

        Assert.Equal(result.Deliveries, now["numaboot.deliveries"]);
        Assert.Equal(result.Deliveries, Sum(now, "akka.messages.recv{"));
        Assert.Equal(result.Deliveries, Sum(now, "akka.messages.latency{"));
        Assert.Equal(1, now["numaboot.runs{numaboot.outcome=booted}"]);
        Assert.Equal(result.Plan.Nodes.Count(node => node.HasMemory), now["numaboot.node.init"]);
        Assert.Equal(result.VirtualNs / 1e9, now["numaboot.virtual_time"]);
        Assert.All(result.Phases, phase => Assert.Equal(phase.StartNs / 1e9, now[$"numaboot.phase.start{{numaboot.phase={phase.Name}}}"]));
        Assert.All(
            now.Where(pair => Gauges.Any(gauge => pair.Key.StartsWith(gauge, StringComparison.Ordinal))),
            pair => Assert.True(pair.Value == 0, $"{pair.Key} {pair.Value}"));
    }

    // Expect what stands to be there while a boot is at it: pages of each node, lanes, actors, messages; and to be sums of
    // all boots at the same time.
    [Fact]
    public void Boots_that_go_on_at_the_same_time_are_summed()
    {
        using var instruments = new BootInstruments();
        using var readings = new Readings(instruments);
        var request = Boots.Request("two-socket", "single-writer");
        long pages = request.Plan().FreeMemblockPages;
        IReadOnlyDictionary<string, double> one = readings.Now(), two = one;
        Watch(() => one = readings.Now(), () => Watch(() => two = readings.Now(), () => { }));

        Assert.Equal((1, 3), (one["numaboot.runs.active"], one["numaboot.lanes"]));
        Assert.Equal((2, 6), (two["numaboot.runs.active"], two["numaboot.lanes"]));
        Assert.InRange(Sum(one, "numaboot.pages.deferred"), 1, pages);
        Assert.InRange(Sum(two, "numaboot.pages.deferred"), Sum(one, "numaboot.pages.deferred") + 1, 2 * pages);
        Assert.True(one["akka.actor.live{akka.actor.type=cpu,akka.system=simulated}"] > 0);
        Assert.Equal(2 * one["akka.actor.live{akka.actor.type=cpu,akka.system=simulated}"], two["akka.actor.live{akka.actor.type=cpu,akka.system=simulated}"]);
        Assert.True(one["akka.actor.mailbox.depth{akka.system=simulated}"] > 0);
        Assert.InRange(one["numaboot.first_deferred_pfn{numaboot.node=1}"], 1, double.MaxValue);

        // Looks when a boot has told its numbers for the first time, and goes on when the other has.
        void Watch(Action look, Action then)
        {
            bool hasLooked = false;
            new BootRun
            {
                Observation = new BootObservation { Meter = instruments },
                Progress = progress =>
                {
                    if (!hasLooked && progress.Deliveries >= 20_000)
                    {
                        hasLooked = true;
                        look();
                        Task.Run(then).Wait();
                    }
                },
            }.Run(request);
        }
    }

    // Expect no series of a node where the machine has more nodes than may have some, and sums all the same.
    [Fact]
    public void A_machine_of_many_nodes_has_no_series_for_each()
    {
        using var instruments = new BootInstruments(mostNodes: 3);
        using var readings = new Readings(instruments);
        var result = Run(instruments, "n4-tracebuf");

        var now = readings.Now();
        Assert.DoesNotContain(now.Keys, series => series.Contains("numaboot.node=", StringComparison.Ordinal));
        Assert.Equal(result.Report!.Nodes.Sum(node => node.LatePages), now["numaboot.pages.initialised{numaboot.phase=late_init}"]);
    }

    // Expect a search to count its schedules and deliveries, what it has seen, and what it found broken.
    [Fact]
    public void A_search_is_measured()
    {
        using var instruments = new BootInstruments();
        using var readings = new Readings(instruments);
        var request = Boots.Request("tiny", "v1");
        double active = 0;
        var exploration = new BootExploration(new ExplorationSettings(request, ExplorationOrder.Random) { Schedules = 20, KeepsGoing = true })
        {
            Progress = progress =>
            {
                instruments.Searches.Hear(progress);
                active = readings.Now()["numaboot.runs.active"];
            },
        };
        var result = instruments.Searches.Run(exploration, CancellationToken.None);

        var now = readings.Now();
        Assert.Equal(20, result.Schedules);
        Assert.Equal((20, result.Deliveries, result.DistinctOrders), (now["numaboot.schedules"], now["numaboot.deliveries"], now["numaboot.orders.distinct"]));
        Assert.Equal(
            (result.Coverage.Seen, result.Coverage.Defined), (now["numaboot.coverage{numaboot.coverage=seen}"], now["numaboot.coverage{numaboot.coverage=defined}"]));
        Assert.NotEmpty(result.Broken);
        Assert.All(result.Broken, broken => Assert.Equal(1, now[$"numaboot.invariants.broken{{numaboot.invariant={broken.Invariant.Name()}}}"]));
        Assert.Equal((1, 0), (active, now["numaboot.runs.active"]));
    }

    // Expect a phase that the latest boot has not come to yet to have no time.
    [Fact]
    public void Phases_are_those_of_the_latest_boot()
    {
        using var instruments = new BootInstruments();
        using var readings = new Readings(instruments);
        var result = Run(instruments, "tiny");

        instruments.RunBegan();

        Assert.All(result.Phases, phase => Assert.True(double.IsNaN(readings.Now()[$"numaboot.phase.start{{numaboot.phase={phase.Name}}}"])));
        Assert.Equal(0, readings.Now()["numaboot.virtual_time"]);
    }

    private static string[] Gauges { get; } =
        ["numaboot.pages.free", "numaboot.pages.deferred", "numaboot.lanes", "numaboot.runs.active", "akka.actor.live", "akka.actor.mailbox.depth"];

    private static BootResult Run(BootInstruments instruments, string machine) =>
        new BootRun { Observation = new BootObservation { Meter = instruments } }.Run(Boots.Request(machine, "single-writer"));

    private static double Sum(IReadOnlyDictionary<string, double> now, string series) =>
        now.Where(pair => pair.Key.StartsWith(series, StringComparison.Ordinal)).Sum(pair => pair.Value);
}
