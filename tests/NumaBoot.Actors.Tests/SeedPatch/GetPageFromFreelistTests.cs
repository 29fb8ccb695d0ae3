using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>The seed patch, part 6: the two places in <c>get_page_from_freelist</c> that ask for growth.</summary>
public sealed class GetPageFromFreelistTests : OneZoneTests
{
    // "Watermark failed for this zone, but see if we can grow this zone if it contains deferred pages."
    //
    //    node 0: section 0 gone, the rest deferred      node 1: section 0 free, the rest deferred
    // Expect CPU 0 to have its own node grown, because of the watermark, and nothing to be taken from node 1.
    [Fact]
    public void A_zone_is_grown_before_the_next_one_is_tried()
    {
        var boot = SeedBoot.Of(SmallMachine.Of(nodes: 2), SeedBoot.Early(count: 9));

        var node = boot.Result.Report!.Nodes[0];
        Assert.Equal((9, 0), (node.Allocations.Served, node.Allocations.Remote));
        Assert.Equal(GrowthReason.Watermark, Assert.Single(node.Growths).Reason);
        Assert.Empty(boot.Result.Report.Nodes[1].Growths);
    }

    // "if (!zone_watermark_fast([...])) { [...]"
    //
    //   8 pages are free, the mark is 4
    // Expect the first place to ask although there are free pages: what is left is not for this request.
    [Fact]
    public void The_first_place_asks_when_the_mark_is_reached_not_when_the_zone_is_empty()
    {
        var zone = StartZone(InitPolicies.V1);
        zone.Tell(Marks(0, 4));
        Lane.Forget();

        zone.Tell(Take(1, count: 5));
        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), 8));

        Assert.Contains("Taken 0:Normal cpu 0 [0, 4) Checked", Lane.Notes.Text, StringComparison.Ordinal);
        Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>();
        Assert.Equal(GrowthReason.Watermark, Coordinator.ExpectMsg<CoordinatorMessages.AskToGrow>().Reason);
    }

    // "if (static_branch_unlikely(&deferred_pages)) {", the first place
    //
    // Expect the growth to be asked for with the key on, and with the key off the zone to be left.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_place_looks_at_the_key(bool isOn)
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        if (!isOn)
        {
            zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        }

        zone.Tell(Take(1));

        Assert.Equal((isOn, !isOn), (Coordinator.HasMessages, Cpu.HasMessages));
    }

    // "if (_deferred_grow_zone(zone, order)) goto try_this_zone;", the first place
    //
    //   the mark is 100: no check will ever pass
    // Expect a page to be taken from the new ones without another look at the watermark.
    [Fact]
    public void After_a_growth_pages_are_taken_without_another_look_at_the_watermark()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Marks(0, 100));
        zone.Tell(Take(1));
        zone.Tell(new ZoneMessages.FrontierRead(Ask(1), 8));
        zone.Tell(new ZoneMessages.BuildPages(Ask(1), Section(1)));
        zone.Tell(new ZoneMessages.GrowthRun(Ask(1)));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        Assert.Equal("[8, 9)", Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Frames.Words());
        Assert.Contains("Taken 0:Normal cpu 0 [8, 9) Grown", Lane.Notes.Text, StringComparison.Ordinal);
    }

    // The same where it says no: the zone is left, whatever it holds by now.
    //
    // Expect a refused growth to be a refused request, though pages have come back to the zone in the meantime.
    [Fact]
    public void After_a_growth_that_failed_the_zone_is_left()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1));
        zone.Tell(new ZoneMessages.GivePages(new RequestId(FirstCpu, 2), 0, 3, Section(0)));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: false, Waited: false));

        Assert.Equal(0, BlocksGot());
        Assert.Contains("Refused cpu 0 #1 0:Normal order 0 at Low 0", Lane.Notes.Text, StringComparison.Ordinal);
    }

    // "} else { /* Try again if zone has deferred pages */ [...] if (_deferred_grow_zone(zone, order)) goto try_this_zone;"
    //
    //   two requests grew for the same section; the first one took all of it
    // Expect the second to find nothing, and the second place to read a new ticket and to ask with it.
    [Fact]
    public void A_failed_rmqueue_asks_for_growth_again()
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1, order: 3));
        Lane.Forget();

        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));
        Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>(read => read.Ask == Ask(2));
        zone.Tell(new ZoneMessages.FrontierRead(Ask(2), 16));

        Coordinator.ExpectMsg(new CoordinatorMessages.AskToGrow(Ask(2), Normal, 0, 3, 16, GrowthReason.Rmqueue));
        Assert.True(Lane.IsSilent);
    }

    // "if (static_branch_unlikely(&deferred_pages)) {", the second place
    //
    // Expect a failed rmqueue to ask with the key on, and with the key off the zone to be left.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_second_place_looks_at_the_key(bool isOn)
    {
        var zone = StartEmptyZone(InitPolicies.V1);
        zone.Tell(Take(1));
        if (!isOn)
        {
            zone.Tell(new ZoneMessages.DeferredPagesDisabled());
        }

        Lane.Forget();
        zone.Tell(new ZoneMessages.GrowAnswered(Ask(1), Grew: true, Waited: false));

        Assert.Equal((isOn, !isOn), (Coordinator.HasMessages, Cpu.HasMessages));
    }

    // "_deferred_grow_zone(zone, order)": each allocation that fails calls it for itself.
    //
    // Expect three requests of three CPUs to read three tickets.
    [Fact]
    public void Each_allocation_calls_for_itself()
    {
        var zone = StartEmptyZone(InitPolicies.V1);

        for (int cpu = 0; cpu < 3; cpu++)
        {
            zone.Tell(Take(1, from: ActorAddress.Cpu(0, cpu)));
        }

        for (int number = 1; number <= 3; number++)
        {
            Coordinator.ExpectMsg<CoordinatorMessages.ReadFrontier>(read => read.Ask == Ask(number));
        }
    }
}
