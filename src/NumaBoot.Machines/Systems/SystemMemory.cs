using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Memory by address and node, from the best witnesses that can be read: <c>/proc/iomem</c> has the addresses,
/// <c>/proc/zoneinfo</c> the nodes and how much each has, the memory blocks both but coarsely, <c>meminfo</c> only a sum.
/// </summary>
internal sealed class SystemMemory
{
    private readonly SystemTree _tree;
    private readonly SystemNodes _nodes;
    private readonly ZoneInfo? _zones;
    private readonly MemoryBlocks? _blocks;
    private readonly List<string> _notes = [];

    private SystemMemory(SystemTree tree, SystemNodes nodes)
    {
        _tree = tree;
        _nodes = nodes;
        _zones = tree.TryRead("proc/zoneinfo") is { } zoneinfo ? ZoneInfo.Read(zoneinfo) : null;
        var iomem = tree.TryRead("proc/iomem");
        Addresses = iomem is null ? null : IoMemory.Read(iomem);
        _blocks = MemoryBlocks.Read(tree, nodes);
        Memory = [.. Lay(iomem is not null ? "shows no addresses to this user" : "cannot be read")];
    }

    /// <summary>Memory by address, each region on its node.</summary>
    public ImmutableArray<MemblockRegion> Memory { get; }

    /// <summary>What <c>/proc/iomem</c> tells; null where it tells nothing.</summary>
    public IoMemory? Addresses { get; }

    /// <summary>Where the zones end.</summary>
    public ZoneLimits Limits => _zones?.Limits ?? ZoneLimits.X86;

    /// <summary>What is assumed.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads the memory of a tree.</summary>
    /// <exception cref="MachineInputException">A file is not what it should be, or none tells of memory.</exception>
    public static SystemMemory Read(SystemTree tree, SystemNodes nodes) => new(tree, nodes);

    private IEnumerable<MemblockRegion> Lay(string iomem)
    {
        RequireNodes();
        if (Addresses is not null && (_zones is not null || _nodes.Nodes.Length == 1 || _blocks is not null))
        {
            return OfAddresses(Addresses);
        }

        if (_zones is not null)
        {
            _notes.Add($"/proc/iomem {iomem}: memory lies where /proc/zoneinfo has its zones, with holes where PCs have them");
            return OfZones(_zones);
        }

        if (_blocks is not null)
        {
            _notes.Add($"/proc/zoneinfo cannot be read and /proc/iomem {iomem}: memory is whole memory blocks, with the holes of a PC below 1 MiB");
            if (_blocks.AssumedBytes is { } bytes)
            {
                _notes.Add($"memory blocks are taken to be of {MemorySize.Format(bytes)}, the smallest that hold MemTotal");
            }

            return OfBlocks(_blocks);
        }

        _notes.Add("addresses are assumed: only how much memory there is can be read (MemTotal), so nodes lie one behind the other as on QEMU's PC");
        return OfTotals();
    }

    private void RequireNodes()
    {
        var nids = _nodes.Nodes.Select(node => node.Nid).ToHashSet();
        if (_zones?.Zones.FirstOrDefault(zone => !nids.Contains(zone.Nid)) is { } stranger)
        {
            throw new MachineInputException(_tree.PathOf("proc/zoneinfo"), 0, $"zones of the nodes {CpuList.Format([.. nids.Order()])}", $"one of node {stranger.Nid}");
        }
    }

    /// <summary>The addresses with the nodes of the zones, and of the memory blocks where the zones of several nodes overlap.</summary>
    private MemblockRegions OfAddresses(IoMemory addresses)
    {
        var memory = new MemblockRegions();
        foreach (var region in addresses.Memory)
        {
            memory.Add(region with { Nid = _zones is null && _blocks is null ? _nodes.Nodes[0].Nid : MemblockRegion.NoNode });
        }

        foreach (var zone in _zones?.Zones ?? [])
        {
            SetNode(memory, zone.Span, zone.Nid);
        }

        if (_zones is null || Overlap(_zones))
        {
            foreach (var node in _nodes.Nodes)
            {
                foreach (var frames in _blocks?.Of(node.Nid) ?? [])
                {
                    SetNode(memory, frames, node.Nid);
                }
            }
        }

        var stray = memory.Where(region => region.Nid == MemblockRegion.NoNode).ToList();
        stray.ForEach(region => memory.Remove(region.Start, region.End));
        NoteDifference(memory, stray);
        return memory;
    }

    private void NoteDifference(MemblockRegions memory, List<MemblockRegion> stray)
    {
        long pages = memory.Sum(region => region.Frames.Pages);
        long present = _zones?.Zones.Sum(zone => zone.PresentPages) ?? pages;
        if (stray.Count > 0)
        {
            _notes.Add($"{MemoryGeometry.KiBOf(stray.Sum(region => region.Frames.Pages))} KiB of /proc/iomem are on no node and left out");
        }

        if (present != pages)
        {
            _notes.Add($"memory is as /proc/iomem has it, {MemoryGeometry.KiBOf(pages)} KiB; /proc/zoneinfo has {MemoryGeometry.KiBOf(present)} KiB");
        }
    }

    private static bool Overlap(ZoneInfo zones)
    {
        long end = 0;
        int nid = MemblockRegion.NoNode;
        foreach (var zone in zones.Zones)
        {
            if (zone.Span.Start < end && zone.Nid != nid)
            {
                return true;
            }

            (end, nid) = zone.Span.End > end ? (zone.Span.End, zone.Nid) : (end, nid);
        }

        return false;
    }

    private MemblockRegions OfZones(ZoneInfo zones)
    {
        var memory = new MemblockRegions();
        var last = zones.Zones.GroupBy(zone => zone.Nid).ToDictionary(node => node.Key, node => node.MaxBy(zone => zone.Span.End));
        foreach (var zone in zones.Zones)
        {
            foreach (var frames in ZonePlacement.Place(zone, _blocks?.Of(zone.Nid) ?? [], last[zone.Nid] == zone, MemoryGeometry.X86))
            {
                memory.Add(Region(frames, zone.Nid));
            }
        }

        return memory;
    }

    private MemblockRegions OfBlocks(MemoryBlocks blocks)
    {
        var memory = new MemblockRegions();
        foreach (var node in _nodes.Nodes)
        {
            foreach (var frames in blocks.Of(node.Nid))
            {
                memory.Add(Region(frames, node.Nid));
            }
        }

        PcMemory.RemoveLowHoles(memory);
        return memory;
    }

    private ImmutableArray<MemblockRegion> OfTotals()
    {
        var bytes = SystemTotals.Read(_tree, _nodes);
        return PcMemory.Lay(bytes, PcMemory.LowBytes(bytes.Values.Aggregate(0UL, (sum, ofNode) => sum + ofNode)));
    }

    private static void SetNode(MemblockRegions memory, PfnRange frames, int nid)
    {
        var region = Region(frames, nid);
        memory.SetNode(region.Start, region.End, nid);
    }

    private static MemblockRegion Region(PfnRange frames, int nid) =>
        new((ulong)frames.Start << MemoryGeometry.PageShift, (ulong)frames.End << MemoryGeometry.PageShift, nid);
}
