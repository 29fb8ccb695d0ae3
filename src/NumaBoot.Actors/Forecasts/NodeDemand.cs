using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What the CPUs of a node are still going to ask of its zones.</summary>
internal sealed class NodeDemand
{
    private readonly ZoneDemand[] _zones = [.. Enumerable.Range(0, ZoneKinds.Count).Select(_ => new ZoneDemand())];

    /// <summary>For how long the zone that has most to do is busy at least, in nanoseconds.</summary>
    public long BusiestNs => _zones.Max(zone => zone.BusyNs);

    /// <summary>What they ask of a zone, by its index.</summary>
    public ZoneDemand Of(int zid) => _zones[zid];

    /// <summary>Nobody wants anything.</summary>
    public void Clear()
    {
        foreach (var zone in _zones)
        {
            zone.Clear();
        }
    }

    /// <summary>Whether there is enough for all of it.</summary>
    public bool IsMetBy(SureSupply supply) => LastsNs(supply) == long.MaxValue;

    /// <summary>Before that long nobody finds that there is not enough, in nanoseconds; <see cref="long.MaxValue"/> where there is enough.</summary>
    public long LastsNs(SureSupply supply)
    {
        long lastsNs = long.MaxValue;
        for (int zid = 0; zid < _zones.Length; zid++)
        {
            long pages = supply.AllPages((ZoneKind)zid);
            if (_zones[zid].Pages > pages)
            {
                lastsNs = Math.Min(lastsNs, _zones[zid].LastsNs(pages));
            }
        }

        return lastsNs;
    }
}
