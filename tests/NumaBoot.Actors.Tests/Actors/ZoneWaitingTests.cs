using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A zone that cannot serve, in the design of this project: it asks once for all that wait in it.</summary>
public sealed class ZoneWaitingTests : OneZoneTests
{
    private static readonly ActorAddress Writer = ActorAddress.Coordinator(WriterScope.Node, 0);

    // Expect three requests that wait to make one request to grow, in the name of the first.
    [Fact]
    public void A_zone_asks_once_for_all_that_wait()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);

        zone.Tell(Take(1, order: 2));
        zone.Tell(Take(2));
        zone.Tell(Take(3));

        Coordinator.ExpectMsg(new CoordinatorMessages.AskToGrow(Ask(1), Normal, 0, 2, Frontier.None, GrowthReason.Watermark));
        Assert.True(Lane.IsSilent);
    }

    // Expect a zone that still lacks pages to say so when it is granted the writer.
    [Fact]
    public void A_zone_that_still_needs_to_grow_confirms_it()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(new ZoneMessages.WriterGranted(Ask(1)));

        Coordinator.ExpectMsg(new CoordinatorMessages.ConfirmGrowth(Ask(1)));
        Assert.Equal(["GrowthStarted 0:Normal zone 0:Normal #1 order 0 at Low"], Lane.Notes.Lines);
    }

    // Expect a zone whose only request was served by pages that came back to decline, and to ask anew for the next one.
    [Fact]
    public void A_zone_that_was_served_in_the_meantime_declines()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1));
        Lane.Forget();

        zone.Tell(GiveBack(0, 1));
        Assert.Equal(1, BlocksGot());
        zone.Tell(new ZoneMessages.WriterGranted(Ask(1)));
        Coordinator.ExpectMsg(new CoordinatorMessages.DeclineGrowth(Ask(1)));
        Assert.DoesNotContain("GrowthStarted", Lane.Notes.Text, StringComparison.Ordinal);

        zone.Tell(Take(2));
        Assert.Equal(Ask(2), Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>().Ask);
    }

    //    section 0, all taken but [4, 6), which the kernel image gives back while somebody waits
    //   |== 4 ==|image|=2=|
    // Expect a zone that is granted the writer to look at what it has by now, to serve from it, and to decline.
    [Fact]
    public void A_zone_looks_again_before_it_grows()
    {
        var zone = StartZone(InitPolicies.SingleWriter, SmallMachine.Of().Reserving(new PfnRange(4, 6)));
        zone.Tell(Take(1, count: 6));
        zone.Tell(Take(2));
        zone.Tell(new ZoneMessages.ReleasePages(new PfnRange(4, 6)));
        Lane.Forget();

        zone.Tell(new ZoneMessages.WriterGranted(Ask(1)));

        Assert.Equal("[4, 5)", Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Frames.Words());
        Coordinator.ExpectMsg(new CoordinatorMessages.DeclineGrowth(Ask(1)));
        Assert.True(Lane.IsSilent);
    }

    //   section 1 arrives: 8 pages for 2 requests of 4
    // Expect both to be served at once, and the builder to hear before them that the pages are in the free areas.
    [Fact]
    public void New_pages_serve_everybody_who_waits()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1, order: 2));
        zone.Tell(Take(2, order: 2));
        Lane.Forget();

        zone.Tell(new ZoneMessages.AddPages(Writer, Ask(1), Section(1)));

        Assert.Equal("coordinator 0, cpu 0, cpu 0", Lane.Receivers);
        Coordinator.ExpectMsg(new CoordinatorMessages.PagesAdded(Ask(1)));
        Assert.Equal("[8, 12)", Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Frames.Words());
        Assert.Equal("[12, 16)", Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Frames.Words());
    }

    //   2 pages come back; the first in the row wants a block of 4, the second one page
    // Expect the second to be served although the first goes on waiting.
    [Fact]
    public void Who_can_be_served_does_not_wait_for_who_cannot()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1, order: 2));
        zone.Tell(Take(2));
        Lane.Forget();

        zone.Tell(GiveBack(2, 4));

        Assert.Equal(2, Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Id.Number);
        Assert.True(Lane.IsSilent);
    }

    // Expect pages of a late init worker to serve who waits, and the worker, not the coordinator, to be told.
    [Fact]
    public void Pages_of_an_init_worker_serve_who_waits()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1));
        Lane.Forget();
        var worker = ActorAddress.Worker(0, 0);

        zone.Tell(new ZoneMessages.AddPages(worker, new RequestId(worker, 1), Section(2)));

        Lane.At(worker).ExpectMsg(new WorkerMessages.ChunkAdded(new RequestId(worker, 1)));
        Assert.Equal(1, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    // Expect a growth that served the first of two to be followed by one more request, now in the name of the second.
    [Fact]
    public void As_long_as_somebody_waits_the_zone_asks_again()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1, order: 3));
        zone.Tell(Take(2, order: 3, from: ActorAddress.Cpu(0, 1)));
        zone.Tell(new ZoneMessages.AddPages(Writer, Ask(1), Section(1)));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        var again = Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>();
        Assert.Equal((Ask(2), 1), (again.Ask, again.Cpu));
        Assert.True(Lane.IsSilent);
    }

    // Expect the answer no to refuse everybody who waits, and to leave nobody behind.
    [Fact]
    public void A_refused_growth_refuses_everybody_who_waits()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1));
        zone.Tell(Take(2));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));
        Assert.Equal((0, 0), (BlocksGot(), BlocksGot()));

        zone.Tell(GiveBack(0, 8));
        Assert.True(Lane.IsSilent);
    }

    // Expect a request that waited for a chunk under way to say so in its answer.
    [Fact]
    public void Waiting_for_pages_under_way_is_counted()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1, order: 3));
        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: true));
        Lane.Forget();

        zone.Tell(new ZoneMessages.AddPages(Writer, Ask(2), Section(1)));

        Assert.Equal(1, Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Waits);
    }

    // Expect a zone that lets latecomers wait to ask even after the disable: the coordinator knows what is under way.
    [Fact]
    public void Once_growth_is_disabled_the_coordinator_is_still_asked()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        Lane.Forget();

        zone.Tell(Take(1));

        Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>();
        Assert.True(Lane.IsSilent);
    }

    // Expect a zone that fails in the middle and is restarted to know its free pages and who waits.
    [Fact]
    public void A_restarted_zone_goes_on_where_it_was()
    {
        var zone = StartEmptyZone(InitPolicies.SingleWriter);
        zone.Tell(Take(1, order: 2));
        Lane.Forget();
        Lane.FailsOnce = true;
        zone.Tell(new ZoneMessages.ReportZone(1));

        zone.Tell(new ZoneMessages.AddPages(Writer, Ask(1), Section(1)));

        Assert.Equal("[8, 12)", Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Frames.Words());
    }

    private static ZoneMessages.GivePages GiveBack(long start, long end) =>
        new(new RequestId(FirstCpu, 100), 0, 0, [new PfnRange(start, end)]);
}
