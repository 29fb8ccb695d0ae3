using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// <c>mem=</c> and <c>memmap=</c> (<c>arch/x86/kernel/e820.c: parse_memopt, parse_memmap_one</c>). Reservations in memory
/// that goes away move to what is left of their node, less the memory map of the pages that went.
/// </summary>
internal static class MemoryParameters
{
    /// <summary>The machine with its memory as the command line wants it.</summary>
    public static MachineSpec Apply(MachineSpec machine, CommandLineChange change)
    {
        if (!change.Concerns("mem", "memmap"))
        {
            return machine;
        }

        change.RequireNew("mem", before => before.Last("mem") is { } size && size != "nopentium");
        change.RequireNew("memmap", before => before.All("memmap").Any());
        var map = machine.ToMemblock();
        foreach (string size in change.After.All("mem").Where(size => size != "nopentium"))
        {
            RemoveFrom(map, MemorySize.Parse(size, "mem", change.After.FileOf("mem")));
        }

        foreach (string entry in change.After.All("memmap").SelectMany(value => value.Split(',')))
        {
            ApplyEntry(map, entry, machine.Nodes[0].Nid, change.After.FileOf("memmap"));
        }

        return map.Memory.Any(region => !region.Frames.IsEmpty)
            ? machine with { Memory = [.. map.Memory], Reserved = machine.ReservedForGood(map), PublishedInits = [] }
            : throw new MachineInputException(
                change.After.FileOf(change.After.Has("mem") ? "mem" : "memmap"), 0, "memory to be left by mem= and memmap=", "none");
    }

    private static void ApplyEntry(MemblockMap map, string entry, int firstNid, string file)
    {
        if (entry == "exactmap")
        {
            throw MemorySize.Unexpected("memmap", entry, "entries such as 1G@4G or 1G$4G (a map that replaces the firmware's is not simulated)", file);
        }

        var scanner = new TextScanner(entry);
        if (!MemorySize.TryTake(ref scanner, out ulong size) || size > InputLimits.MaxAddress)
        {
            throw Unexpected(entry, file);
        }

        if (scanner.Rest.IsEmpty)
        {
            RemoveFrom(map, size);
            return;
        }

        char kind = scanner.Rest[0];
        scanner.Skip(scanner.Rest[..1]);
        bool place = MemorySize.TryTake(ref scanner, out ulong start) & scanner.Rest.IsEmpty;
        if (!place || start > InputLimits.MaxAddress - size || kind is not ('@' or '$' or '#' or '!'))
        {
            throw Unexpected(entry, file);
        }

        if (kind == '@')
        {
            Add(map, start, start + size, firstNid);
        }
        else
        {
            Remove(map, start, start + size);
        }
    }

    private static MachineInputException Unexpected(string entry, string file) =>
        MemorySize.Unexpected("memmap", entry, "entries such as 1G@4G, 1G$4G or 4G", file);

    /// <summary>More memory belongs to the node of the memory below it, or else to the first.</summary>
    private static void Add(MemblockMap map, ulong start, ulong end, int firstNid)
    {
        int nid = map.Memory.Where(region => region.Start <= start).Select(region => region.Nid).LastOrDefault(firstNid);
        map.Add((ulong)MemoryGeometry.PfnUp(start) << MemoryGeometry.PageShift, (ulong)MemoryGeometry.PfnDown(end) << MemoryGeometry.PageShift, nid);
    }

    private static void RemoveFrom(MemblockMap map, ulong start) => Remove(map, start, InputLimits.MaxAddress);

    private static void Remove(MemblockMap map, ulong start, ulong end)
    {
        var held = HeldByNode(map);
        var memory = MemoryByNode(map);
        map.Remove((ulong)MemoryGeometry.PfnDown(start) << MemoryGeometry.PageShift, (ulong)MemoryGeometry.PfnUp(end) << MemoryGeometry.PageShift);
        var left = HeldByNode(map);
        var memoryLeft = MemoryByNode(map);
        foreach (var (nid, bytes) in held)
        {
            long lost = bytes - left.GetValueOrDefault(nid);
            long pages = (memory[nid] - memoryLeft.GetValueOrDefault(nid)) >> MemoryGeometry.PageShift;
            long moved = lost - (pages * MemoryGeometry.StructPageBytes);
            if (moved <= 0)
            {
                continue;
            }

            if (MemblockAllocation.TakeTopDown(map, (ulong)moved, MemoryGeometry.PageBytes, nid) is null)
            {
                MemblockAllocation.TakeTopDown(map, (ulong)moved, MemoryGeometry.PageBytes);
            }
        }
    }

    private static SortedDictionary<int, long> MemoryByNode(MemblockMap map) => Sum(map.Memory);

    private static SortedDictionary<int, long> HeldByNode(MemblockMap map)
    {
        var held = Sum(map.Memory);
        foreach (var (nid, free) in Sum(map.FreeRegions()))
        {
            held[nid] -= free;
        }

        return held;
    }

    private static SortedDictionary<int, long> Sum(IEnumerable<MemblockRegion> regions)
    {
        var sums = new SortedDictionary<int, long>();
        foreach (var region in regions)
        {
            sums[region.Nid] = sums.GetValueOrDefault(region.Nid) + (long)region.SizeBytes;
        }

        return sums;
    }
}
