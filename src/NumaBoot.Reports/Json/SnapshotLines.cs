using System.Text;
using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Snapshots of a boot, one JSON object a line, with the names that a debugger gives to the kernel's own fields
/// (<c>struct pglist_data</c>, <c>struct zone</c>); <c>docs/kernel-files.md</c> describes them.
/// </summary>
public static class SnapshotLines
{
    /// <summary>Machines with more CPUs than this leave out <c>pcp_count</c>, which has an entry a CPU in every zone.</summary>
    public const int MostPageListCounts = 4096;

    /// <summary>The text, each line ended.</summary>
    public static string Write(BootResult result)
    {
        int cpus = result.Plan.Cpus.Length;
        var text = new StringBuilder();
        foreach (var snapshot in result.Report?.Snapshots ?? [])
        {
            text.Append(Line(snapshot, cpus, result.IsTimed)).Append('\n');
        }

        return text.ToString();
    }

    private static string Line(Snapshot snapshot, int cpus, bool isTimed)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("at", snapshot.At);
            if (isTimed)
            {
                json.WriteNumber("atNs", snapshot.AtNs);
            }

            json.WriteStartArray("nodes");
            foreach (var node in snapshot.Nodes)
            {
                WriteNode(json, node, cpus);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteNode(Utf8JsonWriter json, NodeSnapshot node, int cpus)
    {
        json.WriteStartObject();
        json.WriteNumber("nid", node.Nid);
        json.WriteNumber("start", node.Layout.Start);
        json.WriteNumber("spanned", node.Layout.SpannedPages);
        json.WriteNumber("present", node.Layout.PresentPages);
        json.WriteNumber("first_deferred_pfn", Frontier.Printed(node.FirstDeferredPfn));
        json.WriteStartArray("zones");
        foreach (var zone in node.Zones)
        {
            WriteZone(json, zone, cpus);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteZone(Utf8JsonWriter json, ZoneSnapshot zone, int cpus)
    {
        json.WriteStartObject();
        json.WriteString("zone", zone.Layout.Kind.Name());
        json.WriteNumber("zid", (int)zone.Layout.Kind);
        json.WriteNumber("start", zone.Layout.Span.Start);
        json.WriteNumber("spanned", zone.Layout.Span.Pages);
        json.WriteNumber("present", zone.Layout.PresentPages);
        json.WriteNumber("managed", zone.ManagedPages);
        json.WriteNumber("free", zone.FreePages);
        WriteRow(json, "nr_free", zone.FreeBlocks);
        WriteRow(json, "wmark", [zone.Watermarks.Min, zone.Watermarks.Low, zone.Watermarks.High]);
        json.WriteNumber("boost", 0);
        WriteRow(json, "lowmem_reserve", zone.LowmemReserves);
        json.WriteNumber("pcp_high", zone.PageList.High);
        json.WriteNumber("pcp_batch", zone.PageList.Batch);
        if (cpus <= MostPageListCounts)
        {
            WriteRow(json, "pcp_count", Enumerable.Range(0, cpus).Select(cpu => zone.PageListCounts.GetValueOrDefault(cpu)));
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (long value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
