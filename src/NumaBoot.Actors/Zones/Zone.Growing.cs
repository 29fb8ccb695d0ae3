using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>How a zone asks to grow, and what it does with the answer.</summary>
internal sealed partial class Zone
{
    // The static key is looked at first; a policy that lets latecomers wait leaves that to the coordinator.
    private bool CanAsk() => _mayGrow && (!_state.IsGrowthDisabled || _plan.Policy.AskedAfterDisable == DisabledRule.Waits);

    private void AskToGrow(PendingTake pending)
    {
        if (_plan.Policy.Asking == AskRule.OncePerZone)
        {
            _state.Waiting.Add(pending);
            AskForAll();
            return;
        }

        var ask = NextAsk();
        _state.Asking.Add(ask, pending);
        if (_plan.Policy.Ticket == TicketRule.ReadByTheWriter)
        {
            AskWithTicket(ask, Frontier.None);
        }
        else
        {
            ReadTicket(ask, pending);
        }
    }

    /// <summary>
    /// Kernels: the asking CPU holds the ticket, so that of two CPUs the one that read first may ask last. For a CPU of
    /// another node the zone's lane does it on its behalf.
    /// </summary>
    private void ReadTicket(RequestId ask, PendingTake pending) =>
        Lane.Tell(_coordinator, new CoordinatorMessages.ReadFrontier(ask, _zone, Question(ask, pending, Frontier.None)));

    private void AskForAll()
    {
        if (_state.AskedForAll is null && _state.Waiting.Count > 0)
        {
            var first = _state.Waiting[0];
            var ask = NextAsk();
            _state.AskedForAll = ask;
            Lane.Tell(_coordinator, new CoordinatorMessages.AskToGrow(
                ask, _zone, first.Request.Cpu, first.Request.Order, Frontier.None, first.Reason));
        }
    }

    private void AskWithTicket(RequestId ask, long ticket)
    {
        if (!_state.Asking.TryGetValue(ask, out var pending))
        {
            return;
        }

        if (_plan.GivesUpAt(_zone, ticket))
        {
            _state.Asking.Remove(ask);
            Lane.Ledger.Answered(ask);
            Refuse(pending);
            return;
        }

        Lane.Tell(_coordinator, Question(ask, pending, ticket));
    }

    private CoordinatorMessages.AskToGrow Question(RequestId ask, PendingTake pending, long ticket) =>
        new(ask, _zone, pending.Request.Cpu, pending.Request.Order, ticket, pending.Reason);

    private RequestId NextAsk()
    {
        var ask = new RequestId(Address, ++_state.Asks);
        Lane.Ledger.Requested(ask);
        return ask;
    }

    /// <summary>The writer is ours: whoever can be served by now is, and only for the others pages are built.</summary>
    private void ConfirmOrDecline(RequestId ask)
    {
        ServeWaiting();
        if (_state.Waiting.Count == 0)
        {
            _state.AskedForAll = null;
            Lane.Ledger.Answered(ask);
            Lane.Tell(_coordinator, new CoordinatorMessages.DeclineGrowth(ask));
            return;
        }

        Lane.Ledger.GrowthStarted(_zone, ask, _state.Waiting[0].Demand);
        Lane.Tell(_coordinator, new CoordinatorMessages.ConfirmGrowth(ask));
    }

    /// <summary>
    /// Kernels: the asking CPU builds the pages. For a CPU of another node the zone's lane does it on its behalf.
    /// </summary>
    private void Build(ZoneMessages.BuildPages build)
    {
        if (!_state.Asking.TryGetValue(build.Ask, out var pending))
        {
            return;
        }

        long pages = build.Frames.Sum(range => range.Pages);
        _state.Building[build.Ask] = build.Frames;
        Lane.Ledger.GrowthStarted(_zone, build.Ask, pending.Demand);
        if (pending.Request.Id.From.Nid == _zone.Nid)
        {
            Lane.Tell(pending.Request.Id.From, new CpuMessages.RunGrowth(build.Ask, _zone, pages, pending.Request.Interrupt));
            return;
        }

        Lane.Spend(BootWork.InitialisePages, pages);
        FinishBuilding(build.Ask);
    }

    private void FinishBuilding(RequestId ask)
    {
        if (_state.Building.Remove(ask, out var frames))
        {
            Lane.Ledger.Initialised(_zone, frames, PageBuilder.Growth);
            FreeBuilt(frames);
            Lane.Tell(_coordinator, new CoordinatorMessages.PagesAdded(ask));
        }
    }

    private void HearAnswer(ZoneMessages.GrowAnswered answer)
    {
        // There is one static key: who was told to try again because it is off does not come back to ask.
        _state.IsGrowthDisabled |= answer.SawDisabled;
        if (_state.AskedForAll == answer.Ask)
        {
            _state.AskedForAll = null;
            Lane.Ledger.Answered(answer.Ask);
            HearAnswerForAll(answer);
        }
        else if (_state.Asking.Remove(answer.Ask, out var pending))
        {
            Lane.Ledger.Answered(answer.Ask);
            pending.Waits += answer.Waited ? 1 : 0;
            if (answer.Grew)
            {
                TryThisZone(pending, answer.Ask);
            }
            else if (_plan.Policy.AskedAfterClaim == ClaimedRule.Waits && TakeAllowed(pending))
            {
                // The pages that it waited for may all have come before the answer.
                Answer(pending);
            }
            else
            {
                Refuse(pending);
            }
        }
    }

    /// <summary>After a growth the kernel takes without another check (<c>goto try_this_zone</c>).</summary>
    private void TryThisZone(PendingTake pending, RequestId ask)
    {
        long blocks = pending.Request.Mode == TakeMode.Refill ? pending.LeftBlocks : 1;
        if (TakeBlocks(pending, blocks, TakeGround.Grown, ask) == 0)
        {
            pending.Reason = GrowthReason.Rmqueue;
            if (CanAsk())
            {
                AskToGrow(pending);
            }
            else
            {
                Refuse(pending);
            }

            return;
        }

        Serve(pending);
    }

    private void HearAnswerForAll(ZoneMessages.GrowAnswered answer)
    {
        foreach (var pending in _state.Waiting)
        {
            pending.Waits += answer.Waited ? 1 : 0;
        }

        ServeWaiting();
        if (answer.Grew)
        {
            AskForAll();
            return;
        }

        foreach (var pending in _state.Waiting)
        {
            Refuse(pending);
        }

        _state.Waiting.Clear();
    }
}
