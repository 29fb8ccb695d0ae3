using NumaBoot.Telemetry.Tests.Receiver;

namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>How spans hang together over parents and links, by their places in a list instead of by their ids.</summary>
internal sealed class SpanWeb
{
    private const int NobodySent = -1;
    private const int NoParent = -2;

    // Spans of one id are one knot: what points to the id points to all of them.
    private readonly int[][] _knots;
    private readonly int[] _knotOf;
    private readonly int[][] _above;
    private readonly List<int>[] _under;

    /// <summary>Ties these together.</summary>
    public SpanWeb(IReadOnlyList<ReceivedSpan> spans)
    {
        var places = new Dictionary<SpanKey, int>();
        _knotOf = [.. spans.Select(span => places.TryGetValue(SpanTree.KeyOf(span), out int knot) ? knot : places[SpanTree.KeyOf(span)] = places.Count)];
        var members = Enumerable.Range(0, spans.Count).ToLookup(i => _knotOf[i]);
        _knots = [.. Enumerable.Range(0, places.Count).Select(knot => members[knot].ToArray())];
        _above = [.. spans.Select(span => Above(span, places))];
        _under = [.. _knots.Select(_ => new List<int>())];
        for (int i = 0; i < _above.Length; i++)
        {
            foreach (int knot in _above[i].Where(knot => knot >= 0))
            {
                _under[knot].Add(i);
            }
        }
    }

    /// <summary>The ranks of what a span points to: its parent first, then its links in their order.</summary>
    public int[] Above(int span, int[] ranks) => [.. _above[span].Select(knot => knot < 0 ? knot : _knots[knot].Min(at => ranks[at]))];

    /// <summary>The ranks of what points to a span, in rising order.</summary>
    public int[] Under(int span, int[] ranks) => [.. _under[_knotOf[span]].Select(at => ranks[at]).Order()];

    /// <summary>Whether nothing points to either of the two, and both point to the same.</summary>
    public bool IsLeafBeside(int span, int other) =>
        _under[_knotOf[span]].Count == 0 && _under[_knotOf[other]].Count == 0 && _above[span].AsSpan().SequenceEqual(_above[other]);

    private static int[] Above(ReceivedSpan span, Dictionary<SpanKey, int> places) =>
    [
        span.ParentSpanId.Length == 0 ? NoParent : places.GetValueOrDefault(new SpanKey(span.TraceId, span.ParentSpanId), NobodySent),
        .. span.Links.Select(link => places.GetValueOrDefault(SpanTree.KeyOf(link), NobodySent)),
    ];
}
