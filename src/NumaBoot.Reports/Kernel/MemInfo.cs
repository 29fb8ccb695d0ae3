using System.Globalization;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Reports;

/// <summary>What the kernel prints of its memory where an allocation failed (<c>mm/show_mem.c: show_free_areas</c>).</summary>
internal static class MemInfo
{
    public static void Write(LogWriter log, Snapshot snapshot)
    {
        log.Line(snapshot.AtNs, $"Mem-Info:");
        var zones = snapshot.Nodes.SelectMany(node => node.Zones.Where(zone => zone.Layout.PresentPages > 0).Select(zone => (node.Nid, Zone: zone))).ToList();
        foreach (var (nid, zone) in zones)
        {
            log.Line(snapshot.AtNs, $"Node {nid} {zone.Layout.Kind.Name()} free:{KiB(zone.FreePages)}kB boost:0kB min:{KiB(zone.Watermarks.Min)}kB low:{KiB(zone.Watermarks.Low)}kB high:{KiB(zone.Watermarks.High)}kB present:{KiB(zone.Layout.PresentPages)}kB managed:{KiB(zone.ManagedPages)}kB");
            log.Line(snapshot.AtNs, $"lowmem_reserve[]: {string.Join(' ', zone.LowmemReserves)}");
        }

        foreach (var (nid, zone) in zones)
        {
            var blocks = zone.FreeBlocks.Select((count, order) => string.Create(CultureInfo.InvariantCulture, $"{count}*{KiB(1L << order)}kB"));
            log.Line(snapshot.AtNs, $"Node {nid} {zone.Layout.Kind.Name()}: {string.Join(' ', blocks)} = {KiB(zone.FreePages)}kB");
        }
    }

    private static long KiB(long pages) => MemoryGeometry.KiBOf(pages);
}
