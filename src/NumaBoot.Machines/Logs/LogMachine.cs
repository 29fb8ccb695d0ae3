using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Puts a machine together from what a log and the files beside it say.</summary>
internal static class LogMachine
{
    /// <summary>The machine.</summary>
    /// <exception cref="MachineInputException">The log, or log and files, contradict each other.</exception>
    public static MachineSpec Build(string name, string file, KernelLog log, NodeFiles files)
    {
        var memory = LogMemory.Read(file, log);
        int firstNid = memory.Min(region => region.Nid);
        var cpus = LogCpus.ByNode(file, log, files, firstNid);
        var nids = Nids(log, files, memory, cpus);
        var map = Reservations(log, memory, cpus);
        string commandLine = log.Boot.CommandLine ?? files.CommandLine;
        var machine = new MachineSpec
        {
            Name = name,
            Nodes = [.. nids.Select(nid => new NodeSpec(nid, cpus.TryGetValue(nid, out var ofNode) ? [.. ofNode] : []))],
            Memory = [.. memory],
            Reserved = [.. map.Reserved],
            Distances = LogDistances.Read(log, files, nids),
            ZoneLimits = log.Zones.Limits(memory.Max(region => region.Frames.End)),
            CommandLine = commandLine,
            CommandLinePlace = log.Boot.CommandLine is null ? files.CommandLinePlace : log.Boot.CommandLinePlace,
            // An estimate ends at the sum that the log prints, in which the command line's share is counted.
            ReservationsIncludeCommandLine = true,
            CrashKernel = [.. log.Boot.CrashKernel],
            KernelImage = KernelImage(log, map),
            SmpAlternativesPages = MemoryGeometry.PagesOfKiB(log.Boot.SmpAlternativesKiB),
            RaisesMinFree = WatermarkSizing.HasHugePages(map.FreeFrames().Sum(frames => frames.Pages)),
            PublishedInits = [.. log.Boot.Inits],
            PublishedFallbackOrders = [.. log.Boot.FallbackOrders.Select(order => new FallbackOrder(order.Key, [.. order.Value]))],
            CpuHomes = LogCpus.Homes(log.Cpus, cpus),
            Notes = [.. Notes(log)],
        };
        MachineCheck.Require(machine, file);
        return machine;
    }

    private static IEnumerable<string> Notes(KernelLog log)
    {
        if (!log.Memblock.HasDump)
        {
            yield return "reservations are estimated: the log has no memblock=debug lines";
        }

        if (!log.Boot.HasHandedOver)
        {
            yield return "the log ends before its \"Memory:\" line: what the kernel reserved after its last line is missing";
        }
    }

    private static ImmutableArray<int> Nids(
        KernelLog log, NodeFiles files, MemblockRegions memory, SortedDictionary<int, SortedSet<int>> cpus)
    {
        var known = new SortedSet<int>(memory.Select(region => region.Nid).Union(log.Nodes.Online));
        int? stranger = log.Nodes.Online.Count > 0 ? files.Nids.Cast<int?>().FirstOrDefault(nid => !known.Contains(nid!.Value)) : null;
        if (stranger is not null)
        {
            throw new MachineInputException(files.Place, 0, $"files of the nodes {CpuList.Format([.. known])}", $"one of node {stranger}");
        }

        NodeFilesCheck.Require(log, files, known);
        return [.. known.Union(cpus.Keys).Union(files.Nids).Order()];
    }

    private static MemblockMap Reservations(KernelLog log, MemblockRegions memory, SortedDictionary<int, SortedSet<int>> cpus)
    {
        var map = new MemblockMap();
        foreach (var region in memory)
        {
            map.Memory.Add(region);
        }

        if (!log.Memblock.HasDump)
        {
            ReservationEstimate.Reserve(map, log, cpus, MemoryGeometry.X86);
            return map;
        }

        foreach (var region in log.Memblock.Map.Reserved)
        {
            // memblock learns the nodes of its reservations later; nobody asks for them.
            map.Reserved.Add(region with { Nid = MemblockRegion.NoNode });
        }

        return map;
    }

    /// <summary>
    /// The image is the reservation that ends in the brk area, which <c>setup_arch</c> adds to it before the first
    /// configuration is printed; failing that, what is reserved at 16 MiB or next above.
    /// </summary>
    private static PfnRange KernelImage(KernelLog log, MemblockMap map)
    {
        const ulong usualStart = 16UL << 20;
        const ulong smallestImageBytes = 1UL << 20;
        var early = log.Memblock.HasDump ? [.. log.Memblock.FirstReserved] : map.Reserved.ToList();
        var image = early.Where(region => region.SizeBytes >= smallestImageBytes && region.Start >= smallestImageBytes)
            .Where(region => log.Memblock.SetupArchReservations.Any(start => start >= region.Start && start < region.End))
            .OrderByDescending(region => region.SizeBytes).FirstOrDefault();
        if (image.SizeBytes == 0)
        {
            image = early.FirstOrDefault(region => region.End > usualStart && region.SizeBytes >= smallestImageBytes);
        }

        // What of it was freed meanwhile is no longer the image's.
        return map.Reserved.Select(region => region.Frames.Intersect(image.Frames)).FirstOrDefault(frames => !frames.IsEmpty);
    }
}
