using NumaBoot.Telemetry.Tests.Receiver;

namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>Spans that were received, put together: who is whose child, what has come twice, and what must be missing.</summary>
public sealed class SpanTree
{
    private readonly Dictionary<SpanKey, ReceivedSpan> _byKey = [];
    private readonly ILookup<SpanKey, ReceivedSpan> _children;

    private SpanTree(IReadOnlyList<ReceivedSpan> spans)
    {
        Spans = spans;
        foreach (var span in spans)
        {
            _byKey.TryAdd(KeyOf(span), span);
        }

        _children = spans.Where(span => span.ParentSpanId.Length > 0).ToLookup(ParentOf);
        Roots = [.. spans.Where(span => span.ParentSpanId.Length == 0)];
        Orphans = [.. spans.Where(span => span.ParentSpanId.Length > 0 && !_byKey.ContainsKey(ParentOf(span)))];
        LooseLinks = [.. spans.SelectMany(span => span.Links.Where(link => !_byKey.ContainsKey(KeyOf(link))).Select(link => (span, link)))];
        Doubles = [.. spans.GroupBy(KeyOf).Where(group => group.Skip(1).Any()).Select(group => group.ToArray())];
    }

    /// <summary>All of them, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedSpan> Spans { get; }

    /// <summary>Those that name no parent.</summary>
    public IReadOnlyList<ReceivedSpan> Roots { get; }

    /// <summary>Those whose parent nobody sent.</summary>
    public IReadOnlyList<ReceivedSpan> Orphans { get; }

    /// <summary>Links that lead to a span that nobody sent, each with the span that has it.</summary>
    public IReadOnlyList<(ReceivedSpan Span, ReceivedLink Link)> LooseLinks { get; }

    /// <summary>Spans that came more than once under one id, all that came of each.</summary>
    public IReadOnlyList<IReadOnlyList<ReceivedSpan>> Doubles { get; }

    /// <summary>Puts these together.</summary>
    public static SpanTree Of(IEnumerable<ReceivedSpan> spans) => new([.. spans]);

    /// <summary>The key of a span.</summary>
    public static SpanKey KeyOf(ReceivedSpan span) => new(span.TraceId, span.SpanId);

    /// <summary>The key of the span that a link leads to.</summary>
    public static SpanKey KeyOf(ReceivedLink link) => new(link.TraceId, link.SpanId);

    /// <summary>The span that this link leads to; null if nobody sent it.</summary>
    public ReceivedSpan? Target(ReceivedLink link) => _byKey.GetValueOrDefault(KeyOf(link));

    /// <summary>The parent; null for a root and for an orphan.</summary>
    public ReceivedSpan? Parent(ReceivedSpan span) => span.ParentSpanId.Length == 0 ? null : _byKey.GetValueOrDefault(ParentOf(span));

    /// <summary>The spans right under this one, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedSpan> Children(ReceivedSpan span) => [.. _children[KeyOf(span)]];

    /// <summary>
    /// Every span that can be reached from this one over parents and links, nearest first, itself left out: where it belongs,
    /// even if that is in another trace.
    /// </summary>
    public IEnumerable<ReceivedSpan> Above(ReceivedSpan span)
    {
        var seen = new HashSet<SpanKey> { KeyOf(span) };
        var next = new Queue<ReceivedSpan>([span]);
        while (next.TryDequeue(out var at))
        {
            ReceivedSpan?[] up = [Parent(at), .. at.Links.Select(Target)];
            foreach (var found in up.OfType<ReceivedSpan>().Where(found => seen.Add(KeyOf(found))))
            {
                next.Enqueue(found);
                yield return found;
            }
        }
    }

    /// <summary>
    /// Spans that say the same of themselves word for word but have ids of their own: the same piece of work, told twice, as by
    /// lanes that were recomputed.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ReceivedSpan>> Twins() =>
    [
        .. Spans.DistinctBy(KeyOf)
            .GroupBy(span => (span.TraceId, SpanText.OfItself(span, SpanDetails.Usual)))
            .Where(group => group.Skip(1).Any())
            .Select(group => group.ToArray()),
    ];

    /// <summary>
    /// All spans as text that is the same for the same spans, whatever their ids are and in whatever order they came: a line
    /// each, with a number in place of the id. Numbers follow virtual start, lane, delivery and name.
    /// </summary>
    public string Describe(SpanDetails? details = null)
    {
        var chosen = details ?? SpanDetails.Usual;
        int[] numbers = SpanNumbers.Of(this, chosen);
        var byKey = new Dictionary<SpanKey, int>();
        for (int i = 0; i < Spans.Count; i++)
        {
            // Of those that came twice under one id the first by number stands for it.
            byKey[KeyOf(Spans[i])] = Math.Min(numbers[i], byKey.GetValueOrDefault(KeyOf(Spans[i]), int.MaxValue));
        }

        var lines = new string[Spans.Count];
        for (int i = 0; i < Spans.Count; i++)
        {
            lines[numbers[i] - 1] = SpanText.Line(numbers[i], Spans[i], byKey, chosen);
        }

        return string.Concat(lines);
    }

    private static SpanKey ParentOf(ReceivedSpan span) => new(span.TraceId, span.ParentSpanId);
}
