using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A zone that serves from its free areas, and the steps of a boot that it acknowledges.</summary>
public sealed class ZoneServingTests : OneZoneTests
{
    //    section 0          sections 1 to 3
    //   |===== free =====|------- deferred -------|
    // Expect section 0 to be given away at once, without a word to the coordinator.
    [Fact]
    public void A_request_that_the_free_areas_can_serve_is_answered_at_once()
    {
        var zone = StartZone(InitPolicies.V61);

        zone.Tell(Take(1, order: 3));

        var answer = Cpu.ExpectMsg<CpuMessages.TakeAnswered>();
        Assert.Equal((new RequestId(FirstCpu, 1), Normal, 1, 0), (answer.Id, answer.Zone, answer.Blocks, answer.Waits));
        Assert.Equal("[0, 8)", answer.Frames.Words());
        Assert.True(Lane.IsSilent);
        Assert.Contains("Taken 0:Normal cpu 0 [0, 8) Checked", Lane.Notes.Text, StringComparison.Ordinal);
    }

    //   32 pages, all free; marks: min 8, low 12
    // Expect 32-12 single pages at the low mark, 32-8 at min, and 32-3 for an interrupt: half of 8, less a quarter of it.
    [Theory]
    [InlineData(WatermarkCheck.Low, 20)]
    [InlineData(WatermarkCheck.Min, 24)]
    [InlineData(WatermarkCheck.MinAtomic, 29)]
    public void Each_block_of_a_counted_request_passes_the_check_for_itself(WatermarkCheck check, long expected)
    {
        var zone = StartZone(InitPolicies.Eager);
        zone.Tell(Marks(min: 8, low: 12));

        zone.Tell(Take(1, count: 32, check: check));

        Assert.Equal(expected, BlocksGot());
    }

    //   32 pages, all free; no marks, but 30 pages kept from who could use Movable
    // Expect such a request to get 2 pages, and one that can use no higher zone than this to get all that it wants.
    [Theory]
    [InlineData(ZoneKind.Movable, 2)]
    [InlineData(ZoneKind.Normal, 10)]
    public void A_zone_keeps_its_reserve_from_who_could_use_a_higher_one(ZoneKind highest, long expected)
    {
        var zone = StartZone(InitPolicies.Eager);
        zone.Tell(Marks(0, 0, null, (ZoneKind.Movable, 30)));

        zone.Tell(Take(1, count: 10, highest: highest));

        Assert.Equal(expected, BlocksGot());
    }

    //   8 pages free, low mark 7: one page may be taken
    // Expect a refill to be checked once and to bring a whole batch, and the answer to say how large lists are.
    [Fact]
    public void A_refill_takes_a_whole_batch_after_one_check()
    {
        var zone = StartZone(InitPolicies.V61);
        zone.Tell(Marks(0, 7, new PageListSize(High: 28, Batch: 5)));

        zone.Tell(Take(1, mode: TakeMode.Refill));

        var answer = Cpu.ExpectMsg<CpuMessages.TakeAnswered>();
        Assert.Equal((5, 28, 5), (answer.Blocks, answer.ListHigh, answer.ListBatch));
        Assert.Contains("Taken 0:Normal cpu 0 [0, 5) Checked Refill", Lane.Notes.Text, StringComparison.Ordinal);
    }

