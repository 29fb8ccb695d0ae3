namespace NumaBoot.Memory;

/// <summary>What the early memory map has counted of its zones' pages (<c>nr_initialised</c>).</summary>
internal sealed class EarlyPageCount(EarlyCountRule rule)
{
    // No two last zones end at the same frame, so that the end tells them apart, as prev_end_pfn does.
    private readonly Dictionary<long, long> _countByZoneEnd = [];
    private long _zoneEnd;

    /// <summary>The map comes to frames of a zone.</summary>
    public void Enter(ZoneLayout zone)
    {
        if (rule == EarlyCountRule.AnewInEachZone && zone.Span.End != _zoneEnd)
        {
            _countByZoneEnd.Clear();
        }

        _zoneEnd = zone.Span.End;
    }

    /// <summary>Builds frames of that zone; returns where it stops, or <see cref="Frontier.None"/> where it does not.</summary>
    public long Build(PfnRange frames, long quota, MemoryGeometry geometry)
    {
        // The frame that makes the count exceed the quota is the first that may be left out.
        long counted = _countByZoneEnd.GetValueOrDefault(_zoneEnd);
        long stop = geometry.SectionAlignUp(Math.Max(frames.Start, frames.Start + quota - counted));
        _countByZoneEnd[_zoneEnd] = counted + frames.Pages;
        return stop < frames.End ? stop : Frontier.None;
    }
}
