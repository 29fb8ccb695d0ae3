using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// A CPU: works through its workload, one item after the other, and keeps the page lists of its own node's zones. Order
/// 0 on its own node goes through the list, a refill at a time; everything else is asked for in counted requests.
/// </summary>
internal sealed partial class Cpu(ILane lane, BootPlan plan, CpuState state) : BootActor(lane, ActorAddress.Cpu(state.Nid, state.Cpu))
{
    protected override bool Handle(IBootMessage message)
    {
        switch (message)
        {
            case CpuMessages.TakeAnswered answer:
                HearAnswer(answer);
                return true;
            case CpuMessages.FrontierRead read:
                AskToGrow(read.Ask);
                return true;
            case CpuMessages.DoPhase phase:
                DoPhase(phase.Phase);
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
            case CpuMessages.RunGrowth run:
                TakeStep(run);
                return true;
            case CpuMessages.GrowthBuilt built:
                HearBuilt(built);
                return true;
            case CpuMessages.Interrupt interrupt:
                HearInterrupt(interrupt);
                return true;
            case CpuMessages.ReportCpu report:
                Lane.Tell(ActorAddress.Node(state.Nid), new NodeMessages.CpuReported(
                    report.ReportNumber, state.Cpu, state.Tally, state.Holdings(), [.. state.Failures]));
                return true;
            default:
                return false;
        }
    }

    private void DoPhase(WorkPhase phase)
    {
        state.Phase = phase;
        state.NextItem = 0;
        state.IsWorkDone = false;
        if (phase == WorkPhase.Running)
        {
            ArmInterrupts();
        }

        DoItems();
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
                    state.ComputesUntilNs = Lane.NowNs + item.DurationNs;
                    Lane.TellSelfAfter(item.DurationNs, new CpuMessages.Computed(state.NextItem));
                    return;
                case WorkKind.Free:
                    GiveBack(item.Label);
                    break;
                default:
                    state.Allocation = new AllocationInHand(item, Shares(item));
                    if (!Allocate(state.Allocation))
                    {
                        return;
                    }

                    state.Allocation = null;
                    break;
            }
        }

        state.IsWorkDone = true;
        FinishPhaseIfDone();
    }

    /// <summary>The running phase is over when no interrupt can come any more: what is counted then stays so.</summary>
    private void FinishPhaseIfDone()
    {
        if (state.IsWorkDone && (state.Phase != WorkPhase.Running || state.Interrupts.AreOver))
        {
            FinishPhase(null);
        }
    }

    /// <summary>The ticket is read; what other CPUs do between that and the lock is none of its business.</summary>
    private void AskToGrow(CoordinatorMessages.AskToGrow ask)
    {
        if (plan.GivesUpAt(ask.Zone, ask.Ticket))
        {
            Lane.Ledger.GrowthAnswered(ask.Ask, grew: false);
            Lane.Tell(ActorAddress.Zone(ask.Zone), new ZoneMessages.GrowAnswered(ask.Ask, Grew: false, Waited: false));
            return;
        }

        Lane.Tell(ActorAddress.Coordinator(plan.Policy.Writer, ask.Zone.Nid), ask);
    }

    private void FinishPhase(WorkFailure? failure)
    {
        if (state.Phase is { } phase)
        {
            state.Phase = null;
            state.LastPhase = phase;
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

    private void GiveBack(string label)
    {
        foreach (var held in state.LetGo(label))
        {
            if (held.Order > 0 || held.Zone.Nid != state.Nid || !plan.Machine.HasPageLists)
            {
                Give(held.Zone, held.Order, held.Frames);
                continue;
            }

            // The kernel goes by the pageblock that a page lies in; a CPU here by what it took the page for.
            var list = state.List(held.Zone.Kind, held.Type);
            held.Frames.ForEach(list.Put);
            var size = state.ListSizes[(int)held.Zone.Kind];
            long above = state.ListedPages(held.Zone.Kind) - size.High;
            if (above > 0)
            {
                long batches = (above + size.Batch - 1) / size.Batch;
                Give(held.Zone, 0, state.Drain(held.Zone.Kind, held.Type, batches * size.Batch));
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
