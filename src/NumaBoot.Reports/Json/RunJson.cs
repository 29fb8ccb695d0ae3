using System.Text.Json;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A boot as JSON, schema <c>numaboot/run/1</c>; <c>docs/run-json.md</c> describes it.</summary>
public static class RunJson
{
    /// <summary>The text, ended by a line feed.</summary>
    public static string Write(BootResult result) => JsonPage.Write(json => WriteProperties(json, result));

    /// <summary>The properties of the object.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, BootResult result)
    {
        WriteHead(json, result);
        WritePhases(json, result);
        WriteNodes(json, result);
        WriteGrowths(json, result);
        WriteAllocations(json, result);
        WriteViolations(json, result);
    }

    private static void WriteHead(Utf8JsonWriter json, BootResult result)
    {
        json.WriteString("schema", "numaboot/run/1");
        json.WriteString("machine", result.Request.Machine.Name);
        json.WriteString("policy", result.Request.Policy.Name);
        json.WriteString("order", OrderName.Of(result.Order));
        json.WriteNumber("seed", result.Request.Seed);
        if (result.IsTimed)
        {
            json.WriteString("costs", result.Request.Costs.Name);
        }

        json.WriteString("outcome", Outcome(result.Outcome));
        if (result.IsTimed)
        {
            json.WriteString("digest", $"{result.Digest:x16}");
        }

        json.WriteNumber("deliveries", result.Deliveries);
        WriteTime(json, result, "virtualNs", result.VirtualNs);
        json.WriteNumber("minFreeKiB", result.Report?.MinFreeKiB ?? 0);
        WriteFailure(json, result.Report?.Failure);
    }

    /// <summary>The allocation that a machine could not do without; nothing where there is none.</summary>
    internal static void WriteFailure(Utf8JsonWriter json, Actors.WorkFailure? failure)
    {
        if (failure is not null)
        {
            json.WriteStartObject("failure");
            json.WriteNumber("cpu", failure.Cpu);
            json.WriteString("label", failure.Label);
            json.WriteNumber("order", failure.Order);
            json.WriteNumber("nid", failure.Nid);
            json.WriteNumber("got", failure.GotBlocks);
            json.WriteNumber("wanted", failure.WantedBlocks);
            json.WriteEndObject();
        }
    }

    /// <summary>Without virtual time there is none to tell; a 0 would look like one.</summary>
    private static void WriteTime(Utf8JsonWriter json, BootResult result, string name, long ns)
    {
        if (result.IsTimed)
        {
            json.WriteNumber(name, ns);
        }
    }

    /// <summary>The word for how a boot ended.</summary>
    internal static string Outcome(BootOutcome outcome) => outcome switch
    {
        BootOutcome.Booted => "booted",
        BootOutcome.Failed => "failed",
        BootOutcome.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
    };

    private static void WritePhases(Utf8JsonWriter json, BootResult result)
    {
        json.WriteStartArray("phases");
        foreach (var phase in result.Phases)
        {
            json.WriteStartObject();
            json.WriteString("name", phase.Name);
            WriteTime(json, result, "startNs", phase.StartNs);
            WriteTime(json, result, "endNs", phase.EndNs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNodes(Utf8JsonWriter json, BootResult result)
    {
        var zones = result.Report?.Snapshots[^1].Nodes.ToDictionary(node => node.Nid, node => node.Zones);
        json.WriteStartArray("nodes");
        foreach (var node in result.Report?.Nodes ?? [])
        {
            json.WriteStartObject();
            json.WriteNumber("nid", node.Nid);
            json.WriteNumber("earlyPages", node.EarlyPages);
            json.WriteNumber("grownPages", node.GrownPages);
            json.WriteNumber("latePages", node.LatePages);
            json.WriteNumber("lostPages", node.LostPages);
            json.WriteNumber("lateWorkers", node.LateWorkers);
            WriteTime(json, result, "lateNs", node.LateNs);
            WriteTally(json, node.Allocations);
            json.WriteStartArray("zones");
            foreach (var zone in zones![node.Nid])
            {
                json.WriteStartObject();
                json.WriteString("zone", zone.Layout.Kind.Name());
                json.WriteNumber("start", zone.Layout.Span.Start);
                json.WriteNumber("spanned", zone.Layout.Span.Pages);
                json.WriteNumber("present", zone.Layout.PresentPages);
                json.WriteNumber("managed", zone.ManagedPages);
                json.WriteNumber("free", zone.FreePages);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteGrowths(Utf8JsonWriter json, BootResult result)
    {
        json.WriteStartArray("growths");
        WriteGrowthItems(json, result);
        json.WriteEndArray();
    }

    /// <summary>An object for each growth that built pages, by time.</summary>
    internal static void WriteGrowthItems(Utf8JsonWriter json, BootResult result)
    {
        foreach (var growth in (result.Report?.Nodes ?? []).SelectMany(node => node.Growths).OrderBy(growth => growth.AtNs).ThenBy(growth => growth.Zone.Nid))
        {
            json.WriteStartObject();
            json.WriteNumber("nid", growth.Zone.Nid);
            json.WriteString("zone", growth.Zone.Kind.Name());
            json.WriteNumber("order", growth.Order);
            json.WriteNumber("before", Frontier.Printed(growth.Before));
            json.WriteNumber("after", Frontier.Printed(growth.After));
            json.WriteNumber("pages", growth.Pages);
            json.WriteString("reason", growth.Reason == Actors.GrowthReason.Watermark ? "watermark" : "rmqueue");
            json.WriteNumber("cpu", growth.Cpu);
            WriteTime(json, result, "atNs", growth.AtNs);
            json.WriteEndObject();
        }
    }

    private static void WriteAllocations(Utf8JsonWriter json, BootResult result) =>
        WriteTally(json, (result.Report?.Nodes ?? []).Aggregate(Actors.AllocationTally.Zero, (sum, node) => sum + node.Allocations));

    private static void WriteTally(Utf8JsonWriter json, Actors.AllocationTally tally)
    {
        json.WriteStartObject("allocations");
        json.WriteNumber("requested", tally.Requested);
        json.WriteNumber("served", tally.Served);
        json.WriteNumber("remote", tally.Remote);
        json.WriteNumber("waited", tally.Waited);
        json.WriteNumber("failed", tally.Failed);
        json.WriteNumber("pages", tally.Pages);
        json.WriteEndObject();
    }

    private static void WriteViolations(Utf8JsonWriter json, BootResult result)
    {
        json.WriteStartArray("violations");
        foreach (var violation in result.Violations)
        {
            json.WriteStartObject();
            json.WriteString("invariant", violation.Invariant.Name());
            json.WriteString("detail", violation.Detail);
            json.WriteBoolean("claimed", result.Claims(violation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
