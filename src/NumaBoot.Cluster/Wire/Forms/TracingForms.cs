using System.Runtime.Serialization;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of what travels for the trace of a boot.</summary>
internal static class TracingForms
{
    internal static Proto.TracingWish ToProto(this TracingWish it) => new() { Share = it.Share, HasRealTime = it.HasRealTime, TraceParent = it.TraceParent, HasWork = it.HasWork };

    internal static TracingWish ToDomain(this Proto.TracingWish it) => it.Share is >= 0 and <= 1
        ? new(it.Share, it.HasRealTime, it.TraceParent, it.HasWork)
        : throw new SerializationException($"expected a share of allocations from 0 to 1, found {it.Share}");

    internal static Proto.TraceContext ToProto(this TraceContext it) => new()
    {
        Phase = it.Phase.ToProto(),
        Request = it.Request?.ToProto(),
        First = it.First?.ToProto(),
        Wanted = it.Wanted.ToProto(),
    };

    internal static TraceContext ToDomain(this Proto.TraceContext it) =>
        new(it.Phase.ToDomain(), it.Request?.ToDomain(), it.First?.ToDomain(), it.Wanted.ToDomain());

    internal static Proto.BlockTrace ToProto(this BlockTrace it) => new()
    {
        Spans = { it.Spans.Select(ToProto) },
        Updates = { it.Updates.Select(ToProto) },
        LeftOut = it.LeftOut.ToProto(),
        Work = { it.Work.Select(ToProto) },
        WorkLeftOut = it.WorkLeftOut.ToProto(),
    };

    internal static BlockTrace ToDomain(this Proto.BlockTrace it) => new(
        [.. it.Spans.Select(ToDomain)],
        [.. it.Updates.Select(ToDomain)],
        it.LeftOut.ToDomain())
    {
        Work = [.. it.Work.Select(ToDomain)],
        WorkLeftOut = it.WorkLeftOut.ToDomain(),
    };

    private static Proto.SpanRecord ToProto(SpanRecord it) => new()
    {
        Key = ToProto(it.Key),
        Parent = ToProto(it.Parent),
        Lane = it.Lane,
        Delivery = it.Delivery.ToProto(),
        StartNs = it.StartNs.ToProto(),
        StartTicks = it.StartTicks.ToProto(),
        Facts = { it.Facts.Select(ToProto) },
    };

    private static SpanRecord ToDomain(Proto.SpanRecord it) => new(
        Recorded(ToDomain(it.Key.Present())),
        ToDomain(it.Parent.Present()),
        it.Lane,
        it.Delivery.ToDomain(),
        it.StartNs.ToDomain(),
        Ticks(it.StartTicks),
        [.. it.Facts.Select(ToDomain)]);

    private static Proto.SpanUpdate ToProto(SpanUpdate it)
    {
        var update = new Proto.SpanUpdate
        {
            Key = ToProto(it.Key),
            EndTicks = it.EndTicks.ToProto(),
            Facts = { it.Facts.Select(ToProto) },
            Links = { it.Links.Select(ToProto) },
        };
        if (it.EndNs is { } endNs)
        {
            update.EndNs = endNs.ToProto();
        }

        return update;
    }

    private static SpanUpdate ToDomain(Proto.SpanUpdate it) => new(
        ToDomain(it.Key.Present()),
        it.HasEndNs ? it.EndNs.ToDomain() : null,
        Ticks(it.EndTicks),
        [.. it.Facts.Select(ToDomain)],
        [.. it.Links.Select(ToDomain)]);

    private static Proto.WorkRecord ToProto(WorkRecord it)
    {
        var work = new Proto.WorkRecord
        {
            Nid = it.Nid,
            Worker = it.Worker.ToProto(),
            StartNs = it.StartNs.ToProto(),
            Pages = it.Pages.ToProto(),
            Chunks = it.Chunks.ToProto(),
        };
        if (it.EndNs is { } endNs)
        {
            work.EndNs = endNs.ToProto();
        }

        return work;
    }

    private static WorkRecord ToDomain(Proto.WorkRecord it) => new(
        it.Nid, it.Worker.ToDomain(), it.StartNs.ToDomain(), it.HasEndNs ? it.EndNs.ToDomain() : null, it.Pages.ToDomain(), it.Chunks.ToDomain());

    private static Proto.SpanKey ToProto(SpanKey it) => new() { Kind = it.Kind.ToProto(), Request = it.Request.ToProto() };

    private static SpanKey ToDomain(Proto.SpanKey it) => new(it.Kind.ToDomain(), it.Request.Present().ToDomain());

    private static Proto.SpanFact ToProto(SpanFact it)
    {
        var fact = new Proto.SpanFact { Kind = it.Kind.ToProto(), Number = it.Number };
        if (it.Text is not null)
        {
            fact.Text = it.Text;
        }

        return fact;
    }

    private static SpanFact ToDomain(Proto.SpanFact it) => new(it.Kind.ToDomain(), it.Number, it.HasText ? it.Text : null);

    // The roots of traces are made of what came of a boot.
    private static SpanKey Recorded(SpanKey key) => key.Kind is not (SpanKind.Boot or SpanKind.Continued)
        ? key
        : throw new SerializationException($"expected a span that is recorded, found {key.Kind}");

    // What no calendar has would end whoever makes a time of it.
    private static long Ticks(ulong ticks) => ticks <= (ulong)DateTime.MaxValue.Ticks
        ? (long)ticks
        : throw new SerializationException($"expected a time of this world, found {ticks} ticks");
}
