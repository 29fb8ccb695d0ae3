namespace NumaBoot.Actors;

/// <summary>
/// What the CPUs of a node are still going to ask of one of its zones. A zone serves one request after the other, so
/// however they come, serving them takes it as long as all of them together.
/// </summary>
internal sealed class ZoneDemand
{
    // Of all requests the one that takes the zone the least time for each page, and the pages of the largest.
    private (long Ns, long Pages) _cheapest;
    private long _largest;

    /// <summary>Pages that they want.</summary>
    public long Pages { get; private set; }

    /// <summary>For how long the zone is busy with what it has not been asked yet, at least, in nanoseconds.</summary>
    public long BusyNs { get; private set; }

    /// <summary>Nobody wants anything.</summary>
    public void Clear()
    {
        Pages = BusyNs = _largest = 0;
        _cheapest = default;
    }

    /// <summary>Adds requests of a kind.</summary>
    /// <param name="requests">How many; none changes nothing.</param>
    /// <param name="pages">Pages that each wants, at least 1.</param>
    /// <param name="busyNs">How long each takes the zone, at least, in nanoseconds.</param>
    /// <param name="underWay">How many of them may be served already.</param>
    public void Add(long requests, long pages, long busyNs, long underWay)
    {
        if (requests == 0)
        {
            return;
        }

        if (_largest == 0 || (Int128)busyNs * _cheapest.Pages < (Int128)_cheapest.Ns * pages)
        {
            _cheapest = (busyNs, pages);
        }

        _largest = Math.Max(_largest, pages);
        Pages += requests * pages;
        BusyNs += Math.Max(0, requests - underWay) * busyNs;
    }

    /// <summary>
    /// Before that long nobody finds that there is not enough, in nanoseconds: all but what the largest request wants has
    /// to be given out first.
    /// </summary>
    /// <param name="pages">Pages that there are; fewer than <see cref="Pages"/>.</param>
    public long LastsNs(long pages) => (long)((Int128)Math.Max(0, pages - _largest) * _cheapest.Ns / _cheapest.Pages);
}
