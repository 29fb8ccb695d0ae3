using System.Text.Json;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A machine under several policies as JSON, schema <c>numaboot/compare/1</c>; <c>docs/compare.md</c> describes it.</summary>
public static class ComparisonJson
{
    /// <summary>The text, ended by a line feed.</summary>
    public static string Write(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return JsonPage.Write(json => WriteProperties(json, comparison));
    }

    /// <summary>The properties of the object.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteString("schema", "numaboot/compare/1");
        json.WriteString("machine", comparison.Request.Machine.Name);
        json.WriteString("costs", comparison.Request.Costs.Name);
        json.WriteNumber("seed", comparison.Request.Seed);
        WriteChanges(json, comparison);
        json.WriteStartArray("policies");
        foreach (var outcome in comparison.Outcomes)
        {
            WriteOutcome(json, outcome);
        }

        json.WriteEndArray();
    }

    /// <summary>What a machine's name does not say: what was changed of it.</summary>
    private static void WriteChanges(Utf8JsonWriter json, Comparison comparison)
    {
        var plan = comparison.Outcomes[0].Result.Plan;
        json.WriteNumber("nodes", plan.Nodes.Length);
        json.WriteNumber("cpus", plan.Cpus.Length);
        json.WriteNumber("presentPages", plan.Nodes.Sum(node => node.Layout.PresentPages));
        json.WriteString("commandLine", comparison.Request.Machine.CommandLine);
        WriteNumber(json, "initThreads", comparison.Request.MostInitThreads);
    }

    private static void WriteOutcome(Utf8JsonWriter json, PolicyOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("policy", outcome.Policy.Name);
        json.WriteString("outcome", RunJson.Outcome(outcome.Result.Outcome));
        json.WriteBoolean("boots", outcome.Boots);
        RunJson.WriteFailure(json, outcome.Failure);
        json.WriteNumber("pagesBeforeSmp", outcome.PagesBeforeSmp);
        json.WriteNumber("growths", outcome.Growths.Count());
        json.WriteNumber("grownPages", outcome.Growths.Sum(growth => growth.Pages));
        var allocations = outcome.Allocations;
        json.WriteNumber("requested", allocations.Requested);
        json.WriteNumber("failed", allocations.Failed);
        json.WriteNumber("waited", allocations.Waited);
        json.WriteNumber("remote", allocations.Remote);
        json.WriteNumber("lostPages", outcome.LostPages);
        WriteNumber(json, "smpInitNs", outcome.SmpInitNs);
        WriteNumber(json, "lateInitNs", outcome.LateInitNs);
        WriteNumber(json, "bootNs", outcome.BootNs);
        json.WriteNumber("longestWaitNs", outcome.LongestWaitNs);
        WriteNames(json, "broken", outcome.Broken);
        WriteNames(json, "atRisk", outcome.AtRisk);
        json.WriteString("digest", $"{outcome.Result.Digest:x16}");
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? ns)
    {
        if (ns is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<Invariant> invariants)
    {
        json.WriteStartArray(name);
        foreach (var invariant in invariants)
        {
            json.WriteStringValue(invariant.Name());
        }

        json.WriteEndArray();
    }
}
