using System.Globalization;
using System.Text;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Reports;

/// <summary>
/// A snapshot as <c>/proc/zoneinfo</c> (<c>mm/vmstat.c: zoneinfo_show_print</c>). Of the event counters only
/// <c>nr_free_pages</c> is there: the others count what is not simulated.
/// </summary>
public static class Zoneinfo
{
    /// <summary>The text, each line ended.</summary>
    /// <param name="snapshot">The machine at one point.</param>
    /// <param name="cpus">The numbers of all its CPUs: each has a list of every zone.</param>
    public static string Write(Snapshot snapshot, IReadOnlyList<int> cpus)
    {
        var text = new StringBuilder();
        foreach (var node in snapshot.Nodes)
        {
            for (int zid = 0; zid < ZoneKinds.Count; zid++)
            {
                var zone = node.Zones.FirstOrDefault(zone => (int)zone.Layout.Kind == zid);
                Line(text, $"Node {node.Nid}, zone {((ZoneKind)zid).Name(),8}");
                WritePages(text, zone);
                if (zone is { Layout.PresentPages: > 0 })
                {
                    WriteLists(text, zone, cpus);
                }
            }
        }

        return text.ToString();
    }

    private static void WritePages(StringBuilder text, ZoneSnapshot? zone)
    {
        Line(text, $"  pages free     {zone?.FreePages ?? 0}");
        Line(text, $"        boost    0");
        Line(text, $"        min      {zone?.Watermarks.Min ?? 0}");
        Line(text, $"        low      {zone?.Watermarks.Low ?? 0}");
        Line(text, $"        high     {zone?.Watermarks.High ?? 0}");
        Line(text, $"        spanned  {zone?.Layout.Span.Pages ?? 0}");
        Line(text, $"        present  {zone?.Layout.PresentPages ?? 0}");
        Line(text, $"        managed  {zone?.ManagedPages ?? 0}");
        Line(text, $"        cma      0");
        Line(text, $"        protection: ({string.Join(", ", zone is null ? Enumerable.Repeat(0L, ZoneKinds.Count) : zone.LowmemReserves)})");
    }

    private static void WriteLists(StringBuilder text, ZoneSnapshot zone, IReadOnlyList<int> cpus)
    {
        Line(text, $"      nr_free_pages {zone.FreePages}");
        Line(text, $"  pagesets");
        foreach (int cpu in cpus)
        {
            Line(text, $"    cpu: {cpu}");
            Line(text, $"              count: {zone.PageListCounts.GetValueOrDefault(cpu)}");
            Line(text, $"              high:  {zone.PageList.High}");
            Line(text, $"              batch: {zone.PageList.Batch}");
        }

        Line(text, $"  node_unreclaimable:  0");
        Line(text, $"  start_pfn:           {zone.Layout.Span.Start}");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
