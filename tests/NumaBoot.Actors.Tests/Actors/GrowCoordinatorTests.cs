using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>The single writer while zones grow on demand: who holds it, who waits for it, what becomes of tickets.</summary>
public sealed class GrowCoordinatorTests : OneCoordinatorTests
{
    // Expect a ticket to be read while somebody holds the writer: it is read without the lock.
    [Fact]
    public void A_ticket_is_answered_while_the_writer_is_held()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1));
        Zone.ExpectMsg<ZoneMessages.BuildPages>();

        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(2), ZoneOf(0)));

        Zone.ExpectMsg(new ZoneMessages.FrontierRead(Id(2), 8));
    }

    // Expect the ticket to go to the CPU that is to ask with it, and not through the zone, where tickets would keep an order.
    [Fact]
    public void A_ticket_is_told_to_the_cpu_that_asks_with_it()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        var ask = new CoordinatorMessages.AskToGrow(Id(1), ZoneOf(0), 1, 2, Frontier.None, GrowthReason.Watermark);

        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(1), ZoneOf(0), ask));

        Lane.At(ActorAddress.Cpu(0, 1)).ExpectMsg(new CpuMessages.FrontierRead(ask with { Ticket = 8 }));
        Assert.True(Lane.IsSilent);
    }

    // Expect the frontier to be told, without the writer, to the zones that something is freed to, and to no other.
    [Fact]
    public void The_frontier_is_told_to_zones_that_something_is_freed_to()
    {
        var machine = SmallMachine.Of().FreeingLate(new PfnRange(12, 14)) with { ZoneLimits = new ZoneLimits(4, 4) };
        var plan = machine.Plan(InitPolicies.V61);
        var state = new CoordinatorState();
        var coordinator = Start(() => new GrowCoordinator(Lane, plan, ActorAddress.Coordinator(WriterScope.Node, 0), plan.Nodes, state));
        coordinator.Tell(new CoordinatorMessages.MemoryMapBuilt(0, 16));
        Lane.Forget();

        coordinator.Tell(new CoordinatorMessages.FreeLate(0));

        Assert.Equal("zone 0:Normal", Lane.Receivers);
        Lane.At(ActorAddress.Zone(ZoneOf(0))).ExpectMsg(new ZoneMessages.FreeLate(16));
    }

    // Expect no frontier before there is a memory map: nothing is deferred yet, as far as anybody knows.
    [Fact]
    public void Before_the_memory_map_there_is_no_frontier_and_no_growth()
    {
        var plan = SmallMachine.Of().Plan(InitPolicies.V61);
        var state = new CoordinatorState();
        var coordinator = Start(() => new GrowCoordinator(Lane, plan, ActorAddress.Coordinator(WriterScope.Node, 0), plan.Nodes, state));

        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(1), ZoneOf(0)));
        coordinator.Tell(Ask(1));

        var zone = Lane.At(ActorAddress.Zone(ZoneOf(0)));
        zone.ExpectMsg(new ZoneMessages.FrontierRead(Id(1), Frontier.None));
        zone.ExpectMsg(new ZoneMessages.GrowAnswered(Id(1), Grew: false, Waited: false));
    }

    //    section 0          section 1          section 2
    //   |===== built =====|---- grown now ---|---- deferred ----|
    //                     ^ frontier before  ^ and after
    // Expect the pages to be in the free areas before the frontier moves and the asker is answered.
    [Fact]
    public void A_growth_is_published_when_its_pages_are_in_the_free_areas()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        coordinator.Tell(Ask(1));
        Assert.Equal(8, Report(coordinator).Frontier);

        Assert.Equal("[8, 16)", Build(coordinator, 1));

        Assert.True(Grew(1));
        var report = Report(coordinator);
        Assert.Equal((16, 16), (report.Frontier, report.DeferredPages));
        Assert.Equal(new Growth(0, ZoneOf(0), 0, 8, 16, 8, GrowthReason.Watermark, 0), Assert.Single(report.Growths));
        Assert.Equal(
            ["CountedDeferred 0 24", "FrontierMoved 0:Normal 8 16", "GrowthAnswered zone 0:Normal #1 True", "CountedDeferred 0 16"],
            Lane.Notes.Lines);
    }

    //   two ask with the same ticket, 8; the first one builds [8, 16)
    // Expect the second to wait, and then: v1 trusts the ticket and builds section 1 again, v3 builds section 2, from 4.17
    // on it is told to try again, since somebody has grown.
    [Theory]
    [InlineData("v1", "[8, 16)")]
    [InlineData("v3", "[16, 24)")]
    [InlineData("v4.17", "try again")]
    [InlineData("v6.1", "try again")]
    public void Who_asked_with_the_same_ticket_waits_and_then_gets_what_the_policy_says(string policy, string expected)
    {
        var coordinator = StartCoordinator(InitPolicies.Find(policy)!);
        coordinator.Tell(Ask(1));
        coordinator.Tell(Ask(2));
        Assert.Equal(1, Lane.Told.Count(told => told.Message is ZoneMessages.BuildPages));

        Build(coordinator, 1);

        Assert.True(Grew(1));
        Assert.Equal(expected, expected == "try again" ? (Grew(2) ? "try again" : "no") : Build(coordinator, 2));
    }

    // Expect a growth on node 0 to keep node 1 waiting where there is one writer for the machine.
    [Fact]
    public void The_machines_writer_serves_one_node_after_the_other()
    {
        var coordinator = StartCoordinator(InitPolicies.V3);
        coordinator.Tell(Ask(1));
        coordinator.Tell(Ask(1, nid: 1));
        Assert.False(Zone1.HasMessages);

        Build(coordinator, 1);

        Assert.Equal("[40, 48)", Zone1.ExpectMsg<ZoneMessages.BuildPages>().Frames.Words());
    }

    // Expect reports of one node to hold the growths of that node only.
    [Fact]
    public void The_machines_writer_answers_for_each_node_by_itself()
    {
        var coordinator = StartCoordinator(InitPolicies.V3);
        coordinator.Tell(Ask(1));
        Build(coordinator, 1);

        Assert.Equal((16, 1), (Report(coordinator).Frontier, Report(coordinator).Growths.Length));
        Assert.Equal((40, 0), (Report(coordinator, nid: 1).Frontier, Report(coordinator, nid: 1).Growths.Length));
    }

    // Expect a request on behalf of the CPU that holds the writer to be told to the ledger as waiting for that growth; where
    // the coordinator builds the pages nobody on that CPU waits.
    [Theory]
    [InlineData("v1", true)]
    [InlineData("single-writer", false)]
    public void Asking_while_the_same_cpu_holds_the_writer_is_noted(string policy, bool expected)
    {
        var coordinator = StartCoordinator(InitPolicies.Find(policy)!);
        coordinator.Tell(Ask(1, cpu: 1));
        coordinator.Tell(Ask(2, cpu: 1));

        Assert.Equal(expected, Lane.Notes.Lines.Contains("WaitsForWriter 1 zone 0:Normal #1 1", StringComparer.Ordinal));
    }

    //   writer    held for cpu 0
    //   queue     cpu 1, then an interrupt on cpu 1
    //
    // Expect the interrupt to wait for its own CPU, which comes first; and nobody to wait for an ask that has been served.
    [Fact]
    public void Asking_behind_an_ask_of_the_same_cpu_is_noted()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1, cpu: 0));
        coordinator.Tell(Ask(2, cpu: 1));
        Assert.DoesNotContain("#2 1", Lane.Notes.Text, StringComparison.Ordinal);

        coordinator.Tell(Ask(3, cpu: 1));
        Assert.Single(Lane.Notes.Lines, "WaitsForWriter 1 zone 0:Normal #2 1");

        coordinator.Tell(Ask(4, cpu: 2));
        foreach (long served in new long[] { 1, 2, 3 })
        {
            coordinator.Tell(new CoordinatorMessages.PagesAdded(Id(served)));
        }

        Lane.Forget();
        coordinator.Tell(Ask(5, cpu: 1));
        Assert.Equal(["WaitsForWriter 1 zone 0:Normal #4 2"], Lane.Notes.Lines);
    }

    // Expect the zone to be asked first, and the coordinator to build, at its price, what the zone confirms.
    [Fact]
    public void Without_tickets_the_zone_confirms_before_anything_is_built()
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        coordinator.Tell(Ask(1));
        Zone.ExpectMsg(new ZoneMessages.WriterGranted(Id(1)));
        Assert.True(Lane.IsSilent);

        coordinator.Tell(new CoordinatorMessages.ConfirmGrowth(Id(1)));

        var add = Zone.ExpectMsg<ZoneMessages.AddPages>();
        Assert.Equal((ActorAddress.Coordinator(WriterScope.Node, 0), Id(1)), (add.Builder, add.Ask));
        Assert.Equal("[8, 16)", add.Frames.Words());
        Assert.Equal([(BootWork.InitialisePages, 8, 1)], Lane.Spent);
        Assert.Equal(8, Report(coordinator).Frontier);
    }

    // Expect a growth that was declined to leave the frontier alone and the writer to the next one.
    [Fact]
    public void A_declined_growth_lets_the_writer_go()
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        coordinator.Tell(Ask(1));
        coordinator.Tell(Ask(2));
        Lane.Forget();

        coordinator.Tell(new CoordinatorMessages.DeclineGrowth(Id(1)));

        Zone.ExpectMsg(new ZoneMessages.WriterGranted(Id(2)));
        Assert.True(Lane.IsSilent);
        Assert.Equal(8, Report(coordinator).Frontier);
    }

    // Expect what is said about a growth that does not hold the writer to be ignored.
    [Fact]
    public void What_is_said_about_another_growth_is_ignored()
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        coordinator.Tell(Ask(2));
        coordinator.Tell(Ask(3));
        Lane.Forget();

        coordinator.Tell(new CoordinatorMessages.ConfirmGrowth(Id(1)));
        coordinator.Tell(new CoordinatorMessages.DeclineGrowth(Id(1)));
        coordinator.Tell(new CoordinatorMessages.PagesAdded(Id(1)));

        Assert.Empty(Lane.Told);
        Assert.Empty(Lane.Notes.Lines);
    }

    //   sections 1 to 3 are grown one after the other, then nothing is left
    // Expect the fourth request and the fifth to be refused, whatever the policy: the growth of section 3 has noticed it.
    [Theory]
    [InlineData("v3", "no no")]
    [InlineData("v4.17", "no no")]
    [InlineData("v6.1", "no no")]
    [InlineData("single-writer", "no no")]
    public void When_nothing_is_left_the_answer_is_no(string policy, string expected)
    {
        var coordinator = StartCoordinator(InitPolicies.Find(policy)!);
        GrowThreeSections(coordinator);

        Assert.Equal(expected, $"{AnswerTo(coordinator, 4)} {AnswerTo(coordinator, 5)}");
    }

    //    section 0     [8, 12) free      [12, 32) reserved
    //   |== built ==|== grown ==|.................................|
    //                           ^ from 5.2 on: no frontier      (up to 5.1 it stays here)
    // Expect 5.2 without its mend to say yes for ever when nothing is left, and with it once, where a frontier is left.
    [Theory]
    [InlineData(ExhaustedRule.TrueOnce, "yes no no")]
    [InlineData(ExhaustedRule.TrueForEver, "yes yes yes")]
    [InlineData(ExhaustedRule.Refused, "no no no")]
    public void Noticing_that_nothing_is_left_is_answered_as_the_policy_says(ExhaustedRule rule, string expected)
    {
        var machine = SmallMachine.Of().Reserving(new PfnRange(12, 32));
        var coordinator = StartCoordinator(InitPolicies.V3 with { Exhausted = rule }, machine);
        coordinator.Tell(Ask(1));
        Build(coordinator, 1);
        Lane.Forget();

        Assert.Equal(expected, $"{AnswerTo(coordinator, 2)} {AnswerTo(coordinator, 3)} {AnswerTo(coordinator, 4)}");
    }

    private void GrowThreeSections(IActorRef coordinator)
    {
        for (int number = 1; number <= 3; number++)
        {
            coordinator.Tell(Ask(number, ticket: 8 * number));
            coordinator.Tell(new CoordinatorMessages.ConfirmGrowth(Id(number)));
            coordinator.Tell(new CoordinatorMessages.PagesAdded(Id(number)));
        }

        Lane.Forget();
    }

    private string AnswerTo(IActorRef coordinator, long number)
    {
        coordinator.Tell(new CoordinatorMessages.ReadFrontier(Id(number), ZoneOf(0)));
        coordinator.Tell(Ask(number, Zone.ExpectMsg<ZoneMessages.FrontierRead>().Frontier));
        return Grew(number) ? "yes" : "no";
    }
}
