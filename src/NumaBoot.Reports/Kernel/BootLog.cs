using System.Globalization;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// A boot in the kernel's words, stamped with virtual time: the lines of <c>dmesg</c> that tell of memory, as Linux 6.1
/// prints them, and what <c>warn_alloc</c> prints where a required allocation failed.
/// </summary>
public static class BootLog
{
    /// <summary>The text, each line ended.</summary>
    public static string Write(BootResult result)
    {
        var log = new LogWriter(result.IsTimed);
        if (result.Report is { } report)
        {
            WriteMemoryMap(log, result, report);
            WriteHandover(log, report);
            WriteLateBoot(log, result, report);
            WriteFailure(log, report);
        }

        return log.ToString();
    }

    private static void WriteMemoryMap(LogWriter log, BootResult result, BootReport report)
    {
        if (At(report, SnapshotPoints.MemblockFreeAll) is not { } map)
        {
            return;
        }

        WriteZoneRanges(log, map, result.Request.Machine.ZoneLimits);
        log.Line(0, $"Movable zone start for each node");
        foreach (var node in map.Nodes)
        {
            if (node.Layout.Zone(ZoneKind.Movable) is { } movable)
            {
                log.Line(0, $"  Node {node.Nid}: 0x{movable.Span.Start * MemoryGeometry.PageBytes:x16}");
            }
        }

        foreach (var node in map.Nodes)
        {
            string where = node.Layout.SpannedPages > 0 ? Memory(new PfnRange(node.Layout.Start, node.Layout.End)) : "as memoryless";
            log.Line(0, $"Initmem setup node {node.Nid} {where}");
        }

        long pages = map.Nodes.Sum(node => node.Zones.Sum(zone => Math.Max(0, zone.ManagedPages - zone.Watermarks.High)));
        log.Line(0, $"Built {map.Nodes.Length} zonelists, mobility grouping on.  Total pages: {pages}");
    }

    // The kernel prints what a zone may span (mm/mm_init.c: free_area_init), not what it holds.
    private static void WriteZoneRanges(LogWriter log, Snapshot map, ZoneLimits limits)
    {
        var nodes = map.Nodes.Where(node => node.Layout.SpannedPages > 0).ToList();
        long start = nodes.Min(node => node.Layout.Start);
        long end = nodes.Max(node => node.Layout.End);
        log.Line(0, $"Zone ranges:");
        foreach (var (kind, limit) in new[] { (ZoneKind.Dma, limits.DmaEnd), (ZoneKind.Dma32, limits.Dma32End), (ZoneKind.Normal, end) })
        {
            var range = new PfnRange(start, Math.Max(start, Math.Min(limit, end)));
            log.Line(0, $"  {kind.Name(),-8} {(range.IsEmpty ? "empty" : Memory(range))}");
            start = range.End;
        }

        log.Line(0, $"  {ZoneKind.Device.Name(),-8} empty");
    }

    private static void WriteHandover(LogWriter log, BootReport report)
    {
        if (At(report, SnapshotPoints.AfterMemblockFreeAll) is { } freed)
        {
            long present = freed.Nodes.Sum(node => node.Layout.PresentPages);
            long free = freed.Nodes.Sum(node => node.Zones.Sum(zone => zone.FreePages));
            long reserved = present - freed.Nodes.Sum(node => node.DeferredPages + node.Zones.Sum(zone => zone.ManagedPages));
            log.Line(freed.AtNs, $"Memory: {KiB(free)}K/{KiB(present)}K available ({KiB(reserved)}K reserved, 0K cma-reserved)");
        }
    }

    private static void WriteLateBoot(LogWriter log, BootResult result, BootReport report)
    {
        if (At(report, SnapshotPoints.PageAllocInitLate) is { } up)
        {
            log.Line(up.AtNs, $"smp: Brought up {Plural(up.Nodes.Length, "node")}, {Plural(result.Plan.Cpus.Length, "CPU")}");
        }

        if (!result.IsTimed)
        {
            // How long each node took is all that these lines say.
            return;
        }

        long lateStartNs = report.Phases.FirstOrDefault(phase => phase.Name == "late init")?.StartNs ?? 0;
        foreach (var node in report.Nodes.Where(node => node.LatePages > 0).OrderBy(node => node.LateNs).ThenBy(node => node.Nid))
        {
            log.Line(lateStartNs + node.LateNs, $"node {node.Nid} deferred pages initialised in {JiffiesMs(lateStartNs, node.LateNs, result.Request.Costs.JiffyNs)}ms");
        }
    }

    private static void WriteFailure(LogWriter log, BootReport report)
    {
        if (report.Failure is { } failure)
        {
            var last = report.Snapshots[^1];
            log.Line(last.AtNs, $"swapper/{failure.Cpu}: page allocation failure: order:{failure.Order}, node={failure.Nid}, {failure.Label}");
            MemInfo.Write(log, last);
        }
    }

    // The kernel takes the difference of two readings of a clock that moves in steps, and so may print 0 of what took time.
    private static long JiffiesMs(long startNs, long durationNs, long jiffyNs) =>
        (((startNs + durationNs) / jiffyNs) - (startNs / jiffyNs)) * jiffyNs / 1_000_000;

    private static Snapshot? At(BootReport report, string point) => report.Snapshots.FirstOrDefault(snapshot => snapshot.At == point);

    private static string Memory(PfnRange range) => string.Create(
        CultureInfo.InvariantCulture, $"[mem 0x{range.Start * MemoryGeometry.PageBytes:x16}-0x{(range.End * MemoryGeometry.PageBytes) - 1:x16}]");

    private static string Plural(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static long KiB(long pages) => MemoryGeometry.KiBOf(pages);
}
