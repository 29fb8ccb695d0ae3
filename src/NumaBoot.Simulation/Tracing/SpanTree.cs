using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>
/// All that blocks recorded of a boot, put together: each span once, with all that became known about it, in an order that
/// does not depend on which lanes shared a block.
/// </summary>
internal sealed class SpanTree
{
    private readonly Dictionary<SpanKey, SpanRecord> _spans = [];
    private readonly Dictionary<SpanKey, List<SpanUpdate>> _updates = [];
    private readonly Dictionary<SpanKey, List<SpanKey>> _children = [];
    private readonly SpanTimes _boot;

    /// <summary>Puts it together.</summary>
    /// <param name="traces">What the blocks recorded.</param>
    /// <param name="boot">When the boot was: what has not ended ended with it.</param>
    public SpanTree(ImmutableArray<BlockTrace> traces, SpanTimes boot)
    {
        _boot = boot;
        foreach (var span in traces.SelectMany(trace => trace.Spans).Where(span => span.Key.Kind is not (SpanKind.Boot or SpanKind.Continued)))
        {
            _spans.TryAdd(span.Key, span);
        }

        foreach (var update in traces.SelectMany(trace => trace.Updates))
        {
            ListOf(_updates, update.Key).Add(update);
        }

        foreach (var span in _spans.Values.OrderBy(span => span.StartNs).ThenBy(span => span.Lane).ThenBy(span => span.Delivery).ThenBy(span => span.Key))
        {
            ListOf(_children, ParentOf(span)).Add(span.Key);
        }
    }

    /// <summary>The parts of a span, in the order in which they began.</summary>
    public IReadOnlyList<SpanKey> ChildrenOf(SpanKey key) => _children.TryGetValue(key, out var children) ? children : [];

    /// <summary>A span and all its parts, each before its own.</summary>
    public IEnumerable<SpanKey> WithParts(SpanKey key)
    {
        var open = new Stack<SpanKey>([key]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in ChildrenOf(next).Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>A span of one of the boot's traces.</summary>
    /// <param name="key">Which.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="isHere">Whether another span is in the same trace.</param>
    /// <param name="root">The root of that trace.</param>
    public TracedSpan Span(SpanKey key, int trace, Func<SpanKey, bool> isHere, SpanKey root)
    {
        var span = _spans[key];
        var updates = _updates.TryGetValue(key, out var found) ? found : [];
        var parent = ParentOf(span);
        bool isTogether = isHere(parent);
        var links = updates.SelectMany(update => update.Links).Where(_spans.ContainsKey);

        // Who answers and who hears the answer both know an end; the later one is it.
        var end = updates.Where(update => update.EndNs is not null).MaxBy(update => (update.EndNs, update.EndTicks));
        return new TracedSpan(
            key,
            trace,
            isTogether ? parent : root,
            [.. (isTogether ? links : links.Prepend(parent)).Distinct()],
            span.Lane,
            span.Delivery,
            new SpanTimes(
                span.StartNs, Math.Max(span.StartNs, end?.EndNs ?? _boot.EndNs),
                span.StartTicks, Math.Max(span.StartTicks, end?.EndTicks ?? _boot.EndTicks)),
            end is null,
            [.. span.Facts.Concat(updates.SelectMany(update => update.Facts)).DistinctBy(fact => fact.Kind).OrderBy(fact => fact.Kind)]);
    }

    // What a member had that nobody has any more is missing; its parts are then the boot's own.
    private SpanKey ParentOf(SpanRecord span) => _spans.ContainsKey(span.Parent) ? span.Parent : SpanKey.Boot;

    private static List<TItem> ListOf<TItem>(Dictionary<SpanKey, List<TItem>> lists, SpanKey key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
