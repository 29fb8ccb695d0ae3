using NumaBoot.Simulation;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>The history of a boot as text, node by node, whatever blocks its lanes shared.</summary>
internal static class HistoryText
{
    public static string Of(BootResult result)
    {
        var history = BootHistory.Of(result);
        return string.Concat(result.Plan.Nodes.SelectMany(node => Enum.GetValues<HistoryLine>().Select(line => (object)history.Line(node.Nid, line))
            .Append(history.FreedOf(node.Nid))
            .Concat(Enum.GetValues<WaitPlace>().Select(place => (object)history.Waits(node.Nid, place)))
            .Select(Structure.Of)));
    }
}
