using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// What the zones of a node have for sure, whoever asks first. Where all that its CPUs want does not fit in, each that works
/// gets an equal part to plan with.
/// </summary>
internal sealed class SureSupply
{
    private readonly long[] _pages = new long[ZoneKinds.Count];
    private readonly long[] _batches = new long[ZoneKinds.Count];
    private readonly List<ZoneState> _zones;
    private readonly int _sharers;

    public SureSupply(NodeState state)
    {
        _zones = state.Zones;
        _sharers = state.Working.Count;
        foreach (var zone in state.Zones)
        {
            int zid = (int)zone.Plan.Ref.Kind;
            _pages[zid] = zone.Pool.SurePages();
            _batches[zid] = zone.Pool.PageList.Batch;
        }
    }

    /// <summary>Pages of a zone that all CPUs together can count on.</summary>
    public long AllPages(ZoneKind kind) => _pages[(int)kind];

    /// <summary>Pages of a zone that one CPU can count on, whatever the others want.</summary>
    public long PartPages(ZoneKind kind) => _pages[(int)kind] / _sharers;

    /// <summary>Whether a request was refused by one of the zones, which the CPU may not have heard.</summary>
    public bool HasRefused(RequestId id) =>
        _zones.Exists(zone => zone.LastRefused.TryGetValue(id.From, out var last) && last == id);

    /// <summary>Pages that the zone gives for a CPU's list at once.</summary>
    public long Batch(ZoneKind kind) => _batches[(int)kind];
}
