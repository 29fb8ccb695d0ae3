using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NumaBoot.Memory;

/// <summary>Searches ranges that ascend without overlap.</summary>
public static class SortedRanges
{
    /// <summary>The place of the first range that ends behind <paramref name="pfn"/>; behind the last where none does.</summary>
    public static int FirstEndingAfter(this ImmutableArray<PfnRange> ranges, long pfn) => FirstEndingAfter(ranges.AsSpan(), pfn);

    /// <summary>The same of a list that must not change meanwhile.</summary>
    internal static int FirstEndingAfter<TRange, TPlace>(this List<TRange> ranges, TPlace place)
        where TRange : struct, IEnding<TPlace>
        where TPlace : struct, IComparable<TPlace> => FirstEndingAfter((ReadOnlySpan<TRange>)CollectionsMarshal.AsSpan(ranges), place);

    private static int FirstEndingAfter<TRange, TPlace>(ReadOnlySpan<TRange> ranges, TPlace place)
        where TRange : struct, IEnding<TPlace>
        where TPlace : struct, IComparable<TPlace>
    {
        int low = 0;
        int high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ranges[middle].End.CompareTo(place) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
