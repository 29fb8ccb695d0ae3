using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Finds the parts of a machine in its JSON.</summary>
/// <param name="document">The document.</param>
/// <param name="nodes">The nodes that were made of it, in its order.</param>
/// <param name="root">Where it stands.</param>
internal sealed class JsonMachinePlaces(MachineDocument document, ImmutableArray<NodeSpec> nodes, JsonPlace root) : IMachinePlaces
{
    private readonly JsonPlace _nodes = root.At("nodes");

    /// <inheritdoc />
    public string File => root.File;

    /// <inheritdoc />
    public int LineOf(NodeSpec node)
    {
        int at = nodes.Length - 1;
        while (at > 0 && !ReferenceEquals(nodes[at], node))
        {
            at--;
        }

        return _nodes.At(at).Line;
    }

    /// <inheritdoc />
    public int LineOf(MemblockRegion memory)
    {
        for (int node = 0; node < document.Nodes.Length; node++)
        {
            var regions = document.Nodes[node].Memory;
            for (int at = 0; at < regions.Length; at++)
            {
                if (document.Nodes[node].Nid == memory.Nid && regions[at].Start == memory.Start && regions[at].Size == memory.SizeBytes)
                {
                    return _nodes.At(node).At("memory").At(at).Line;
                }
            }
        }

        return _nodes.Line;
    }

    /// <inheritdoc />
    public int LineOfFreedLate(MemblockRegion region)
    {
        int at = document.FreedLate.IndexOf(RegionDocument.Of(region));
        return root.At("freedLate").At(Math.Max(at, 0)).Line;
    }

    /// <inheritdoc />
    public int LineOf(CpuPlace home) => root.At("cpuHomes").At(document.CpuHomes.IndexOf(home)).Line;

    /// <inheritdoc />
    public int LineOfWorkItem(int at) => ProgramDocuments.PlaceOf(document.Workload ?? [], at, root.At("workload")).Line;
}
