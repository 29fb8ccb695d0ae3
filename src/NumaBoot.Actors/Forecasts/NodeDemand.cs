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
    public bool IsMetBy(SureSupply supply) => !Array.Exists(_zones, zone => zone.Pages > PagesFor(zone, supply));

    /// <summary>Before that long nobody finds that there is not enough, in nanoseconds.</summary>
    public long LastsNs(SureSupply supply) =>
        _zones.Where(zone => zone.Pages > PagesFor(zone, supply)).Min(zone => zone.LastsNs(PagesFor(zone, supply)));

    private long PagesFor(ZoneDemand zone, SureSupply supply) => supply.AllPages((ZoneKind)Array.IndexOf(_zones, zone));
}
