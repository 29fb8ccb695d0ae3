using System.Collections.Immutable;
using System.Numerics;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// The dentry, inode, mount and mountpoint hashes: the large ones that are allocated before late init
/// (<c>fs/dcache.c: dcache_init</c>, <c>fs/inode.c: inode_init</c>, <c>fs/namespace.c: mnt_init</c>).
/// </summary>
public static class HashTables
{
    private const long PagesPerMiB = 1 << (20 - MemoryGeometry.PageShift);
    private const long AdaptBasePages = 64L << (30 - MemoryGeometry.PageShift);
    private const long HugePageBytes = 2L << 20;
    private const long MostEntries = 0x80000000;

    /// <summary>The four tables in the order of their allocation.</summary>
    /// <exception cref="MachineInputException">The command line asks for what is no number of entries.</exception>
    public static ImmutableArray<HashTable> Of(MachineSpec machine, KernelCommandLine commandLine)
    {
        long pages = KernelPages(machine, commandLine);
        bool distributed = IsDistributed(machine, commandLine);
        return
        [
            Table("Dentry cache", "dhash_entries", 13, early: true),
            Table("Inode-cache", "ihash_entries", 14, early: true),
            Table("Mount-cache", "mhash_entries", 19, early: false),
            Table("Mountpoint-cache", "mphash_entries", 19, early: false),
        ];

        HashTable Table(string name, string parameter, int scale, bool early)
        {
            long entries = Entries(pages, scale, Asked(commandLine, parameter));
            return new HashTable(name, entries, Place(machine, entries * HashTable.BucketBytes, early, distributed));
        }
    }

    /// <summary>
    /// Whether the tables are spread over the nodes: by default wherever more than one has memory
    /// (<c>hashdist=</c>; <c>mm/page_alloc.c: fixup_hashdist</c>).
    /// </summary>
    public static bool IsDistributed(MachineSpec machine, KernelCommandLine commandLine)
    {
        bool wanted = commandLine.Last("hashdist") is not { } value || MemorySize.Parse(value, "hashdist", commandLine.FileOf("hashdist")) != 0;
        return wanted && machine.Memory.Select(region => region.Nid).Distinct().Skip(1).Any();
    }

    private static HashPlacement Place(MachineSpec machine, long bytes, bool early, bool distributed)
    {
        if (early && !distributed)
        {
            return HashPlacement.Memblock;
        }

        if (!distributed && bytes <= machine.Geometry.MaxOrderPages * MemoryGeometry.PageBytes)
        {
            return HashPlacement.Block;
        }

        // mm/vmalloc.c: __vmalloc_node_range. Nodes without memory count.
        return bytes / machine.Nodes.Length >= HugePageBytes ? HashPlacement.HugePages : HashPlacement.Pages;
    }

    private static long Asked(KernelCommandLine commandLine, string parameter)
    {
        if (commandLine.Last(parameter) is not { } value)
        {
            return 0;
        }

        var scanner = new TextScanner(value);
        return scanner.TryNumber(out long entries) && scanner.Rest.IsEmpty && (ulong)entries <= InputLimits.MaxAddress
            ? entries
            : throw MemorySize.Unexpected(parameter, value, "a number of entries", commandLine.FileOf(parameter));
    }

    private static long Entries(long pages, int scale, long asked)
    {
        long entries = asked;
        if (asked == 0)
        {
            entries = MemoryGeometry.AlignUp(pages, PagesPerMiB);
            for (long adapt = AdaptBasePages; adapt < entries; adapt <<= 2)
            {
                scale++;
            }

            // Every table here has a scale of a page or more: one bucket for each 2^scale bytes.
            entries >>= scale - MemoryGeometry.PageShift;
            entries = Math.Max(entries, MemoryGeometry.PageBytes / HashTable.BucketBytes);
        }

        entries = (long)BitOperations.RoundUpToPowerOf2((ulong)entries);
        long most = Math.Min((pages << MemoryGeometry.PageShift >> 4) / HashTable.BucketBytes, MostEntries);
        return 1L << BitOperations.Log2((ulong)Math.Max(1, Math.Min(entries, most)));
    }

    /// <summary>Pages that the kernel may use, less their own memory map (<c>nr_kernel_pages</c>; <c>free_area_init_core</c>).</summary>
    private static long KernelPages(MachineSpec machine, KernelCommandLine commandLine)
    {
        var map = machine.ToMemblock();
        var layouts = ZoneSizing.LayOut(
            map, machine.Nodes.Select(node => node.Nid), machine.ZoneLimits, MovableParameters.From(commandLine), machine.Geometry);
        long dmaReserve = DmaReserve.PagesOf(map, machine.ZoneLimits);
        return layouts.Sum(node => node.Zones.Sum(zone => zone.EstimateManagedPages(dmaReserve)));
    }
}
