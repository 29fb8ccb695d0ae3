using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.AnyOrder.Reduction;

/// <summary>
/// Every order, depth first, with nothing left out: no two deliveries are independent. It shares no code with the search
/// that it checks. Only the bounds of the rule count: from where on orders matter, what comes last, and cycles.
/// </summary>
/// <param name="rule">The rule of the order.</param>
/// <param name="countsAtOnce">Whether it also believes which deliveries may come as soon as they can.</param>
internal sealed class PlainDepthFirst(IReceiptRule rule, bool countsAtOnce) : IChooser
{
    private readonly List<(int At, int Count)> _choices = [];
    private readonly TimeChooser _time = new();
    private readonly List<int> _open = [];
    private int _depth;

    public void Begin() => _depth = 0;

    public int Choose(Candidates candidates)
    {
        if (!candidates.IsOpen)
        {
            return _time.Choose(candidates);
        }

        _open.Clear();
        for (int at = 0; at < candidates.Count; at++)
        {
            ref var first = ref candidates.First(at);
            if (countsAtOnce && first.Receipt.IsAtOnce)
            {
                return at;
            }

            if (first.Receipt.Kind != ReceiptKind.Last && !rule.Repeats(in first))
            {
                _open.Add(at);
            }
        }

        return _open.Count == 0 ? _time.Choose(candidates) : _open[Next(_open.Count)];
    }

    /// <summary>Prepares the next order; false where there is none.</summary>
    public bool Advance()
    {
        while (_choices.Count > 0)
        {
            var (at, count) = _choices[^1];
            if (at + 1 < count)
            {
                _choices[^1] = (at + 1, count);
                return true;
            }

            _choices.RemoveAt(_choices.Count - 1);
        }

        return false;
    }

    private int Next(int count)
    {
        if (_depth == _choices.Count)
        {
            _choices.Add((0, count));
        }

        return _choices[_depth++].At;
    }
}
