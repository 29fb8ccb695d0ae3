using System.Collections.Immutable;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A boot as a page to look at.</summary>
public static class RunReport
{
    /// <summary>The page.</summary>
    /// <param name="result">The boot, with its history.</param>
    /// <param name="origin">Where it came from.</param>
    public static string Write(BootResult result, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(origin);
        string machine = result.Request.Machine.Name;
        return ReportPage.Write(
            "run",
            $"{machine} under {result.Request.Policy.Name}",
            [.. Sentences(result).Select(Beginning)],
            origin,
            json => RunJson.WriteProperties(json, result),
            json =>
            {
                json.WriteStartArray("boots");
                json.WriteStartObject();
                BootPicture.WriteProperties(json, result);
                json.WriteEndObject();
                json.WriteEndArray();
            });
    }

    private static IEnumerable<string> Sentences(BootResult result)
    {
        var nodes = result.Plan.Nodes;
        string machine = $"{result.Request.Machine.Name}, a machine of {Quantity.Plural(nodes.Length, "node")}, {Quantity.Plural(result.Plan.Cpus.Length, "CPU")} "
            + $"and {Quantity.Pages(nodes.Sum(node => node.Layout.PresentPages))},";
        yield return result.Booted
            ? $"{machine} boots under {result.Request.Policy.Name} in {Quantity.Time(result.VirtualNs)} of virtual time"
            : $"{machine} is not up under {result.Request.Policy.Name} after {Quantity.Time(result.VirtualNs)} of virtual time";
        foreach (string sentence in OutcomeText.Of(result))
        {
            yield return sentence;
        }

        if (result.Report is { } report)
        {
            yield return Memory(report.Nodes);
        }

        yield return OutcomeText.Verdict(result);
    }

    /// <summary>What begins with a name stays as it is; what begins with a word is written as a sentence is.</summary>
    internal static string Beginning(string sentence)
    {
        int end = sentence.AsSpan().IndexOfAnyExceptInRange('a', 'z');
        return end > 0 && sentence[end] == ' ' && !sentence.StartsWith("cpu ", StringComparison.Ordinal) ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;
    }

    private static string Memory(ImmutableArray<Actors.NodeReport> nodes)
    {
        int growths = nodes.Sum(node => node.Growths.Length);
        string grown = growths == 0
            ? "no zone grew"
            : $"zones grew {Quantity.Plural(growths, "time")}, by {Quantity.Pages(nodes.Sum(node => node.GrownPages))} on {Quantity.Plural(nodes.Count(node => !node.Growths.IsEmpty), "node")}";
        return $"{Quantity.Pages(nodes.Sum(node => node.EarlyPages))} were free when memblock handed over, {grown}, "
            + $"and late init built {Quantity.Pages(nodes.Sum(node => node.LatePages))} with {Quantity.Plural(nodes.Sum(node => node.LateWorkers), "worker")}";
    }
}
