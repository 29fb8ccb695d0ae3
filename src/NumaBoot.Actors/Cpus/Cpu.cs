using System.Runtime.InteropServices;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// A CPU: works through its workload, one item after the other, and keeps the page lists of its own node's zones. Order
/// 0 on its own node goes through the list, a refill at a time; everything else is asked for in counted requests.
/// </summary>
internal sealed class Cpu(ILane lane, BootPlan plan, CpuState state) : BootActor(lane, ActorAddress.Cpu(state.Nid, state.Cpu))
{
    // Filled and read within one delivery.
    private readonly List<PfnRange> _taken = [];

    protected override bool Handle(IBootMessage message)
    {
        switch (message)
        {
            case CpuMessages.TakeAnswered answer:
                HearAnswer(answer);
                return true;
            case CpuMessages.TicketRead ticket:
                AskWithTicket(ticket.Asking);
                return true;
            case CpuMessages.RunGrowth run:
                Lane.Spend(BootWork.InitialisePages, run.Pages);
                Lane.Tell(ActorAddress.Zone(run.Zone), new ZoneMessages.GrowthRun(run.Ask));
                return true;
            case CpuMessages.DoPhase phase:
                state.Phase = phase.Phase;
                state.NextItem = 0;
                DoItems();
                return true;
            case CpuMessages.Computed computed when computed.Item == state.NextItem:
                DoItems();
                return true;
            case CpuMessages.Computed:
                return true;
            case CpuMessages.ComeUp:
                Lane.Spend(BootWork.StartCpu, 1);
                Lane.Tell(ActorAddress.Node(state.Nid), new NodeMessages.ChildDone(Address, BootStep.CpusUp, 0));
                return true;
            case CpuMessages.ReportCpu report:
                Lane.Tell(ActorAddress.Node(state.Nid), new NodeMessages.CpuReported(
                    report.ReportNumber, state.Cpu, state.Tally, state.Holdings(), [.. state.Failures]));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Begins items of the phase until one takes time, or all are done.</summary>
    private void DoItems()
    {
        while (state.NextItem < state.Items.Length)
        {
            var item = state.Items[state.NextItem++];
            if (item.Phase != state.Phase)
            {
                continue;
            }

            switch (item.Kind)
            {
                case WorkKind.Compute:
                    Lane.TellSelfAfter(item.DurationNs, new CpuMessages.Computed(state.NextItem));
                    return;
                case WorkKind.Free:
                    GiveBack(item.Label);
                    break;
                default:
                    state.Allocation = new AllocationInHand(item, Shares(item));
                    if (!Allocate())
                    {
                        return;
                    }

                    break;
            }
        }

        FinishPhase(null);
    }

    private void FinishPhase(WorkFailure? failure)
    {
        if (state.Phase is { } phase)
        {
            state.Phase = null;
            Lane.Tell(ActorAddress.Node(state.Nid), new NodeMessages.CpuWorkDone(state.Cpu, phase, failure));
        }
    }

    private (int Nid, long Blocks)[] Shares(WorkItem item)
    {
        if (!item.Interleaved)
        {
            return [(item.Nid ?? state.Nid, item.Count)];
        }

        // Block by block over the nodes comes down to a counted share of each.
        int nodes = plan.NodesWithMemory.Length;
        int first = state.Interleave;
        state.Interleave = (int)((first + item.Count) % nodes);
        var shares = new (int Nid, long Blocks)[nodes];
        for (int at = 0; at < nodes; at++)
        {
            shares[at] = (plan.NodesWithMemory[(first + at) % nodes], (item.Count / nodes) + (at < item.Count % nodes ? 1 : 0));
        }

        return shares;
    }

    /// <summary>Goes on with the allocation in hand; true where it is over without a request left open.</summary>
    private bool Allocate()
    {
        var allocation = state.Allocation!;
        while (allocation.NextShare())
        {
            if (!plan.Zonelists.TryGet(allocation.Nid, allocation.Item.HighestZone, allocation.Position, out var zone))
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

        state.Allocation = null;
        return true;
    }

    private bool UsesList(WorkItem item, ZoneRef zone) =>
        item.Order == 0 && item.UsesPageList && plan.Machine.HasPageLists && zone.Nid == state.Nid;

    private bool TakeFromList(AllocationInHand allocation, ZoneRef zone)
    {
        _taken.Clear();
        long pages = state.List(zone.Kind).Take(allocation.LeftBlocks, _taken);
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
        Lane.Tell(ActorAddress.Zone(zone), new ZoneMessages.TakePages(
            id, state.Cpu, allocation.Item.Order, count, mode, allocation.Check, allocation.Item.HighestZone));
    }

    private void HearAnswer(CpuMessages.TakeAnswered answer)
    {
        if (state.Allocation is not { } allocation || allocation.Outstanding != answer.Id)
        {
            return;
        }

        Lane.Ledger.Answered(answer.Id);
        allocation.Outstanding = null;
        state.Tally = state.Tally with { Waited = state.Tally.Waited + answer.Waits };
        if (answer.Zone.Nid == state.Nid)
        {
            state.ListSizes[(int)answer.Zone.Kind] = new PageListSize(answer.ListHigh, answer.ListBatch);
        }

        Use(allocation, answer);
        if (Allocate())
        {
            DoItems();
        }
    }

    private void Use(AllocationInHand allocation, CpuMessages.TakeAnswered answer)
    {
        if (allocation.IsRefill && answer.Blocks > 0)
        {
            state.List(answer.Zone.Kind).Refill(answer.Frames.AsSpan());
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
        state.Hold(item.Label, zone, item.Order, frames);
        state.Tally += new AllocationTally(blocks, blocks, remote ? blocks : 0, 0, 0, blocks << item.Order);
        allocation.GotBlocks += blocks;
        allocation.LeftBlocks -= blocks;
        NoteEnd(allocation, zone);
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
        NoteEnd(allocation, servedBy: null);
        state.Allocation = null;
        if (item.Need != WorkNeed.Required)
        {
            return true;
        }

        FinishPhase(failure);
        return false;
    }

    /// <summary>
    /// The ticket is a local variable of the CPU that asks: no other CPU, and nothing that the zone hears, has to wait for
    /// it. The seed patch looks at it once more before it takes the lock, and leaves the zone where nothing is deferred.
    /// </summary>
    private void AskWithTicket(CoordinatorMessages.AskToGrow asking)
    {
        var zone = plan.Nodes.First(node => node.Nid == asking.Zone.Nid).LastZone!;
        if (plan.Policy.Ticket == TicketRule.Trusted && asking.Ticket >= zone.Layout.Span.End)
        {
            Lane.Tell(ActorAddress.Zone(asking.Zone), new ZoneMessages.FrontierRead(asking.Ask, asking.Ticket));
        }
        else
        {
            Lane.Tell(ActorAddress.Coordinator(plan.Policy.Writer, asking.Zone.Nid), asking);
        }
    }

    private void NoteEnd(AllocationInHand allocation, ZoneRef? servedBy) => Lane.Ledger.AllocationEnded(new AllocationEnd(
        Address, allocation.Nid, allocation.Item.HighestZone, allocation.Check, servedBy, allocation.LeftBlocks));

    private void GiveBack(string label)
    {
        foreach (var held in state.LetGo(label))
        {
            if (held.Order > 0 || held.Zone.Nid != state.Nid || !plan.Machine.HasPageLists)
            {
                Give(held.Zone, held.Order, held.Frames);
                continue;
            }

            var list = state.List(held.Zone.Kind);
            held.Frames.ForEach(list.Put);
            var size = state.ListSizes[(int)held.Zone.Kind];
            long above = list.Count - size.High;
            if (above > 0)
            {
                long batches = (above + size.Batch - 1) / size.Batch;
                Give(held.Zone, 0, list.Drain(batches * size.Batch));
            }
        }
    }

    private void Give(ZoneRef zone, int order, List<PfnRange> frames)
    {
        var id = new RequestId(Address, ++state.Requests);
        Lane.Ledger.Requested(id);
        Lane.Tell(ActorAddress.Zone(zone), new ZoneMessages.GivePages(id, state.Cpu, order, [.. frames]));
    }
}
