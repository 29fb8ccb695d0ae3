using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A zone that cannot serve, as in kernels: each request asks to grow for itself, in one of two places.</summary>
public sealed class ZoneGrowthTests : OneZoneTests
{
    private const long Second = SmallMachine.SectionPages;

    // Expect a request that fails the watermark check to read a ticket first, and then to ask with it.
    [Fact]
    public void A_failed_watermark_check_asks_to_grow_with_the_ticket_that_was_read()
    {
        var zone = StartEmptyZone(InitPolicies.V61);

        zone.Tell(Take(1, order: 2));
        var asked = new CoordinatorMessages.AskToGrow(Ask(1), Normal, 0, 2, Frontier.None, GrowthReason.Watermark);
        Coordinator.ExpectMsg(new CoordinatorMessages.ReadFrontier(Ask(1), Normal, asked));
        Assert.True(Lane.IsSilent);
    }

    //   |R| free  |-- deferred --|      a reclaimable page has taken over the only block
    // Expect a request that leaves that alone to ask to grow although pages are free, since taking them failed; and one
    // that does not to be served.
    [Fact]
    public void Small_blocks_of_another_type_are_left_alone_and_the_zone_asks_to_grow()
    {
        var zone = StartZone(InitPolicies.V61);
        zone.Tell(Take(0) with { Type = MigrateType.Reclaimable });
        Assert.Equal(1, BlocksGot());

        zone.Tell(Take(1) with { NoFragment = true });
        Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>(read => read.Ask == Ask(1) && read.Asking!.Reason == GrowthReason.Rmqueue);
        zone.Tell(Take(2));

        Assert.Equal(1, BlocksGot());
    }

