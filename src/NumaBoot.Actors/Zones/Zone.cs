using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// A zone: the single writer of its free areas. It serves requests as <c>mm/page_alloc.c: get_page_from_freelist</c>
/// does and asks to grow in the two places where the seed patch does: when the watermark check fails, and when taking
/// pages fails.
/// </summary>
internal sealed partial class Zone : BootActor
{
    private readonly BootPlan _plan;
    private readonly ZoneState _state;
    private readonly ZoneRef _zone;
    private readonly ActorAddress _coordinator;
    private readonly bool _mayGrow;

    // Filled and read within one delivery.
    private readonly List<PfnRange> _taken = [];

    public Zone(ILane lane, BootPlan plan, NodePlan node, ZoneState state)
        : base(lane, ActorAddress.Zone(state.Plan.Ref))
    {
        _plan = plan;
        _state = state;
        _zone = state.Plan.Ref;
        _coordinator = ActorAddress.Coordinator(plan.Policy.Writer, _zone.Nid);

        // Only the last zone of a node may have deferred pages.
        _mayGrow = plan.Policy.GrowsOnDemand && ReferenceEquals(node.LastZone, state.Plan);
    }

    protected override bool Handle(IBootMessage message)
    {
        switch (message)
        {
            case ZoneMessages.TakePages take:
                Take(take);
                return true;
            case ZoneMessages.GivePages give:
                GiveBack(give);
                return true;
            case ZoneMessages.FrontierRead ticket:
                AskWithTicket(ticket.Ask, ticket.Frontier);
                return true;
            case ZoneMessages.WriterGranted granted:
                ConfirmOrDecline(granted.Ask);
                return true;
            case ZoneMessages.BuildPages build:
                Build(build);
                return true;
            case ZoneMessages.GrowthRun run:
                FinishBuilding(run.Ask);
                return true;
            case ZoneMessages.AddPages add:
                AddPages(add);
                return true;
            case ZoneMessages.GrowAnswered answer:
                HearAnswer(answer);
                return true;
            default:
                return HandlePhase(message);
        }
    }

    private bool HandlePhase(IBootMessage message)
    {
        switch (message)
        {
            case ZoneMessages.FreeEarlyPages:
                FreeEarlyPages();
                return true;
            case ZoneMessages.ReleasePages release:
                _state.Pool.AddManaged(release.Frames);
                Lane.Ledger.Released(_zone, release.Frames);
                Done(BootStep.ImageReleased, release.Frames.Pages);
                return true;
            case ZoneMessages.FreeLate late:
                FreeLate(late.Frontier);
                return true;
            case ZoneMessages.SizePageList size:
                _state.Pool.PageList = PageListSize.Of(
                    _state.Pool.ManagedPages, _state.Pool.Watermarks.Low, size.CpusOfNode, size.OnlineCpus);
                Lane.Ledger.PageListSized(_zone, _state.Pool.PageList);
                Done(BootStep.PageListsSized);
                return true;
            case ZoneMessages.SetMarks marks:
                _state.Pool.Watermarks = marks.Marks;
                _state.Pool.LowmemReserves = [.. marks.LowmemReserves];
                _state.Pool.PageList = _plan.Policy.PageLists == PageListRule.OnceEarly ? _state.Pool.PageList : marks.PageList;
                Lane.Ledger.MarksSet(_zone, marks.Marks, marks.LowmemReserves, _state.Pool.PageList);
                Done(BootStep.WatermarksSet);
                return true;
            case ZoneMessages.DeferredPagesDisabled:
                _state.IsGrowthDisabled = true;
                Done(BootStep.Disabled);
                return true;
            case ZoneMessages.ReportZone report:
                Report(report.ReportNumber);
                return true;
            default:
                return false;
        }
    }

    private void FreeEarlyPages()
    {
        _state.Pool.ResetManaged();
        long pages = FreeBuilt(_state.Plan.EarlyFrames);
        Done(BootStep.MemblockFreed, pages);
    }

    private void Take(ZoneMessages.TakePages take)
    {
        long wanted = take.Mode == TakeMode.Refill ? _state.Pool.PageList.Batch : take.Count;
        Serve(new PendingTake(take, wanted));
    }

    /// <summary>Gives what the checks let pass; asks to grow for the rest, or refuses it.</summary>
    private void Serve(PendingTake pending)
    {
        if (TakeAllowed(pending))
        {
            Answer(pending);
        }
        else if (CanAsk())
        {
            AskToGrow(pending);
        }
        else
        {
            Refuse(pending);
        }
    }

