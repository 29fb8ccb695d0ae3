using System.Runtime.InteropServices;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>How a CPU allocates, for its work and for the handler of an interrupt: each has one allocation at a time.</summary>
internal sealed partial class Cpu
{
    // Filled and read within one delivery.
    private readonly List<PfnRange> _taken = [];

    /// <summary>Goes on with an allocation; true where it is over without a request left open.</summary>
    private bool Allocate(AllocationInHand allocation)
    {
        while (allocation.NextShare())
        {
            bool isThere = plan.Zonelists.TryGet(allocation.Nid, allocation.Item.HighestZone, allocation.Position, out var zone);
            if (LeavesFragments(allocation) && (!isThere || plan.Zonelists.IsRemote(allocation.Nid, allocation.Item.HighestZone, zone)))
            {
                allocation.FragmentRather();
                continue;
            }

            if (!isThere)
            {
                if (!allocation.IsSlowPath)
                {
                    allocation.IsSlowPath = true;
                    allocation.Position = 0;
                    continue;
                }

                return Fail(allocation);
            }

            if (!UsesList(allocation.Item, zone))
            {
                Request(allocation, zone, allocation.LeftBlocks, TakeMode.Counted);
                return false;
            }

            if (!TakeFromList(allocation, zone))
            {
                Request(allocation, zone, 1, TakeMode.Refill);
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether small blocks of other types are left alone (<c>ALLOC_NOFRAGMENT</c>): in the first pass, as long as there
    /// may be something else on the preferred node. For a pageblock and more no small block would do anyway: the kernel goes
    /// over the zones once more then, which here is left out.
    /// </summary>
    private bool LeavesFragments(AllocationInHand allocation) =>
        !allocation.IsSlowPath && !allocation.MayFragment && allocation.Item.Order < plan.Machine.Geometry.PageblockOrder
        && plan.Zonelists.LeavesFragments(allocation.Nid, allocation.Item.HighestZone);

    private bool UsesList(WorkItem item, ZoneRef zone) =>
        item.Order == 0 && item.UsesPageList && plan.Machine.HasPageLists && zone.Nid == state.Nid;

    private bool TakeFromList(AllocationInHand allocation, ZoneRef zone)
    {
        _taken.Clear();
        long pages = state.List(zone.Kind, allocation.Item.Type).Take(allocation.LeftBlocks, _taken);
        if (pages == 0)
        {
            return false;
        }

        Lane.Spend(BootWork.ListPages, pages);
        Keep(allocation, zone, pages, CollectionsMarshal.AsSpan(_taken));
        return true;
    }

    private void Request(AllocationInHand allocation, ZoneRef zone, long count, TakeMode mode)
    {
        var id = new RequestId(Address, ++state.Requests);
        allocation.Outstanding = id;
        allocation.IsRefill = mode == TakeMode.Refill;
        Lane.Ledger.Requested(id);
        if (allocation.Interrupt != 0)
        {
            Lane.Ledger.AskedInInterrupt(id, allocation.Interrupt);
        }

        Lane.Tell(ActorAddress.Zone(zone), new ZoneMessages.TakePages(
            id, state.Cpu, allocation.Item.Order, count, mode, allocation.Check, allocation.Item.HighestZone, allocation.Interrupt,
            allocation.Item.Type, LeavesFragments(allocation)));
    }

    private void HearAnswer(CpuMessages.TakeAnswered answer)
    {
        if (state.Asking(answer.Id) is not { } allocation)
        {
            return;
        }

        Lane.Ledger.Answered(answer.Id);
        allocation.Outstanding = null;
        allocation.HasWaited |= answer.Waits > 0;
        state.Tally = state.Tally with { Waited = state.Tally.Waited + answer.Waits };
        if (answer.Zone.Nid == state.Nid)
        {
            state.ListSizes[(int)answer.Zone.Kind] = new PageListSize(answer.ListHigh, answer.ListBatch);
        }

        Use(allocation, answer);
        if (!Allocate(allocation))
        {
            return;
        }

        if (allocation.Interrupt != 0)
        {
            EndHandler();
            return;
        }

        state.Allocation = null;
        DoItems();
    }

    private void Use(AllocationInHand allocation, CpuMessages.TakeAnswered answer)
    {
        if (allocation.IsRefill && answer.Blocks > 0)
        {
            state.List(answer.Zone.Kind, allocation.Item.Type).Refill(answer.Frames.AsSpan());
            return;
        }

        if (allocation.IsRefill && state.List(answer.Zone.Kind, allocation.Item.Type).Count > 0)
        {
            // Meanwhile a refill for another has left something on the list: it is not refused yet.
            return;
        }

        int tried = allocation.Position + 1;
        if (answer.Blocks > 0)
        {
            Keep(allocation, answer.Zone, answer.Blocks, answer.Frames.AsSpan());
        }

        if (allocation.LeftBlocks > 0)
        {
            // What this zone refused is looked for in the next one.
            allocation.Position = tried;
        }
    }

    private void Keep(AllocationInHand allocation, ZoneRef zone, long blocks, ReadOnlySpan<PfnRange> frames)
    {
        var item = allocation.Item;
        bool remote = zone.Nid != allocation.Nid;
        state.Hold(item.Label, zone, item.Order, item.Type, frames);
        state.Tally += new AllocationTally(blocks, blocks, remote ? blocks : 0, 0, 0, blocks << item.Order);
        allocation.GotBlocks += blocks;
        allocation.LeftBlocks -= blocks;
        NoteEnd(allocation, zone, blocks);
        allocation.HasWaited = false;
        if (!remote)
        {
            allocation.StartOver();
        }
    }

    /// <summary>No zone would: the item ends here, as kernel code that loops over pages gives up at the first it cannot get.</summary>
    private bool Fail(AllocationInHand allocation)
    {
        var item = allocation.Item;
        var failure = new WorkFailure(
            state.Cpu, item.Label, item.Order, allocation.Nid, item.HighestZone, allocation.GotBlocks, item.Count);
        state.Tally += new AllocationTally(1, 0, 0, 0, 1, 0);
        state.NoteFailure(failure);
        NoteEnd(allocation, servedBy: null, blocks: 1);
        if (item.Need != WorkNeed.Required)
        {
            return true;
        }

        state.Allocation = null;
        FinishPhase(failure);
        return false;
    }

    private void NoteEnd(AllocationInHand allocation, ZoneRef? servedBy, long blocks) => Lane.Ledger.AllocationEnded(new AllocationEnd(
        Address, allocation.Nid, allocation.Item.HighestZone, allocation.Check, servedBy, allocation.LeftBlocks,
        allocation.Interrupt)
    {
        Blocks = blocks,
        HasWaited = allocation.HasWaited,
    });
}
