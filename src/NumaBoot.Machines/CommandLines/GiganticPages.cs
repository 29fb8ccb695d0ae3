using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Huge pages that are larger than the largest block and so come from memblock: <c>hugepagesz=</c>, <c>hugepages=</c>,
/// <c>default_hugepagesz=</c> (<c>mm/hugetlb.c: hugepages_setup, __alloc_bootmem_huge_page</c>). Smaller ones come after
/// late init.
/// </summary>
internal static class GiganticPages
{
    private const ulong UsualBytes = 2UL << 20;
    private const string PerNode = "a number, or numbers by node such as 0:2,1:4";

    /// <summary>Reserves what the command line asks for beyond what it asked for before.</summary>
    /// <exception cref="MachineInputException">A value cannot be understood.</exception>
    public static void Reserve(MemblockMap map, MemoryGeometry geometry, CommandLineChange change)
    {
        if (!change.Concerns("hugepagesz", "hugepages", "default_hugepagesz"))
        {
            return;
        }

        var before = Counts(change.Before);
        ulong largestBlock = (ulong)geometry.MaxOrderPages * MemoryGeometry.PageBytes;
        foreach (var ((bytes, nid), count) in Counts(change.After).Where(asked => asked.Key.Bytes > largestBlock))
        {
            Take(map, bytes, nid, count - before.GetValueOrDefault((bytes, nid)));
        }
    }

    /// <summary>Round robin over the nodes with memory, or from one node; what has no room there goes anywhere, or is left out.</summary>
    private static void Take(MemblockMap map, ulong bytes, int nid, long count)
    {
        if (nid != MemblockRegion.NoNode)
        {
            TakeFrom(map, bytes, MemblockRegion.NoNode, TakeFrom(map, bytes, nid, count));
            return;
        }

        var nids = map.Memory.Select(region => region.Nid).Distinct().Order().ToList();
        long missing = 0;
        for (int at = 0; at < nids.Count && count > 0; at++)
        {
            missing += TakeFrom(map, bytes, nids[at], (count / nids.Count) + (at < count % nids.Count ? 1 : 0));
        }

        TakeFrom(map, bytes, MemblockRegion.NoNode, missing);
    }

    /// <summary>Takes pages from the top down and returns how many found no room.</summary>
    private static long TakeFrom(MemblockMap map, ulong bytes, int nid, long count)
    {
        if (count <= 0)
        {
            return 0;
        }

        foreach (var free in map.FreeRegions(nid).Reverse().ToList())
        {
            ulong end = free.End & ~(bytes - 1);
            ulong start = (Math.Max(free.Start, MemoryGeometry.PageBytes) + bytes - 1) & ~(bytes - 1);
            long taken = end > start ? Math.Min(count, (long)((end - start) / bytes)) : 0;
            if (taken > 0)
            {
                map.Reserve(end - ((ulong)taken * bytes), end);
                count -= taken;
            }
        }

        return count;
    }

    private static SortedDictionary<(ulong Bytes, int Nid), long> Counts(KernelCommandLine commandLine)
    {
        var counts = new SortedDictionary<(ulong Bytes, int Nid), long>();
        ulong usual = UsualBytes;
        ulong? size = null;
        string? ofUsual = null;
        foreach (var parameter in commandLine.Parameters.Where(parameter => parameter.Value is not null))
        {
            switch (parameter.Name)
            {
                case "hugepagesz":
                    size = PageSize(parameter, commandLine);
                    break;
                case "default_hugepagesz":
                    size = usual = PageSize(parameter, commandLine);
                    break;
                case "hugepages" when size is null:
                    ofUsual = parameter.Value;
                    break;
                case "hugepages":
                    Set(counts, size.Value, parameter.Value!, commandLine.File);
                    break;
            }
        }

        if (ofUsual is not null)
        {
            Set(counts, usual, ofUsual, commandLine.File);
        }

        return counts;
    }

    private static ulong PageSize(KernelParameter parameter, KernelCommandLine commandLine)
    {
        ulong bytes = MemorySize.Parse(parameter.Value!, parameter.Name, commandLine.File);
        return System.Numerics.BitOperations.IsPow2(bytes) && bytes >= MemoryGeometry.PageBytes
            ? bytes
            : throw MemorySize.Unexpected(parameter.Name, parameter.Value, "a power of two such as 2M or 1G", commandLine.File);
    }

    private static void Set(SortedDictionary<(ulong Bytes, int Nid), long> counts, ulong bytes, string value, string file)
    {
        foreach (string part in value.Split(','))
        {
            var scanner = new TextScanner(part);
            bool known = scanner.TryNumber(out long number);
            int nid = MemblockRegion.NoNode;
            if (known && scanner.Skip(":"))
            {
                nid = number < InputLimits.MaxNodes ? (int)number : MemblockRegion.NoNode;
                known = nid >= 0 && scanner.TryNumber(out number);
            }

            if (!known || !scanner.Rest.IsEmpty || (nid == MemblockRegion.NoNode && part.Length != value.Length))
            {
                throw MemorySize.Unexpected("hugepages", value, PerNode, file);
            }

            counts[(bytes, nid)] = number;
        }
    }
}