    /// <summary>Takes as long as each block passes the check; true where nothing is left to find.</summary>
    private bool TakeAllowed(PendingTake pending)
    {
        var request = pending.Request;
        while (pending.LeftBlocks > 0)
        {
            long allowed = Allowed(pending);
            if (allowed == 0)
            {
                pending.Reason = GrowthReason.Watermark;
                return false;
            }

            bool refill = request.Mode == TakeMode.Refill;
            long got = TakeBlocks(pending, refill ? pending.LeftBlocks : Math.Min(allowed, pending.LeftBlocks), TakeGround.Checked);
            if (got == 0)
            {
                pending.Reason = GrowthReason.Rmqueue;
                return false;
            }
        }

        return true;
    }

    private long TakeBlocks(PendingTake pending, long blocks, TakeGround ground, RequestId? grownBy = null)
    {
        var request = pending.Request;
        _taken.Clear();
        long got = _state.Pool.Take(request.Order, blocks, _taken, request.Type, request.NoFragment);
        Lane.Spend(BootWork.TakeBlocks, got);
        pending.Blocks += got;
        pending.LeftBlocks = request.Mode == TakeMode.Refill && got > 0 ? 0 : pending.LeftBlocks - got;
        if (got > 0)
        {
            ImmutableArray<PfnRange> taken = [.. _taken];
            pending.Add(taken);
            Lane.Ledger.Taken(new Taking(_zone, request.Cpu, taken, pending.Demand, ground, grownBy));
        }

        return got;
    }

    private long Allowed(PendingTake pending) =>
        _state.Pool.Allowed(pending.Request.Order, pending.Request.Check, pending.Request.HighestZone);

    private void AddPages(ZoneMessages.AddPages add)
    {
        FreeBuilt(add.Frames);
        if (add.Builder.Role == ActorRole.Worker)
        {
            Lane.Tell(add.Builder, new WorkerMessages.ChunkAdded(add.Ask));
        }
        else
        {
            Lane.Tell(add.Builder, new CoordinatorMessages.PagesAdded(add.Ask));
        }

        ServeWaiting();
    }

    private long FreeBuilt(ImmutableArray<PfnRange> frames)
    {
        long pages = 0;
        foreach (var range in frames)
        {
            _state.Pool.AddBuilt(range);
            pages += range.Pages;
        }

        Lane.Spend(BootWork.FreePages, pages);
        Lane.Ledger.Freed(_zone, frames);
        return pages;
    }

    private void GiveBack(ZoneMessages.GivePages give)
    {
        foreach (var range in give.Frames)
        {
            _state.Pool.GiveBack(range, give.Order);
        }

        Lane.Ledger.GivenBack(_zone, give.Cpu, give.Frames, give.Order);

        // Nobody waits for an answer: that it was heard is one.
        Lane.Ledger.AnswerGiven(give.Id);
        Lane.Ledger.Answered(give.Id);
        ServeWaiting();
    }

    private void ServeWaiting()
    {
        int kept = 0;
        for (int at = 0; at < _state.Waiting.Count; at++)
        {
            var pending = _state.Waiting[at];
            if (TakeAllowed(pending))
            {
                Answer(pending);
            }
            else
            {
                _state.Waiting[kept++] = pending;
            }
        }

        _state.Waiting.RemoveRange(kept, _state.Waiting.Count - kept);
    }

    private void Refuse(PendingTake pending)
    {
        _state.LastRefused[pending.Request.Id.From] = pending.Request.Id;
        Lane.Ledger.Refused(pending.Request.Id, _zone, pending.Demand, pending.Blocks);
        Answer(pending);
    }

    private void Answer(PendingTake pending)
    {
        var size = _state.Pool.PageList;
        Lane.Ledger.AnswerGiven(pending.Request.Id);
        Lane.Tell(pending.Request.Id.From, new CpuMessages.TakeAnswered(
            pending.Request.Id, _zone, pending.Blocks, pending.Frames, pending.Waits, size.High, size.Batch));
    }

    private void Report(long number)
    {
        var pool = _state.Pool;
        Lane.Ledger.CountedFree(_zone, pool.Free.FreePages);
        Lane.Ledger.CountedManaged(_zone, pool.ManagedPages);
        var snapshot = new ZoneSnapshot(
            pool.Layout, pool.ManagedPages, pool.Free.FreePages, [.. pool.Free.Counts()], pool.Watermarks,
            [.. pool.LowmemReserves], pool.PageList, ImmutableSortedDictionary<int, long>.Empty);
        _state.LastReport = number;
        Lane.Tell(ActorAddress.Node(_zone.Nid), new NodeMessages.ZoneReported(number, snapshot));
    }

    private void Done(BootStep step, long pages = 0)
    {
        _state.LastStep = step;
        Lane.Tell(ActorAddress.Node(_zone.Nid), new NodeMessages.ChildDone(Address, step, pages));
    }
}
