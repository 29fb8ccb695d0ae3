using NumaBoot.Memory;

namespace NumaBoot.Reports;

/// <summary>The first line of every report: which machine, and what was done with it.</summary>
internal static class Headline
{
    /// <summary>The line.</summary>
    /// <param name="machine">The machine's name.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="cpus">How many CPUs it has.</param>
    /// <param name="doing">What was done.</param>
    public static string Of(string machine, IReadOnlyCollection<NodeLayout> nodes, int cpus, string doing)
    {
        string head = $"numaboot  {machine}: {Quantity.Plural(nodes.Count, "node")}, {Quantity.Plural(cpus, "CPU")}, {Quantity.Pages(nodes.Sum(node => node.PresentPages))}";
        return $"{head,-56} {doing}";
    }
}
