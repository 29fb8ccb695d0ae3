using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>The way of a request for pages: from the CPU to the zone and back.</summary>
internal sealed partial class TracedLane
{
    /// <summary>A CPU asks a zone. A request that goes on where a traced one was refused is traced with it.</summary>
    private void Request(ZoneMessages.TakePages take, ActorAddress zone)
    {
        var context = Context.WithoutRequest;
        var refused = _inHand.Refused;
        _inHand.Refused = null;
        if (refused is null ? !_recorder.Wants(take.Id) : !_recorder.HasRoom(take.Id))
        {
            _carrier.Carried = context;
            return;
        }

        var first = refused?.First ?? take.Id;
        Begin(
            new SpanKey(SpanKind.Allocation, take.Id),
            refused is null ? PhaseOf(context) : new SpanKey(SpanKind.Allocation, first),
            NowNs,
            FactsOf(take, zone));
        _carrier.Carried = new TraceContext(context.Phase, take.Id, first, OpenTake.WantedBy(take));
    }

    /// <summary>It arrives at the zone.</summary>
    private void HearRequest(ActorAddress zone, ZoneMessages.TakePages take)
    {
        var context = Context;
        var open = new OpenTake(take, _carrier.SentNs, NowNs, _recorder.Ticks, _inHand.Number)
        {
            Context = context.Request == take.Id ? context : context.WithoutRequest,
        };
        _zones[zone].Takes.Add(open);
        _inHand.Take = open;
        if (open.IsTraced)
        {
            Begin(new SpanKey(SpanKind.Take, take.Id), new SpanKey(SpanKind.Allocation, take.Id), NowNs, FactsOf(zone));
        }
    }

    /// <summary>The zone answers.</summary>
    private void Answer(CpuMessages.TakeAnswered answer)
    {
        var open = _zones[_inHand.Actor].Remove(answer.Id);
        if (open is { IsTraced: true })
        {
            _recorder.End(new SpanKey(SpanKind.Take, answer.Id), NowNs, [new SpanFact(SpanFactKind.BlocksGiven, answer.Blocks)]);

            // Where letters come out of turn, what travels beside the answer may not be there when the CPU reads it.
            _recorder.End(
                new SpanKey(SpanKind.Allocation, answer.Id), NowNs,
                [new SpanFact(SpanFactKind.BlocksGiven, answer.Blocks), new SpanFact(SpanFactKind.Waits, answer.Waits)]);
            _carrier.Carried = open.Context;
        }
        else
        {
            _carrier.Carried = Context.WithoutRequest;
        }
    }

    /// <summary>The answer arrives at the CPU.</summary>
    private void HearAnswer(CpuMessages.TakeAnswered answer)
    {
        var context = Context;
        bool isIts = context.Request == answer.Id;
        if (isIts)
        {
            _recorder.End(new SpanKey(SpanKind.Allocation, answer.Id), NowNs, []);
        }

        _inHand.Refused = isIts && answer.Blocks < context.Wanted ? context : null;
        _carrier.Carried = context.WithoutRequest;
    }

    /// <summary>A request that was not to be traced makes its zone grow: it gets its spans now, from its beginning on.</summary>
    private void Trace(OpenTake open, ActorAddress zone)
    {
        if (open.IsTraced)
        {
            return;
        }

        var take = open.Request;
        var allocation = new SpanKey(SpanKind.Allocation, take.Id);
        _recorder.Begin(new SpanRecord(allocation, PhaseOf(open.Context), zone.Nid, open.Delivery, open.SentNs, open.Ticks, FactsOf(take, zone)));
        _recorder.Begin(new SpanRecord(
            new SpanKey(SpanKind.Take, take.Id), allocation, zone.Nid, open.Delivery, open.ArrivedNs, open.Ticks, FactsOf(zone)));
        open.Context = new TraceContext(open.Context.Phase, take.Id, take.Id, open.Wanted);
    }

    private static ImmutableArray<SpanFact> FactsOf(ZoneMessages.TakePages take, ActorAddress zone) =>
    [
        new SpanFact(SpanFactKind.Cpu, take.Cpu),
        .. FactsOf(zone),
        new SpanFact(SpanFactKind.Order, take.Order),
        new SpanFact(SpanFactKind.BlocksWanted, take.Mode == TakeMode.Refill ? 0 : take.Count),
        SpanFact.Of(SpanFactKind.Watermark, take.Check switch { WatermarkCheck.Low => "low", WatermarkCheck.Min => "min", _ => "min atomic" }),
    ];

    private static ImmutableArray<SpanFact> FactsOf(ActorAddress zone) =>
    [
        new SpanFact(SpanFactKind.Node, zone.Nid),
        SpanFact.Of(SpanFactKind.Zone, $"{zone.Nid}:{((ZoneKind)zone.Index).Name()}"),
    ];
}
