using System.Collections;

namespace NumaBoot.Memory;

/// <summary>
/// A set of page frames kept as sorted, disjoint, never touching ranges: what is one run costs one entry,
/// however many pages it holds.
/// </summary>
public sealed class PfnRangeSet : IReadOnlyCollection<PfnRange>
{
    private readonly List<PfnRange> _ranges = [];

    /// <summary>How many frames the set holds.</summary>
    public long Pages { get; private set; }

    /// <summary>How many separate runs the set holds.</summary>
    public int Count => _ranges.Count;

    /// <summary>Adds <paramref name="range"/> and returns how many of its frames the set held already.</summary>
    public long Add(PfnRange range)
    {
        if (range.IsEmpty)
        {
            return 0;
        }

        // Ranges that only touch become one.
        int first = _ranges.FirstEndingAfter(range.Start - 1);
        int last = first;
        long held = 0;
        long start = range.Start;
        long end = range.End;
        while (last < _ranges.Count && _ranges[last].Start <= range.End)
        {
            held += _ranges[last].Intersect(range).Pages;
            start = Math.Min(start, _ranges[last].Start);
            end = Math.Max(end, _ranges[last].End);
            last++;
        }

        Replace(first, last, new PfnRange(start, end));
        Pages += range.Pages - held;
        return held;
    }

    /// <summary>Removes <paramref name="range"/> and returns how many frames the set lost.</summary>
    public long Remove(PfnRange range)
    {
        if (range.IsEmpty)
        {
            return 0;
        }

        int first = _ranges.FirstEndingAfter(range.Start);
        int last = first;
        long removed = 0;
        var left = PfnRange.Empty;
        var right = PfnRange.Empty;
        while (last < _ranges.Count && _ranges[last].Start < range.End)
        {
            var held = _ranges[last];
            removed += held.Intersect(range).Pages;
            left = held.Start < range.Start ? new PfnRange(held.Start, range.Start) : left;
            right = held.End > range.End ? new PfnRange(range.End, held.End) : right;
            last++;
        }

        _ranges.RemoveRange(first, last - first);
        if (!right.IsEmpty)
        {
            _ranges.Insert(first, right);
        }

        if (!left.IsEmpty)
        {
            _ranges.Insert(first, left);
        }

        Pages -= removed;
        return removed;
    }

    /// <summary>Whether <paramref name="pfn"/> is in the set.</summary>
    public bool Contains(long pfn)
    {
        int at = _ranges.FirstEndingAfter(pfn);
        return at < _ranges.Count && _ranges[at].Start <= pfn;
    }

    /// <summary>How many frames of <paramref name="range"/> are in the set.</summary>
    public long PagesIn(PfnRange range)
    {
        long pages = 0;
        for (int at = _ranges.FirstEndingAfter(range.Start); at < _ranges.Count && _ranges[at].Start < range.End; at++)
        {
            pages += _ranges[at].Intersect(range).Pages;
        }

        return pages;
    }

    /// <summary>The first run of the set that shares a frame with <paramref name="range"/>, cut to it.</summary>
    public PfnRange FirstIn(PfnRange range)
    {
        int at = _ranges.FirstEndingAfter(range.Start);
        return at < _ranges.Count ? _ranges[at].Intersect(range) : PfnRange.Empty;
    }

    /// <summary>Takes every frame out of the set.</summary>
    public void Clear()
    {
        _ranges.Clear();
        Pages = 0;
    }

    /// <inheritdoc />
    public IEnumerator<PfnRange> GetEnumerator() => _ranges.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Replace(int first, int last, PfnRange with)
    {
        if (first == last)
        {
            _ranges.Insert(first, with);
            return;
        }

        _ranges[first] = with;
        _ranges.RemoveRange(first + 1, last - first - 1);
    }
}
