namespace NumaBoot.Memory;

/// <summary>
/// The pages of one zone that a CPU keeps at hand (<c>struct per_cpu_pages</c>): taken from the front, given back to
/// the front, drained from the end. Order 0 only.
/// </summary>
public sealed class PageList
{
    // The front is the end of the list, where taking is cheap.
    private readonly List<PfnRange> _ranges = [];

    /// <summary>How many pages it holds.</summary>
    public long Count { get; private set; }

    /// <summary>Puts a refill behind what is there (<c>rmqueue_bulk</c>).</summary>
    public void Refill(ReadOnlySpan<PfnRange> frames)
    {
        foreach (var range in frames)
        {
            _ranges.Insert(0, range);
            Count += range.Pages;
        }
    }

    /// <summary>Puts given-back pages in front (<c>free_unref_page</c>).</summary>
    public void Put(PfnRange frames)
    {
        _ranges.Add(frames);
        Count += frames.Pages;
    }

    /// <summary>Takes up to <paramref name="pages"/> pages from the front and appends them to <paramref name="taken"/>.</summary>
    public long Take(long pages, List<PfnRange> taken)
    {
        long left = pages;
        while (left > 0 && _ranges.Count > 0)
        {
            var front = _ranges[^1];
            var part = PfnRange.Of(front.Start, Math.Min(left, front.Pages));
            Shorten(_ranges.Count - 1, new PfnRange(part.End, front.End));
            taken.Add(part);
            left -= part.Pages;
        }

        Count -= pages - left;
        return pages - left;
    }

    /// <summary>Takes up to <paramref name="pages"/> pages from the end, to give them back (<c>free_pcppages_bulk</c>).</summary>
    public List<PfnRange> Drain(long pages)
    {
        var drained = new List<PfnRange>();
        long left = pages;
        while (left > 0 && _ranges.Count > 0)
        {
            var end = _ranges[0];
            var part = new PfnRange(end.End - Math.Min(left, end.Pages), end.End);
            Shorten(0, new PfnRange(end.Start, part.Start));
            drained.Add(part);
            left -= part.Pages;
        }

        Count -= pages - left;
        return drained;
    }

    private void Shorten(int at, PfnRange rest)
    {
        if (rest.IsEmpty)
        {
            _ranges.RemoveAt(at);
        }
        else
        {
            _ranges[at] = rest;
        }
    }
}
