using Akka.Actor;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A CPU that allocates: through its page list, along the zonelist, on the slow path, and in vain.</summary>
public sealed class CpuAllocatingTests : OneCpuTests
{
    // Expect single pages of its own node to be asked for a batch at a time: 3 pages out of two batches of 2.
    [Fact]
    public void Single_pages_of_its_own_node_come_from_the_page_list()
    {
        var cpu = StartWork(Allocate(count: 3));
        Assert.Equal((TakeMode.Refill, 0, 1), Form(Asked(Zone)));

        cpu.Tell(Answer(0, 2, new PfnRange(0, 2)));
        Assert.Equal(TakeMode.Refill, Asked(Zone).Mode);
        cpu.Tell(Answer(0, 2, new PfnRange(2, 4)));

        Assert.Null(Ended());
        Assert.Equal([(BootWork.ListPages, 2, 1), (BootWork.ListPages, 1, 1)], Lane.Spent);
        var report = Report(cpu);
        Assert.Equal((3, 0), (report.Tally.Served, report.Tally.Failed));
        Assert.Equal(new CpuHoldings(ZoneOf(0), 3, 1), Assert.Single(report.Holdings));
    }

    // Expect a larger block, a page that bypasses lists, and a page of another node to be asked for by count.
    [Theory]
    [InlineData(2, true, 0)]
    [InlineData(0, false, 0)]
    [InlineData(0, true, 1)]
    public void Everything_else_is_asked_for_in_counted_requests(int order, bool usesList, int nid)
    {
        StartWork(Allocate(order, count: 5) with { UsesPageList = usesList, Nid = nid });

        Assert.Equal((TakeMode.Counted, order, 5), Form(Asked(nid == 0 ? Zone : Zone1)));
        Assert.True(Lane.IsSilent);
    }

    // Expect what the first zone refuses, 3 blocks of 5, to be looked for in the next, and to count as remote.
    [Fact]
    public void What_a_zone_refuses_is_looked_for_in_the_next_one()
    {
        var cpu = StartWork(Allocate(order: 1, count: 5));
        Asked(Zone);

        cpu.Tell(Answer(0, 2, new PfnRange(0, 4)));
        Assert.Equal((TakeMode.Counted, 1, 3), Form(Asked(Zone1)));
        cpu.Tell(Answer(1, 3, new PfnRange(32, 38)));

        Assert.Null(Ended());
        Assert.Equal(new AllocationTally(5, 5, Remote: 3, 0, 0, Pages: 10), Report(cpu).Tally);
        Assert.Contains("AllocationEnded cpu 0 for node 0 at Low by 1:Normal, 0 left", Lane.Notes.Text, StringComparison.Ordinal);
    }

    // Expect an empty list to be refilled from the own zone, and the next zone to be asked by count when that is empty too.
    [Fact]
    public void A_refill_that_was_refused_goes_on_to_the_next_zone()
    {
        var cpu = StartWork(Allocate(count: 3));
        Asked(Zone);

        cpu.Tell(Answer(0, 0));

        Assert.Equal((TakeMode.Counted, 0, 3), Form(Asked(Zone1)));
    }

    // Expect a second pass from the first zone on, at the min mark, or for an interrupt below it, when all zones refused.
    [Theory]
    [InlineData(WorkNeed.Required, WatermarkCheck.Min)]
    [InlineData(WorkNeed.Optional, WatermarkCheck.Min)]
    [InlineData(WorkNeed.Atomic, WatermarkCheck.MinAtomic)]
    public void When_all_zones_refuse_a_second_pass_goes_deeper(WorkNeed need, WatermarkCheck expected)
    {
        var cpu = StartWork(Allocate(order: 1, need: need));
        Assert.Equal(WatermarkCheck.Low, Asked(Zone).Check);
        cpu.Tell(Answer(0, 0));
        Assert.Equal(WatermarkCheck.Low, Asked(Zone1).Check);

        cpu.Tell(Answer(1, 0));
        Assert.Equal(expected, Asked(Zone).Check);
        cpu.Tell(Answer(0, 0));
        Assert.Equal(expected, Asked(Zone1).Check);
    }

    //   the slow path got one block of two from the own node, which then refused
    // Expect the second block to be an allocation of its own: held against the low mark again, which the own node would
    // refuse even sooner than the min mark, so that the other node is asked.
    [Fact]
    public void The_next_block_is_held_against_the_low_mark_again()
    {
        var cpu = StartWork(Allocate(order: 1, count: 2));
        Refuse(cpu, 0, 1);
        Assert.Equal(WatermarkCheck.Min, Asked(Zone).Check);

        cpu.Tell(Answer(0, 1, new PfnRange(0, 2)));

        var next = Asked(Zone1);
        Assert.Equal((WatermarkCheck.Low, 1), (next.Check, next.Count));
    }