    //   3 pages are left free, a batch is 5
    // Expect a refill to bring the 3 pages that there are, and to be content with them.
    [Fact]
    public void A_refill_is_content_with_what_there_is()
    {
        var zone = StartZone(InitPolicies.V61);
        zone.Tell(Marks(0, 0, new PageListSize(High: 20, Batch: 5)));
        zone.Tell(Take(1, count: 5));
        Lane.Forget();

        zone.Tell(Take(2, mode: TakeMode.Refill));

        Assert.Equal(3, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    //   DMA [0, 16)        Normal [16, 32)
    // Expect DMA, which is not the last zone, to give its 16 pages and to refuse the rest without asking anybody.
    [Fact]
    public void A_zone_that_is_not_the_last_of_its_node_never_asks_to_grow()
    {
        var machine = SmallMachine.Of() with { ZoneLimits = new ZoneLimits(DmaEnd: 16, Dma32End: 0) };
        var zone = StartZone(InitPolicies.V61, machine, ZoneKind.Dma);

        zone.Tell(Take(1, count: 17, highest: ZoneKind.Dma));

        Assert.Equal(16, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    // Expect a zone of the days before growth on demand to refuse what it has not, without asking anybody.
    [Fact]
    public void A_zone_with_a_static_reserve_never_asks_to_grow()
    {
        var zone = StartZone(InitPolicies.StaticReserve);

        zone.Tell(Take(1, order: 3, count: 5));

        Assert.Equal(4, BlocksGot());
        Assert.True(Lane.IsSilent);
    }

    //   [0, 8) taken, then [4, 8) given back
    // Expect what came back to be given to the next one, and nothing else.
    [Fact]
    public void Pages_that_were_given_back_are_given_away_again()
    {
        var zone = StartEmptyZone(InitPolicies.V61);
        zone.Tell(new ZoneMessages.GivePages(new RequestId(FirstCpu, 1), 0, 2, [new PfnRange(4, 8)]));

        zone.Tell(Take(2, order: 2));

        Assert.Equal("[4, 8)", Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Frames.Words());
        Assert.Contains("GivenBack 0:Normal 0 [4, 8)", Lane.Notes.Text, StringComparison.Ordinal);
    }

    //   section 0            section 1
    //   |======|..late..|===|...late...|=====|        [6, 10) and [12, 14) are freed late
    //                       ^ frontier at 8
    // Expect what lies below the frontier to be free, across the range that it cuts too, and the rest to be told as lost.
    [Fact]
    public void What_is_freed_late_is_free_up_to_the_frontier()
    {
        var machine = SmallMachine.Of().FreeingLate(new PfnRange(6, 10), new PfnRange(12, 14));
        var zone = StartZone(InitPolicies.V61, machine);
        zone.Tell(new ZoneMessages.FreeLate(8));
        zone.Tell(new ZoneMessages.ReportZone(1));

        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.LateFreed, 4));
        Assert.Equal(8, Node(0).ExpectMsg<NodeMessages.ZoneReported>().Zone.ManagedPages);
        Assert.Contains("Released 0:Normal [6, 8)", Lane.Notes.Lines, StringComparer.Ordinal);
        Assert.DoesNotContain(Lane.Notes.Lines, line => line.StartsWith("Released 0:Normal [8", StringComparison.Ordinal));
    }

    //   |== free ==|.. image ..|= free =|      section 0 with [4, 6) reserved
    // Expect 6 pages when memblock hands over, 8 once the image is released, and each step acknowledged with its pages.
    [Fact]
    public void A_zone_counts_what_is_freed_to_it_for_good()
    {
        var machine = SmallMachine.Of().Reserving(new PfnRange(4, 6));
        var zone = StartZone(InitPolicies.V61, machine);
        zone.Tell(new ZoneMessages.ReportZone(1));
        zone.Tell(new ZoneMessages.ReleasePages(new PfnRange(4, 6)));
        zone.Tell(new ZoneMessages.ReportZone(2));

        var before = Node(0).ExpectMsg<NodeMessages.ZoneReported>();
        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.ImageReleased, 2));
        var after = Node(0).ExpectMsg<NodeMessages.ZoneReported>();
        Assert.Equal((1, 6, 6), (before.ReportNumber, before.Zone.ManagedPages, before.Zone.FreePages));
        Assert.Equal((2, 8, 8), (after.ReportNumber, after.Zone.ManagedPages, after.Zone.FreePages));
        Assert.Equal([0, 0, 0, 1], after.Zone.FreeBlocks.AsEnumerable());
        Assert.Equal(
            ["CountedFree 0:Normal 6", "CountedManaged 0:Normal 6", "Released 0:Normal [4, 6)", "CountedFree 0:Normal 8", "CountedManaged 0:Normal 8"],
            Lane.Notes.Lines);
    }

    //   32 pages are present, their memory map takes 32 x 64 bytes, one page
    // Expect the estimate of 31 managed pages to be forgotten when memblock hands over the 8 pages that are built.
    [Fact]
    public void The_estimate_of_managed_pages_ends_when_memblock_hands_over()
    {
        var zone = StartZoneBeforeMemblock(InitPolicies.V61);
        zone.Tell(new ZoneMessages.ReportZone(1));
        zone.Tell(new ZoneMessages.FreeEarlyPages());
        zone.Tell(new ZoneMessages.ReportZone(2));

        Assert.Equal(31, Node(0).ExpectMsg<NodeMessages.ZoneReported>().Zone.ManagedPages);
        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.MemblockFreed, 8));
        Assert.Equal(8, Node(0).ExpectMsg<NodeMessages.ZoneReported>().Zone.ManagedPages);
    }

    // Expect marks, reserve and list size to be what a report shows afterwards, and each step to be acknowledged.
    [Fact]
    public void Steps_that_size_the_zone_are_acknowledged()
    {
        var zone = StartZone(InitPolicies.V61);
        zone.Tell(Marks(3, 5, new PageListSize(9, 2), (ZoneKind.Movable, 4)));
        zone.Tell(new ZoneMessages.ReportZone(1));
        zone.Tell(new ZoneMessages.SizePageList(2, 2));

        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.WatermarksSet, 0));
        var report = Node(0).ExpectMsg<NodeMessages.ZoneReported>().Zone;
        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.PageListsSized, 0));
        Assert.Equal((new ZoneWatermarks(3, 5, 5), new PageListSize(9, 2)), (report.Watermarks, report.PageList));
        Assert.Equal(4, report.LowmemReserves[(int)ZoneKind.Movable]);
    }
}
