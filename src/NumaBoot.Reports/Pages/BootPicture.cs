using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>What a boot's timeline, memory map and lines are drawn from.</summary>
internal static class BootPicture
{
    /// <summary>The properties of the picture; a boot whose history was not recorded has nodes without a history.</summary>
    public static void WriteProperties(Utf8JsonWriter json, BootResult result)
    {
        var history = result.Histories.IsEmpty ? null : BootHistory.Of(result);
        json.WriteString("policy", result.Request.Policy.Name);
        json.WriteNumber("endNs", result.VirtualNs);
        json.WriteStartArray("phases");
        foreach (var phase in result.Phases)
        {
            json.WriteStartArray();
            json.WriteStringValue(phase.Name);
            json.WriteNumberValue(phase.StartNs);
            json.WriteNumberValue(phase.EndNs);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("sectionPages", result.Request.Machine.Geometry.SectionPages);
        long unitNs = FreedPicture.UnitNs(result);
        json.WriteNumber("unitNs", unitNs);
        var memory = result.Request.Machine.Memory.ToLookup(region => region.Nid);
        json.WriteStartArray("nodes");
        foreach (var node in result.Plan.Nodes)
        {
            json.WriteStartObject();
            WriteNode(json, node, memory[node.Nid]);
            if (history is not null)
            {
                WriteHistory(json, node, history, unitNs);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNode(Utf8JsonWriter json, NodePlan node, IEnumerable<MemblockRegion> memory)
    {
        json.WriteNumber("nid", node.Nid);
        json.WriteNumber("start", node.Layout.Start);
        json.WriteNumber("end", node.Layout.End);
        json.WriteNumber("cpus", node.Cpus.Length);
        json.WriteStartArray("zones");
        foreach (var zone in node.Zones)
        {
            json.WriteStringValue(zone.Layout.Kind.Name());
            json.WriteNumberValue(zone.Layout.Span.Start);
            json.WriteNumberValue(zone.Layout.Span.End);
        }

        json.WriteEndArray();
        WriteRanges(json, "memory", memory.Select(region => region.Frames));
        WriteRanges(json, "free", node.Zones.SelectMany(zone => zone.FreeFrames.Concat(zone.LateFrames)));
    }

    private static void WriteHistory(Utf8JsonWriter json, NodePlan node, BootHistory history, long unitNs)
    {
        FreedPicture.WriteTo(json, node, history.FreedOf(node.Nid), unitNs);
        json.WriteStartObject("lines");
        WriteLine(json, "frontier", history.Line(node.Nid, HistoryLine.FirstDeferredPfn));
        WriteLine(json, "free", history.Line(node.Nid, HistoryLine.FreePages));
        WriteLine(json, "waiting", history.Line(node.Nid, HistoryLine.WaitingCpus));
        WriteLine(json, "workers", history.Line(node.Nid, HistoryLine.BusyWorkers));
        json.WriteEndObject();
        json.WriteStartObject("waits");
        WriteWaits(json, "zone", history.Waits(node.Nid, WaitPlace.Zone));
        WriteWaits(json, "coordinator", history.Waits(node.Nid, WaitPlace.Coordinator));
        json.WriteEndObject();
    }

    /// <summary>
    /// Steps and values, each as what it is more than the one before; and where a step has seen what does not lie between
    /// its first and its last value, what.
    /// </summary>
    private static void WriteLine(Utf8JsonWriter json, string name, NodeLine line)
    {
        json.WriteStartObject(name);
        json.WriteNumber("stepNs", line.StepNs);
        json.WriteStartArray("points");
        long step = 0;
        long value = 0;
        foreach (var point in line.Points)
        {
            json.WriteNumberValue(point.Step - step);
            json.WriteNumberValue(point.Last - value);
            (step, value) = (point.Step, point.Last);
        }

        json.WriteEndArray();
        json.WriteStartArray("extremes");
        for (int at = 0; at < line.Points.Length; at++)
        {
            var point = line.Points[at];
            long before = at == 0 ? 0 : line.Points[at - 1].Last;
            if (point.Lowest < Math.Min(before, point.Last) || point.Highest > Math.Max(before, point.Last))
            {
                json.WriteNumberValue(at);
                json.WriteNumberValue(point.Last - point.Lowest);
                json.WriteNumberValue(point.Highest - point.Last);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWaits(Utf8JsonWriter json, string name, WaitCounts waits)
    {
        json.WriteStartObject(name);
        json.WriteNumber("longestNs", waits.LongestNs);
        json.WriteStartArray("counts");
        foreach (long count in waits.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRanges(Utf8JsonWriter json, string name, IEnumerable<PfnRange> ranges)
    {
        json.WriteStartArray(name);
        foreach (var range in ranges)
        {
            json.WriteNumberValue(range.Start);
            json.WriteNumberValue(range.Pages);
        }

        json.WriteEndArray();
    }
}