    //   slow path: the own node refused; the other gave one block of two and refused the second
    // Expect the item to have failed there: a block from another node is no reason to begin again at the own one.
    [Fact]
    public void After_a_remote_block_the_pass_goes_on_where_it_was()
    {
        var cpu = StartWork(Allocate(order: 1, count: 2, need: WorkNeed.Optional));
        Refuse(cpu, 0, 1);
        Asked(Zone);
        cpu.Tell(Answer(0, 0));
        Asked(Zone1);

        cpu.Tell(Answer(1, 1, new PfnRange(32, 34)));

        Assert.Null(Ended());
        Assert.Equal((1, 1), (Report(cpu).Tally.Served, Report(cpu).Tally.Failed));
    }

    // Expect a required allocation that fails in both passes to end the work with what it wanted and what it got.
    [Fact]
    public void A_required_allocation_that_fails_ends_the_work()
    {
        var cpu = StartWork(Allocate(order: 1, count: 4), Allocate(order: 2));
        Asked(Zone);
        cpu.Tell(Answer(0, 1, new PfnRange(0, 2)));
        Asked(Zone1);
        cpu.Tell(Answer(1, 0));
        Refuse(cpu, 0, 1);

        Assert.Equal(new WorkFailure(0, "work", 1, 0, ZoneKind.Normal, GotBlocks: 1, WantedBlocks: 4), Ended());
        Assert.True(Lane.IsSilent);
    }

    // Expect a CPU to go on without what was optional, or asked for by an interrupt, and to report the failure.
    [Theory]
    [InlineData(WorkNeed.Optional)]
    [InlineData(WorkNeed.Atomic)]
    public void Any_other_allocation_that_fails_is_done_without(WorkNeed need)
    {
        var cpu = StartWork(Allocate(order: 1, need: need), Allocate(order: 2));
        Refuse(cpu, 0, 1, 0, 1);

        Assert.Equal(2, Asked(Zone).Order);
        cpu.Tell(Answer(0, 1, new PfnRange(0, 4)));
        Assert.Null(Ended());
        var report = Report(cpu);
        Assert.Equal((2, 1, 1), (report.Tally.Requested, report.Tally.Served, report.Tally.Failed));
        Assert.Equal(1, Assert.Single(report.Failures).Order);
    }

    // Expect an answer that comes twice, and one to a request that was never made, to give nothing.
    [Fact]
    public void Stale_answers_are_ignored()
    {
        var cpu = StartWork(Allocate(order: 1, count: 2));
        var first = Answer(0, 1, new PfnRange(0, 2));
        cpu.Tell(first);
        Lane.Forget();

        cpu.Tell(first);
        cpu.Tell(first with { Id = new RequestId(Self, 9) });

        Assert.Empty(Lane.Told);
        Assert.DoesNotContain("Answered", Lane.Notes.Text, StringComparison.Ordinal);
        Assert.Equal(1, Report(cpu).Tally.Served);
    }

    // Expect 5 blocks over two nodes to be 3 of the first and 2 of the second, and the next one to be the second's.
    [Fact]
    public void Interleaved_blocks_are_shared_among_the_nodes()
    {
        var item = Allocate(order: 1, count: 5) with { Interleaved = true };
        var cpu = StartWork(item, item with { Count = 1 });

        Assert.Equal(3, Asked(Zone).Count);
        cpu.Tell(Answer(0, 3, new PfnRange(0, 6)));
        Assert.Equal(2, Asked(Zone1).Count);
        cpu.Tell(Answer(1, 2, new PfnRange(32, 36)));

        Assert.Equal(1, Asked(Zone1).Count);
        Assert.Equal(0, Report(cpu).Tally.Remote);
    }

    // Expect how often a request waited for pages under way to be added up.
    [Fact]
    public void Waiting_is_counted()
    {
        var cpu = StartWork(Allocate(order: 1));

        cpu.Tell(Answer(0, 1, new PfnRange(0, 2)) with { Waits = 3 });

        Assert.Equal((WorkFailure?)null, Ended());
        Assert.Equal(3, Report(cpu).Tally.Waited);
    }

    private void Refuse(IActorRef cpu, params int[] nids)
    {
        foreach (int nid in nids)
        {
            Asked(nid == 0 ? Zone : Zone1);
            cpu.Tell(Answer(nid, 0));
        }
    }

    private static (TakeMode Mode, int Order, long Count) Form(ZoneMessages.TakePages take) => (take.Mode, take.Order, take.Count);
}
