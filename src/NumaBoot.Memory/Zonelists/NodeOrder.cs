using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// In which order nodes fall back on each other (<c>mm/page_alloc.c: build_zonelists, find_next_best_node</c>):
/// near before far, and of equally near ones the next by number, with a penalty that spreads the load.
/// </summary>
public static class NodeOrder
{
    // MAX_NUMNODES: a distance outweighs any load.
    private const long LoadScale = 1024;

    /// <summary>The fallback order of every online node, itself first.</summary>
    /// <param name="nids">Online nodes, ascending.</param>
    /// <param name="hasMemory">Which of them have memory; only those are fallen back on.</param>
    /// <param name="distance">The distance from one node to another.</param>
    public static ImmutableArray<ImmutableArray<int>> Build(IReadOnlyList<int> nids, Func<int, bool> hasMemory, Func<int, int, int> distance)
    {
        var load = new Dictionary<int, int>();
        var withMemory = nids.Where(hasMemory).ToArray();
        var orders = ImmutableArray.CreateBuilder<ImmutableArray<int>>(nids.Count);
        foreach (int nid in nids)
        {
            orders.Add(OrderFor(nid, withMemory, distance, load));
        }

        return orders.MoveToImmutable();
    }

    /// <summary>
    /// The order of one node on a machine whose nodes all have memory and are equally far apart: itself, the nodes
    /// above, the nodes below. It is what <see cref="Build"/> gives, without its work for thousands of nodes.
    /// </summary>
    public static IEnumerable<int> Uniform(int nid, IReadOnlyList<int> nids) =>
        nids.Where(other => other >= nid).Concat(nids.Where(other => other < nid));

    private static ImmutableArray<int> OrderFor(int nid, int[] withMemory, Func<int, int, int> distance, Dictionary<int, int> load)
    {
        var order = ImmutableArray.CreateBuilder<int>();
        var used = new HashSet<int> { nid };
        order.Add(nid);
        int previous = nid;
        while (NextBest(nid, withMemory, distance, load, used) is { } next)
        {
            // Only the first node of a new distance is loaded, so that the nodes behind it take turns.
            if (distance(nid, next) != distance(nid, previous))
            {
                load[next] = load.GetValueOrDefault(next) + 1;
            }

            used.Add(next);
            order.Add(next);
            previous = next;
        }

        return order.ToImmutable();
    }

    private static int? NextBest(int nid, int[] withMemory, Func<int, int, int> distance, Dictionary<int, int> load, HashSet<int> used)
    {
        long best = long.MaxValue;
        int? chosen = null;
        foreach (int other in withMemory)
        {
            if (used.Contains(other))
            {
                continue;
            }

            // No node has CPUs yet when the lists are built, so the penalty for those never acts.
            long value = ((distance(nid, other) + (other < nid ? 1 : 0)) * LoadScale) + load.GetValueOrDefault(other);
            if (value < best)
            {
                best = value;
                chosen = other;
            }
        }

        return chosen;
    }
}
