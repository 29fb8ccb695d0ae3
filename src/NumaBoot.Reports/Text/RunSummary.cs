using System.Globalization;
using System.Text;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A boot in a dozen lines, to be read in ten seconds.</summary>
public static class RunSummary
{
    // More nodes than this are summed up in a line.
    private const int MostNodes = 16;
    private const string NothingGrew = "nothing grew";

    /// <summary>The text, each line ended.</summary>
    public static string Write(BootResult result)
    {
        var text = new StringBuilder();
        WriteHead(text, result);
        foreach (var phase in result.Phases)
        {
            string about = result.Report is { } told ? Describe(phase, told, result.IsTimed) : "";
            string took = result.IsTimed ? Quantity.Milliseconds(phase.EndNs - phase.StartNs) : "";
            Line(text, $"  {phase.Name,-12} {took,12}   {about}");
        }

        if (result.Report is { } report)
        {
            WriteNodes(text, report);
        }

        foreach (string sentence in OutcomeText.Of(result))
        {
            Line(text, $"  {sentence}");
        }

        string verdict = OutcomeText.Verdict(result);
        Line(text, result.IsTimed ? $"  {verdict}          digest {result.Digest:x16}" : $"  {verdict}");
        return text.ToString();
    }

    private static void WriteHead(StringBuilder text, BootResult result)
    {
        var machine = result.Request.Machine;
        var nodes = Layouts(result);

        // Nodes do not tell of their CPUs: how many there are is what the machine was asked for.
        // The seed moves delays, which there are none without virtual time.
        string seed = result.IsTimed ? $"   seed {result.Request.Seed}" : "";

        // Nor does it cost anything.
        string costs = result.IsTimed && result.Request.Costs != CostModel.Generic ? $"   costs {result.Request.Costs.Name}" : "";
        Line(text, Headline.Of(machine.Name, nodes, result.Plan.Cpus.Length, $"policy {result.Request.Policy.Name}   order {OrderName.Of(result.Order)}{seed}{costs}"));
    }

    // A boot that did not come to its end was not asked: then the nodes are those that it set out with.
    private static List<NodeLayout> Layouts(BootResult result) => result.Report is { } report
        ? [.. report.Snapshots[^1].Nodes.Select(node => node.Layout)]
        : [.. result.Plan.Nodes.Select(node => node.Layout)];

    private static string Describe(BootPhase phase, BootReport report, bool isTimed) => phase.Name switch
    {
        "memory map" => $"{Quantity.Plural(report.Snapshots[0].Nodes.Sum(node => node.Zones.Length), "zone")}, {report.Snapshots[0].Nodes.Count(node => node.FirstDeferredPfn != Frontier.None)} deferred, "
            + $"{Quantity.Pages(report.Nodes.Sum(node => node.EarlyPages))} built and free",

        // Which growth belongs to which phase is told by their times.
        "early boot" or "all CPUs" => isTimed ? DescribeGrowth(report, phase) : "",
        "late init" => $"{Quantity.Pages(report.Nodes.Sum(node => node.LatePages))} by {Quantity.Plural(report.Nodes.Sum(node => node.LateWorkers), "worker")}, "
            + $"{Quantity.Plural(report.Nodes.Sum(node => node.Allocations.Waited), "allocation")} waited{LateGrowth(report, phase, isTimed)}",
        "watermarks" => $"min_free_kbytes {report.MinFreeKiB.ToString(CultureInfo.InvariantCulture)}",
        _ => "",
    };

    // Rare: who fell short before growth was off, and had its turn when late init had begun.
    private static string LateGrowth(BootReport report, BootPhase phase, bool isTimed) =>
        isTimed && DescribeGrowth(report, phase) is var grown and not NothingGrew ? $", {grown}" : "";

    private static string DescribeGrowth(BootReport report, BootPhase phase)
    {
        var growths = report.Nodes.SelectMany(node => node.Growths)
            .Where(growth => growth.AtNs >= phase.StartNs && growth.AtNs < phase.EndNs).ToList();
        return growths.Count == 0
            ? NothingGrew
            : $"grew {Quantity.Plural(growths.Count, "time")} on {Quantity.Plural(growths.Select(growth => growth.Zone.Nid).Distinct().Count(), "node")}, {Quantity.Pages(growths.Sum(growth => growth.Pages))}";
    }

    private static void WriteNodes(StringBuilder text, BootReport report)
    {
        Line(text, $"  {"node",4}   {"zone",-8}{"early",10}{"grown",16}{"late",10}{"served",13}{"elsewhere",13}{"failed",9}");
        var layouts = report.Snapshots[^1].Nodes.ToDictionary(node => node.Nid, node => node.Layout);
        foreach (var node in report.Nodes.Take(MostNodes))
        {
            string zone = layouts[node.Nid].LastZone?.Kind.Name() ?? "-";
            string grown = node.Growths.IsEmpty ? "-" : $"{Quantity.Count(node.Growths.Length)} x, {Quantity.Pages(node.GrownPages)}";
            Line(text, $"  {node.Nid,4}   {zone,-8}{Quantity.Pages(node.EarlyPages),10}{grown,16}{Quantity.Pages(node.LatePages),10}"
                + $"{Quantity.Count(node.Allocations.Served),13}{Quantity.Count(node.Allocations.Remote),13}{Quantity.Count(node.Allocations.Failed),9}");
        }

        if (report.Nodes.Length > MostNodes)
        {
            Line(text, $"  ... and {Quantity.Plural(report.Nodes.Length - MostNodes, "more node")}; --json has them all");
        }

        if (report.Nodes.Sum(node => node.LostPages) is > 0 and var lost)
        {
            Line(text, $"  lost for good: {Quantity.Count(lost)} pages, {Quantity.Pages(lost)}, which memblock freed late");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
