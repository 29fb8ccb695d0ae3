using NumaBoot.Telemetry.Tests.Receiver;

namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>
/// Numbers for spans that depend on what the spans are and how they hang together, not on their ids or on the order in which
/// they came.
/// </summary>
internal static class SpanNumbers
{
    /// <summary>The number of each span, from 1 on, in the order of <see cref="SpanTree.Spans"/>.</summary>
    public static int[] Of(SpanTree tree, SpanDetails details)
    {
        var web = new SpanWeb(tree.Spans);
        int[] ranks = Rank([.. tree.Spans.Select(span => SortKey(span, details))], Compare);
        // Spans that say the same of themselves differ by what is above and under them. Each round looks one step further;
        // where nothing tells two apart any more they are alike in everything, and either may be first.
        while (true)
        {
            ranks = Settle(ranks, web);
            if (FirstTie(ranks) is not { } tied)
            {
                return [.. ranks.Select(rank => rank + 1)];
            }

            ranks = Split(ranks, tied, web);
        }
    }

    private static int[] Settle(int[] ranks, SpanWeb web)
    {
        int classes = ranks.Distinct().Count();
        while (classes < ranks.Length)
        {
            int[] known = ranks;
            ranks = Rank([.. Enumerable.Range(0, known.Length).Select(i => (known[i], web.Above(i, known), web.Under(i, known)))], Compare);
            int found = ranks.Distinct().Count();
            if (found == classes)
            {
                break;
            }

            classes = found;
        }

        return ranks;
    }

    // The rank of each is the number of those before it, so ranks without a tie are 0, 1, 2 and so on.
    private static int[] Rank<T>(T[] keys, Comparison<T> compare)
    {
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderBy(i => keys[i], Comparer<T>.Create(compare))];
        int[] ranks = new int[keys.Length];
        for (int i = 1; i < order.Length; i++)
        {
            ranks[order[i]] = compare(keys[order[i]], keys[order[i - 1]]) == 0 ? ranks[order[i - 1]] : i;
        }

        return ranks;
    }

    private static int? FirstTie(int[] ranks)
    {
        int[] sorted = [.. ranks.Order()];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                return sorted[i];
            }
        }

        return null;
    }

    // One of those that are alike goes first, and the others look on. Where nothing hangs on the choice all get their place at
    // once: a thousand like leaves of one parent would take a thousand rounds otherwise.
    private static int[] Split(int[] ranks, int tied, SpanWeb web)
    {
        int[] alike = [.. Enumerable.Range(0, ranks.Length).Where(i => ranks[i] == tied)];
        int[] split = [.. ranks];
        bool free = alike.All(i => web.IsLeafBeside(i, alike[0]));
        for (int i = 1; i < alike.Length; i++)
        {
            split[alike[i]] = free ? tied + i : tied + 1;
        }

        return split;
    }

    private static int Compare((int Rank, int[] Above, int[] Under) one, (int Rank, int[] Above, int[] Under) other)
    {
        int order = one.Rank.CompareTo(other.Rank);
        order = order == 0 ? one.Above.AsSpan().SequenceCompareTo(other.Above) : order;
        return order == 0 ? one.Under.AsSpan().SequenceCompareTo(other.Under) : order;
    }

    private static int Compare(((double, double, double) Place, string[] Texts) one, ((double, double, double) Place, string[] Texts) other)
    {
        int order = one.Place.CompareTo(other.Place);
        for (int i = 0; order == 0 && i < one.Texts.Length; i++)
        {
            order = string.CompareOrdinal(one.Texts[i], other.Texts[i]);
        }

        return order;
    }

    private static ((double Start, double Lane, double Delivery) Place, string[] Texts) SortKey(ReceivedSpan span, SpanDetails details) => (
        (NumberOf(span, TelemetryNames.Attributes.VirtualStartNs),
            NumberOf(span, TelemetryNames.Attributes.Lane),
            NumberOf(span, TelemetryNames.Attributes.Delivery)),
        [span.Name, span.TraceId, SpanText.OfItself(span, details)]);

    // A span without the attribute comes before all that have it.
    private static double NumberOf(ReceivedSpan span, string attribute) => span.Attributes.GetValueOrDefault(attribute) switch
    {
        long number => number,
        double number => number,
        _ => double.NegativeInfinity,
    };
}
