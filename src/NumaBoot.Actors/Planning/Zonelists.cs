using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// In which order an allocation tries the zones (<c>mm/page_alloc.c: build_zonelists</c>). The far part of a list is made
/// when somebody gets that far: on thousands of nodes hardly anybody does.
/// </summary>
public sealed class Zonelists
{
    private readonly ImmutableArray<int> _nids;
    private readonly ImmutableArray<ZoneKind>[] _populatedByNid;
    private readonly Lazy<ImmutableArray<ImmutableArray<int>>>? _orders;
    private readonly Dictionary<int, int> _positions;
    private readonly ZoneRef[]?[] _lists;

    /// <summary>The lists of a machine.</summary>
    public Zonelists(IReadOnlyList<NodeLayout> nodes, NodeDistances distances)
    {
        _nids = [.. nodes.Select(node => node.Nid)];
        _positions = _nids.Select((nid, at) => (nid, at)).ToDictionary(pair => pair.nid, pair => pair.at);
        _populatedByNid = new ImmutableArray<ZoneKind>[_nids.DefaultIfEmpty(-1).Max() + 1];
        foreach (var node in nodes)
        {
            _populatedByNid[node.Nid] = [.. node.Zones.Where(zone => zone.PresentPages > 0).Select(zone => zone.Kind).Reverse()];
        }

        _lists = new ZoneRef[]?[_nids.Length * ZoneKinds.Count];
        bool allAlike = distances.IsUniform && nodes.All(node => node.PresentPages > 0);
        _orders = allAlike
            ? null
            : new Lazy<ImmutableArray<ImmutableArray<int>>>(
                () => NodeOrder.Build(_nids, nid => !_populatedByNid[nid].IsEmpty, distances.Between));
    }

    /// <summary>The nodes that allocations on node <paramref name="nid"/> fall back on, itself first.</summary>
    public IEnumerable<int> FallbackOrder(int nid) =>
        _orders is null ? NodeOrder.Uniform(nid, _nids) : _orders.Value[_positions[nid]];

    /// <summary>The zone at <paramref name="position"/> of a list, from 0; false behind its end.</summary>
    /// <param name="nid">The preferred node.</param>
    /// <param name="highest">The highest zone that will do.</param>
    /// <param name="position">How many zones have been tried.</param>
    /// <param name="zone">The zone to try.</param>
    public bool TryGet(int nid, ZoneKind highest, int position, out ZoneRef zone)
    {
        foreach (var kind in _populatedByNid[nid])
        {
            if (kind <= highest && position-- == 0)
            {
                zone = new ZoneRef(nid, kind);
                return true;
            }
        }

        var beyond = Beyond(nid, highest);
        bool found = position < beyond.Length;
        zone = found ? beyond[position] : default;
        return found;
    }

    /// <summary>
    /// Whether a first pass leaves small blocks of other types alone (<c>alloc_flags_nofragment</c>): where the preferred
    /// zone is Normal and there is something below it to go to, or no other node to be kept from.
    /// </summary>
    /// <param name="nid">The preferred node.</param>
    /// <param name="highest">The highest zone that will do.</param>
    public bool LeavesFragments(int nid, ZoneKind highest) =>
        TryGet(nid, highest, 0, out var preferred) && preferred.Kind == ZoneKind.Normal
        && (_nids.Length == 1 || _populatedByNid[preferred.Nid].Contains(ZoneKind.Dma32));

    /// <summary>Whether a zone of a list is another node's than its first zone is.</summary>
    /// <param name="nid">The preferred node.</param>
    /// <param name="highest">The highest zone that will do.</param>
    /// <param name="zone">The zone.</param>
    public bool IsRemote(int nid, ZoneKind highest, ZoneRef zone) => TryGet(nid, highest, 0, out var preferred) && preferred.Nid != zone.Nid;

    private ZoneRef[] Beyond(int nid, ZoneKind highest)
    {
        // Two threads may make the same list at the same time; either will do.
        ref var list = ref _lists[(_positions[nid] * ZoneKinds.Count) + (int)highest];
        return list ??=
        [
            .. FallbackOrder(nid).Skip(1)
                .SelectMany(other => _populatedByNid[other].Where(kind => kind <= highest).Select(kind => new ZoneRef(other, kind))),
        ];
    }
}
