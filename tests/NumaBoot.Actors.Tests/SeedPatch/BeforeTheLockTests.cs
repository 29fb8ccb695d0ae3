using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>The seed patch, part 3, as its caller sees it: what <c>deferred_grow_zone</c> decides without the lock.</summary>
public sealed class BeforeTheLockTests : OneZoneTests
{
    // "if (first_init_pfn >= pgdat_end_pfn(pgdat)) return false;", before spin_lock
    //
    //   the node ends at 32
    // Expect a ticket at the end of the node, or none at all (ULONG_MAX), to be a refusal without asking for the lock.
    [Theory]
    [InlineData(32)]
    [InlineData(Frontier.None)]
    public void A_ticket_at_the_end_of_the_node_does_not_take_the_lock(long ticket)
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), ticket));

        Assert.Equal(0, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    // The same, one page below the end.
    //
    // Expect the lock to be asked for, since there is a page to be built, and nobody to be answered yet.
    [Fact]
    public void A_ticket_below_the_end_of_the_node_takes_the_lock()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), 31));

        Coordinator.ExpectMsg(new CoordinatorMessages.AskToGrow(Ask(1), Normal, 0, 0, 31, GrowthReason.Watermark));
        Assert.True(Lane.IsSilent);
    }

    // The same where the asking CPU holds the ticket.
    //
    // Expect it to ask with its ticket, or to tell its zone no, to which nobody else will answer.
    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    [InlineData(Frontier.None, false)]
    public void A_cpu_looks_at_its_ticket_before_the_lock(long ticket, bool takesTheLock)
    {
        var plan = SmallMachine.Of().Plan(InitPolicies.V1);
        var cpu = Start(() => new Cpu(Lane, plan, new CpuState(0, 0, [])));
        var ask = new CoordinatorMessages.AskToGrow(Ask(1), Normal, 0, 0, ticket, GrowthReason.Watermark);

        cpu.Tell(new CpuMessages.FrontierRead(ask));

        if (takesTheLock)
        {
            Lane.At(ActorAddress.Coordinator(WriterScope.Machine, 0)).ExpectMsg(ask);
        }
        else
        {
            Lane.At(Self).ExpectMsg(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));
            Assert.Equal("GrowthAnswered zone 0:Normal #1 False", Lane.Notes.Text);
        }

        Assert.True(Lane.IsSilent);
    }

    // "static noinline bool __init deferred_grow_zone(struct zone *zone, unsigned int order)"
    //
    // Expect the order of the allocation, not its count, to be what the growth is told.
    [Fact]
    public void A_growth_is_asked_for_one_allocation()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1, order: 2, count: 5));

        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), 8));

        Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>();
        Assert.Equal(2, Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>().Order);
    }

    // "deferred_grow_zone() is __init, but it is called from get_page_from_freelist() during early boot until
    //  deferred_pages permanently disables this call."
    //
    // Expect the call not to come back: with the key off, neither the first request nor one after new pages asks again.
    [Fact]
    public void The_call_is_disabled_permanently()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        zone.Tell(Take(1, order: 3));
        zone.Tell(new ZoneMessages.AddPages(ActorAddress.Worker(0, 0), new RequestId(ActorAddress.Worker(0, 0), 1), Section(1)));
        zone.Tell(Take(2, order: 3));
        zone.Tell(Take(3, order: 3));

        Assert.Equal((0, 1, 0), (BlocksGot(), BlocksGot(), BlocksGot()));
        Assert.False(Coordinator.HasMessages);
    }
}
