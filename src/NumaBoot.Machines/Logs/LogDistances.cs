using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// The distances between nodes. A log does not print the SLIT; without the files beside it any two nodes are 20 apart,
/// and fake nodes of one real node 10.
/// </summary>
internal static class LogDistances
{
    /// <summary>The distances between <paramref name="nids"/>, ascending.</summary>
    /// <exception cref="MachineInputException">The files do not speak of just these nodes.</exception>
    public static NodeDistances Read(KernelLog log, NodeFiles files, ImmutableArray<int> nids)
    {
        if (!files.Distances.IsEmpty)
        {
            return FromFiles(files, nids);
        }

        return log.Nodes.FakeRanges.Count > 0 ? OfFakeNodes(log, nids) : NodeDistances.Uniform;
    }

    private static NodeDistances FromFiles(NodeFiles files, ImmutableArray<int> nids)
    {
        if (!files.Distances.Keys.SequenceEqual(nids))
        {
            throw new MachineInputException(
                files.Place, 0, $"distances of the nodes {CpuList.Format(nids)}", $"those of {CpuList.Format([.. files.Distances.Keys])}");
        }

        foreach (var (nid, row) in files.Distances.Where(row => row.Value.Length != nids.Length))
        {
            throw new MachineInputException(files.Place, 0, $"{nids.Length} distances of node {nid}", $"{row.Length}");
        }

        return NodeDistances.FromRows(nids, [.. nids.Select(nid => files.Distances[nid])]);
    }

    private static NodeDistances OfFakeNodes(KernelLog log, ImmutableArray<int> nids)
    {
        const int mostRows = 1024;
        if (nids.Length > mostRows)
        {
            return NodeDistances.Uniform;
        }

        var real = nids.ToDictionary(nid => nid, nid => LogCpus.RealNidOf(log, nid));
        return NodeDistances.FromRows(
            nids, [.. nids.Select(from => nids.Select(to => real[from] == real[to] ? NodeDistances.Local : NodeDistances.Remote).ToImmutableArray())]);
    }
}
