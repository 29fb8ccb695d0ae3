using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// The single writer that stands where the kernel has a spinlock: it owns the frontier, decides who may grow, and hands
/// out the chunks of late init. "Held" is a state with a queue, not a handler that runs long, so that a ticket can be
/// read meanwhile.
/// </summary>
internal sealed partial class GrowCoordinator : BootActor
{
    private readonly BootPlan _plan;
    private readonly CoordinatorState _state;
    private readonly Dictionary<int, NodePlan> _nodes;

    public GrowCoordinator(ILane lane, BootPlan plan, ActorAddress address, IEnumerable<NodePlan> nodes, CoordinatorState state)
        : base(lane, address)
    {
        _plan = plan;
        _state = state;
        _nodes = nodes.ToDictionary(node => node.Nid);
    }

    protected override bool Handle(IBootMessage message)
    {
        switch (message)
        {
            case CoordinatorMessages.ReadFrontier read:
                TellFrontier(read);
                return true;
            case CoordinatorMessages.AskToGrow ask:
                NoteWaits(ask);
                Request(new WriterRequest.Grow(ask));
                return true;
            case CoordinatorMessages.ConfirmGrowth confirm:
                BuildHere(confirm.Ask);
                return true;
            case CoordinatorMessages.DeclineGrowth decline:
                Release(decline.Ask);
                return true;
            case CoordinatorMessages.PagesAdded added:
                Publish(added.Ask);
                return true;
            default:
                return HandleLateInit(message) || HandlePhase(message);
        }
    }

    private bool HandlePhase(IBootMessage message)
    {
        switch (message)
        {
            case CoordinatorMessages.MemoryMapBuilt map:
                TakeOver(map);
                return true;
            case CoordinatorMessages.FreeLate late:
                TellFrontier(late);
                return true;
            case CoordinatorMessages.DisableGrowth disable:
                Request(new WriterRequest.Disable(disable.Nid));
                return true;
            case CoordinatorMessages.ReportCoordinator report:
                Report(report);
                return true;
            default:
                return false;
        }
    }

    private void TakeOver(CoordinatorMessages.MemoryMapBuilt map)
    {
        if (_nodes[map.Nid].LastZone is { } zone)
        {
            _state.Deferred[map.Nid] = new DeferredPages(
                map.Nid, zone.Layout.Span, zone.FreeFrames, map.Frontier, _plan.Policy, _plan.Machine.Geometry);
        }

        Done(map.Nid, BootStep.MemoryMap);
    }

    private void TellFrontier(CoordinatorMessages.ReadFrontier read)
    {
        long frontier = _state.Deferred.TryGetValue(read.Zone.Nid, out var deferred) ? deferred.Frontier : Frontier.None;
        if (read.Asking is { } asking && _nodes[read.Zone.Nid].Cpus.Contains(asking.Cpu))
        {
            Lane.Tell(ActorAddress.Cpu(read.Zone.Nid, asking.Cpu), new CpuMessages.FrontierRead(asking with { Ticket = frontier }));
        }
        else
        {
            Lane.Tell(ActorAddress.Zone(read.Zone), new ZoneMessages.FrontierRead(read.Ask, frontier));
        }
    }

    /// <summary>Freed frames are held against the frontier without the lock (<c>memblock_free_pages</c>).</summary>
    private void TellFrontier(CoordinatorMessages.FreeLate late)
    {
        long frontier = _state.Deferred.TryGetValue(late.Nid, out var deferred) ? deferred.Frontier : Frontier.None;
        foreach (var zone in _nodes[late.Nid].Zones.Where(zone => !zone.LateFrames.IsEmpty))
        {
            Lane.Tell(ActorAddress.Zone(zone.Ref), new ZoneMessages.FreeLate(frontier));
        }
    }

    private void Request(WriterRequest request)
    {
        _state.Enqueue(request);
        ServeQueue();
    }

    /// <summary>Lets one request after the other have the writer, as long as nobody holds it.</summary>
    private void ServeQueue()
    {
        while (!_state.IsHeld && _state.TryDequeue(out var request))
        {
            switch (request)
            {
                case WriterRequest.Grow grow:
                    Decide(grow.Ask);
                    break;
                case WriterRequest.Disable disable:
                    Disable(disable.Nid);
                    break;
                case WriterRequest.Claim claim:
                    ClaimRest(claim);
                    break;
            }
        }
    }

    /// <summary>There is one static key: whoever writes for the machine turns growth off for all its nodes at once.</summary>
    private void Disable(int nid)
    {
        foreach (var deferred in _state.Deferred.Values)
        {
            deferred.Disable();
        }

        Done(nid, BootStep.Disabled);
    }