    // Expect the zone to hold the ticket of a CPU of another node, and to ask with it.
    [Fact]
    public void A_cpu_of_another_node_has_the_zone_ask_for_it()
    {
        var zone = StartEmptyZone(InitPolicies.V61);

        zone.Tell(Take(1, order: 2, from: ActorAddress.Cpu(1, 2)));
        var asked = new CoordinatorMessages.AskToGrow(Ask(1), Normal, 2, 2, Frontier.None, GrowthReason.Watermark);
        Coordinator.ExpectMsg(new CoordinatorMessages.ReadFrontier(Ask(1), Normal, asked));
        Assert.True(Lane.IsSilent);

        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), Second));
        Coordinator.ExpectMsg(new CoordinatorMessages.AskToGrow(Ask(1), Normal, 2, 2, Second, GrowthReason.Watermark));
    }

    // Expect a policy whose writer reads the frontier itself to ask at once, without a ticket.
    [Fact]
    public void Where_the_writer_reads_the_frontier_nobody_else_does()
    {
        var zone = StartEmptyZone(InitPolicies.V3);

        zone.Tell(Take(1));

        Coordinator.ExpectMsg(new CoordinatorMessages.AskToGrow(Ask(1), Normal, 0, 0, Frontier.None, GrowthReason.Watermark));
        Assert.True(Lane.IsSilent);
    }

    // Expect two requests that cannot be served to ask twice, as in kernels.
    [Fact]
    public void Each_request_asks_for_itself()
    {
        var zone = StartEmptyZone(InitPolicies.V61);

        zone.Tell(Take(1));
        zone.Tell(Take(2));

        Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>(read => read.Ask == Ask(1));
        Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>(read => read.Ask == Ask(2));
    }

    // Expect a zone whose policy lets latecomers wait to look once more when it is told no: the pages may have come.
    [Theory]
    [InlineData("v4.17-late-ticket", 0)]
    [InlineData("v4.17-waits", 1)]
    public void A_no_after_pages_have_come_is_looked_at_once_more(string policy, long blocks)
    {
        var zone = StartEmptyZone(InitPolicies.Find(policy)!);
        zone.Tell(Take(1, order: 3));
        zone.Tell(new ZoneMessages.AddPages(ActorAddress.Worker(0, 0), Ask(9), Section(1)));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));

        Assert.Equal(blocks, BlocksGot());
    }

    // Expect the second place to ask: the answer was yes, taking still fails (somebody else was faster), so it asks again.
    [Fact]
    public void A_taking_that_fails_asks_to_grow_again()
    {
        var zone = StartEmptyZone(InitPolicies.V3);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        var again = Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>();
        Assert.Equal((Ask(2), GrowthReason.Rmqueue), (again.Ask, again.Reason));
        Assert.True(Lane.IsSilent);
    }

    //   section 0: taken     section 1: built by cpu 0
    // Expect the asking CPU to initialise, the zone to free, and only then the coordinator to hear of it.
    [Fact]
    public void The_asking_cpu_builds_the_pages()
    {
        var zone = StartEmptyZone(InitPolicies.V3);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(new ZoneMessages.BuildPages(Ask(1), Section(1)));
        Cpu.ExpectMsg(new CpuMessages.RunGrowth(Ask(1), Normal, 8));
        Assert.True(Lane.IsSilent);

        zone.Tell(new ZoneMessages.GrowthRun(Ask(1)));
        Coordinator.ExpectMsg(new CoordinatorMessages.PagesAdded(Ask(1)));
        Assert.Equal(["GrowthStarted 0:Normal zone 0:Normal #1 order 0 at Low", "Initialised 0:Normal [8, 16) Growth", "Freed 0:Normal [8, 16)"], Lane.Notes.Lines);
    }

    // Expect the CPU to be told for whose request it builds: for its work, or for the handler of which interrupt.
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void The_asking_cpu_is_told_for_whom_it_builds(int interrupt)
    {
        var zone = StartEmptyZone(InitPolicies.V3);
        zone.Tell(Take(1) with { Interrupt = interrupt });

        zone.Tell(new ZoneMessages.BuildPages(Ask(1), Section(1)));

        Assert.Equal(interrupt, Cpu.ExpectMsg<CpuMessages.RunGrowth>().Interrupt);
    }

    // Expect pages for a CPU of another node to be built here on its behalf, at the price of initialising them.
    [Fact]
    public void For_a_cpu_of_another_node_the_zone_builds_the_pages()
    {
        var zone = StartEmptyZone(InitPolicies.V3);
        zone.Tell(Take(1, from: ActorAddress.Cpu(1, 2)));
        Lane.Forget();

        zone.Tell(new ZoneMessages.BuildPages(Ask(1), Section(1)));

        Coordinator.ExpectMsg(new CoordinatorMessages.PagesAdded(Ask(1)));
        Assert.Equal([(BootWork.InitialisePages, 8, 1), (BootWork.FreePages, 8, 1)], Lane.Spent);
    }

    //   low mark 100: no check can pass
    // Expect one page without a check after a growth that succeeded, and the next page to be checked, and to ask, again.
    [Fact]
    public void After_a_growth_one_block_is_taken_without_another_check()
    {
        var zone = StartEmptyZone(InitPolicies.V3);
        zone.Tell(Marks(0, 100));
        zone.Tell(Take(1, count: 2));
        Grow(zone, 1);

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        Assert.Contains("Taken 0:Normal cpu 0 [8, 9) Grown", Lane.Notes.Text, StringComparison.Ordinal);
        Assert.Equal(GrowthReason.Watermark, Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>().Reason);
        Assert.True(Lane.IsSilent);
    }

    // Expect "try again" to be the last that a zone is told once the writer has seen growth disabled: what it then cannot
    // serve it refuses, before it hears of the disable itself.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_was_told_that_growth_is_off_does_not_ask_again(bool sawDisabled)
    {
        var zone = StartEmptyZone(InitPolicies.V417);
        zone.Tell(Take(1));
        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), Second));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false, sawDisabled));

        Assert.Equal(sawDisabled, !Coordinator.HasMessages);
        Assert.Equal(sawDisabled, Cpu.HasMessages);
    }

    // Expect the answer no to end the request with what it has got: 8 of the 9 pages that it wanted.
    [Fact]
    public void A_growth_that_was_refused_ends_the_request_with_what_it_got()
    {
        var zone = StartZone(InitPolicies.V3);
        zone.Tell(Take(1, count: 9));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));

        Assert.Equal(8, BlocksGot());
        Assert.Contains("Refused cpu 0 #1 0:Normal order 0 at Low 8", Lane.Notes.Text, StringComparison.Ordinal);
    }

    // Expect a disabled zone to acknowledge, to refuse at once from then on, and to ask nobody.
    [Theory]
    [InlineData("v1")]
    [InlineData("v4.17")]
    [InlineData("v6.1")]
    public void Once_growth_is_disabled_kernels_do_not_even_ask(string policy)
    {
        var zone = StartEmptyZone(InitPolicies.Find(policy)!);

        zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.Disabled, 0));
        zone.Tell(Take(1));

        Assert.Equal(0, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    // Expect a request that is told to try again after the disable, and finds nothing, to give up instead of asking.
    [Fact]
    public void A_taking_that_fails_after_the_disable_gives_up()
    {
        var zone = StartEmptyZone(InitPolicies.V3);
        zone.Tell(Take(1));
        zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        Assert.Equal(0, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    // Expect ids that the zone does not know, or no longer, to be passed over in silence.
    [Fact]
    public void Answers_to_what_was_not_asked_are_ignored()
    {
        var zone = StartEmptyZone(InitPolicies.V61);
        zone.Tell(Take(1));
        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));
        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), Second));
        zone.Tell(new ZoneMessages.BuildPages(Ask(7), Section(1)));
        zone.Tell(new ZoneMessages.GrowthRun(Ask(7)));

        Assert.Empty(Lane.Told);
        Assert.Empty(Lane.Notes.Lines);
    }

    private void Grow(IActorRef zone, int section)
    {
        zone.Tell(new ZoneMessages.BuildPages(Ask(1), Section(section)));
        zone.Tell(new ZoneMessages.GrowthRun(Ask(1)));
        Lane.Forget();
    }
}
