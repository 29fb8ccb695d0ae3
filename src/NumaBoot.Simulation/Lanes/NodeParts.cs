using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>How the nodes of a machine are shared out over blocks of lanes.</summary>
public static class NodeParts
{
    /// <summary>Nodes in a row, as many to each part, or one more; never more parts than nodes.</summary>
    /// <param name="nodes">The nodes, by nid.</param>
    /// <param name="parts">How many parts are wanted, at least 1.</param>
    public static ImmutableArray<ImmutableArray<NodePlan>> Of(ImmutableArray<NodePlan> nodes, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        int wanted = Math.Min(parts, nodes.Length);
        return
        [
            .. Enumerable.Range(0, wanted).Select(part =>
                nodes[(int)((long)nodes.Length * part / wanted)..(int)((long)nodes.Length * (part + 1) / wanted)]),
        ];
    }
}