    private void Decide(CoordinatorMessages.AskToGrow ask)
    {
        var decision = _state.Deferred.TryGetValue(ask.Zone.Nid, out var deferred)
            ? deferred.Decide(ask.Ticket, ask.Order)
            : GrowthDecision.Refuse;
        switch (decision.Verdict)
        {
            case GrowthVerdict.Refuse:
                Answer(ask, grew: false);
                break;
            case GrowthVerdict.TryAgain:
                Lane.Ledger.ToldToTryAgain(ask.Zone);
                Answer(ask, grew: true, decision.SawDisabled);
                break;
            case GrowthVerdict.Wait:
                _state.Parked.Add(ask);
                break;
            default:
                Begin(ask, decision.Plan!, deferred!);
                break;
        }
    }

    private void Begin(CoordinatorMessages.AskToGrow ask, GrowthPlan plan, DeferredPages deferred)
    {
        _state.Growth = new GrowthInHand(ask, plan, deferred.Frontier);
        if (_plan.Policy.Ticket == TicketRule.None)
        {
            Lane.Tell(ActorAddress.Zone(ask.Zone), new ZoneMessages.WriterGranted(ask.Ask));
        }
        else if (plan.Built.IsEmpty)
        {
            Publish(ask.Ask);
        }
        else
        {
            Lane.Tell(ActorAddress.Zone(ask.Zone), new ZoneMessages.BuildPages(ask.Ask, plan.Built));
        }
    }

    /// <summary>Without tickets the coordinator itself builds what it owns.</summary>
    private void BuildHere(RequestId ask)
    {
        if (_state.Growth is not { } growth || growth.Ask.Ask != ask)
        {
            return;
        }

        Lane.Spend(BootWork.InitialisePages, growth.Plan.Pages);
        Lane.Ledger.Initialised(growth.Ask.Zone, growth.Plan.Built, PageBuilder.Growth);
        Lane.Tell(ActorAddress.Zone(growth.Ask.Zone), new ZoneMessages.AddPages(Address, ask, growth.Plan.Built));
    }

    /// <summary>The pages are in the free areas: the frontier moves, the writer is let go, the asker is answered.</summary>
    private void Publish(RequestId ask)
    {
        if (_state.Growth is not { } growth || growth.Ask.Ask != ask)
        {
            return;
        }

        var zone = growth.Ask.Zone;
        _state.Deferred[zone.Nid].Publish(growth.Plan);
        if (growth.Plan.Pages > 0)
        {
            _state.Growths.Add(new Growth(
                Lane.NowNs, zone, growth.Ask.Order, growth.Before, growth.Plan.FrontierAfter, growth.Plan.Pages,
                growth.Ask.Reason, growth.Ask.Cpu));
        }
        else if (growth.Plan.Grew)
        {
            Lane.Ledger.ToldToTryAgain(zone);
        }

        Lane.Ledger.FrontierMoved(zone, growth.Before, growth.Plan.FrontierAfter);
        _state.Growth = null;
        Answer(growth.Ask, growth.Plan.Grew);
        ServeQueue();
    }

    private void Release(RequestId ask)
    {
        if (_state.Growth?.Ask.Ask == ask)
        {
            _state.Growth = null;
            ServeQueue();
        }
    }

    /// <summary>What a CPU waits for itself with, others judge: the writer does not know what CPUs do meanwhile.</summary>
    private void NoteWaits(CoordinatorMessages.AskToGrow ask)
    {
        // Without tickets the coordinator builds, and no CPU has to.
        if (_plan.Policy.Ticket == TicketRule.None)
        {
            return;
        }

        if (_state.Growth is { } growth)
        {
            Lane.Ledger.WaitsForWriter(ask.Cpu, growth.Ask.Ask, growth.Ask.Cpu);
        }

        foreach (var earlier in _state.QueuedAsksOf(ask.Cpu))
        {
            Lane.Ledger.WaitsForWriter(ask.Cpu, earlier, ask.Cpu);
        }
    }

    private void Answer(CoordinatorMessages.AskToGrow ask, bool grew, bool sawDisabled = false)
    {
        Lane.Ledger.GrowthAnswered(ask.Ask, grew);
        Lane.Tell(ActorAddress.Zone(ask.Zone), new ZoneMessages.GrowAnswered(ask.Ask, grew, Waited: false, sawDisabled));
    }

    private void Report(CoordinatorMessages.ReportCoordinator report)
    {
        var deferred = _state.Deferred.GetValueOrDefault(report.Nid);
        Lane.Ledger.CountedDeferred(report.Nid, deferred?.DeferredPageCount ?? 0);
        Lane.Tell(ActorAddress.Node(report.Nid), new NodeMessages.CoordinatorReported(
            report.ReportNumber,
            deferred?.Frontier ?? Frontier.None,
            deferred?.DeferredPageCount ?? 0,
            [.. _state.Growths.Where(growth => growth.Zone.Nid == report.Nid)]));
    }

    private void Done(int nid, BootStep step) =>
        Lane.Tell(ActorAddress.Node(nid), new NodeMessages.ChildDone(Address, step, 0));
}
