using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Growth: a zone asks, the writer is granted, pages are built, the frontier moves, the zone is answered.</summary>
internal sealed partial class TracedLane
{
    /// <summary>A zone asks to grow, or for the ticket to ask with.</summary>
    private void Ask(CoordinatorMessages.AskToGrow question)
    {
        var zone = _zones[_inHand.Actor];
        if (!zone.Asks.TryGetValue(question.Ask, out var ask))
        {
            // One request for all that wait is made for the first of them.
            ask = new OpenAsk(question, NowNs, _recorder.Ticks, _inHand.Number) { Take = _asksOncePerZone ? zone.Takes.FirstOrDefault() : _inHand.Take };
            zone.Asks.Add(question.Ask, ask);
            if (ask.Take is { IsTraced: true })
            {
                Trace(ask);
            }
        }

        _carrier.Carried = ask.Take is { IsTraced: true } take ? take.Context : Context.WithoutRequest;
    }

    /// <summary>The writer is held for a zone, and pages are about to be built.</summary>
    public void GrowthStarted(RequestId id)
    {
        var zone = _zones[_inHand.Actor];
        if (!zone.Asks.TryGetValue(id, out var ask))
        {
            return;
        }

        if (!ask.IsTraced)
        {
            ask.Take = _asksOncePerZone ? zone.Takes.FirstOrDefault() : ask.Take;
            if (ask.Take is { } take)
            {
                Trace(take, _inHand.Actor);
            }

            Trace(ask);
        }

        Begin(new SpanKey(SpanKind.Build, id), new SpanKey(SpanKind.Growth, id), NowNs, FactsOf(_inHand.Actor));
        _carrier.Carried = ask.Take?.Context ?? Context.WithoutRequest;
    }

    /// <summary>Page frames were initialised.</summary>
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        if (builder == PageBuilder.InitJob)
        {
            long pages = frames.Sum(range => range.Pages);
            _recorder.AddInitPages(zone.Nid, pages);
            _recorder.Work?.Add(_inHand.Actor, pages);
        }
        else if (builder == PageBuilder.Growth && _inHand.Ask is { } ask)
        {
            var pages = new SpanFact(SpanFactKind.Pages, frames.Sum(range => range.Pages));
            _recorder.Learn(new SpanKey(SpanKind.Growth, ask), pages);
            _recorder.Learn(new SpanKey(SpanKind.Build, ask), pages);
        }
    }

    /// <summary>The frontier was moved for the growth that is answered next.</summary>
    public static void FrontierMoved(long before, long after) => _inHand.Moved = (before, after);

    /// <summary>The writer answers.</summary>
    public void GrowthAnswered(RequestId ask)
    {
        if (_inHand.Moved is { } moved)
        {
            _inHand.Moved = null;
            _recorder.End(new SpanKey(SpanKind.Build, ask), NowNs, []);
            _recorder.Learn(
                new SpanKey(SpanKind.Growth, ask),
                new SpanFact(SpanFactKind.FrontierBefore, moved.Before), new SpanFact(SpanFactKind.FrontierAfter, moved.After),
                new SpanFact(SpanFactKind.Grew, 1));
        }
    }

    /// <summary>Whoever asked got the answer.</summary>
    public void Answered(RequestId id)
    {
        if (id.From.Role != ActorRole.Zone || !_zones[id.From].Asks.Remove(id, out var ask) || !ask.IsTraced)
        {
            return;
        }

        // All that wait are served from it, whoever it was made for.
        ImmutableArray<SpanKey> links = _asksOncePerZone
            ? [.. _zones[id.From].Takes.Where(take => take.IsTraced && take != ask.Take).Select(take => new SpanKey(SpanKind.Allocation, take.Request.Id))]
            : [];
        _recorder.End(new SpanKey(SpanKind.Growth, id), NowNs, [], links);
    }

    /// <summary>A node starts its late init.</summary>
    public void LateInitStarted(int nid) => Begin(SpanKey.NodeInit(nid), PhaseOf(Context), NowNs, new SpanFact(SpanFactKind.Node, nid));

    /// <summary>All its pages are done.</summary>
    public void NodeDone(int nid) =>
        _recorder.End(SpanKey.NodeInit(nid), NowNs, [new SpanFact(SpanFactKind.Pages, _recorder.InitPagesOf(nid))]);

    private void Trace(OpenAsk ask)
    {
        var question = ask.Question;
        ask.IsTraced = true;
        _recorder.Begin(new SpanRecord(
            new SpanKey(SpanKind.Growth, question.Ask),
            ask.Take is { } take ? new SpanKey(SpanKind.Take, take.Request.Id) : PhaseOf(Context),
            _inHand.Actor.Nid, ask.Delivery, ask.AskedNs, ask.Ticks,
            [
                .. FactsOf(_inHand.Actor),
                new SpanFact(SpanFactKind.Order, question.Order),
                new SpanFact(SpanFactKind.Cpu, question.Cpu),
                SpanFact.Of(SpanFactKind.Reason, question.Reason == GrowthReason.Watermark ? "watermark" : "rmqueue"),
            ]));
    }
}
