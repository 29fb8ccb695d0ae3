using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A machine whose late init somebody measured and published.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Description">Processor, size and whether it was a guest.</param>
/// <param name="Source">Who published it, where and when.</param>
/// <param name="Table">Which table it belongs to: <see cref="Padata"/> is what a model is judged by.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="CpusPerNode">CPUs of each.</param>
/// <param name="GibPerNode">Memory of each, in GiB.</param>
/// <param name="Policy">The policy of its kernel.</param>
/// <param name="Profile">The profile of <see cref="CostProfiles"/> that it is predicted with.</param>
/// <param name="Points">What was measured, by threads.</param>
public sealed record MeasuredMachine(
    string Name,
    string Description,
    string Source,
    string Table,
    int Nodes,
    int CpusPerNode,
    int GibPerNode,
    string Policy,
    string Profile,
    ImmutableArray<MeasuredPoint> Points)
{
    /// <summary>The table of the padata series of 2020: six machines, by threads.</summary>
    public const string Padata = "padata";

    /// <summary>Whether no cost was fitted to any of its points.</summary>
    public bool IsHeldOut => Points.All(point => point.HeldOut);

    /// <summary>The machine, laid out as QEMU lays out a PC of that size, since nobody published its memory map.</summary>
    public MachineSpec ToMachine()
    {
        var nodes = Enumerable.Range(0, Nodes).Select(nid =>
            $"-object memory-backend-ram,id=m{nid},size={GibPerNode}G -numa node,nodeid={nid},memdev=m{nid},cpus={nid * CpusPerNode}-{((nid + 1) * CpusPerNode) - 1}");
        string arguments = $"-m {Nodes * GibPerNode}G -smp {Nodes * CpusPerNode} {string.Join(' ', nodes)}";
        return MachineReader.FromQemu(arguments) with { Name = Name };
    }

    /// <summary>The boot that a point is held against.</summary>
    /// <param name="point">One of its points.</param>
    /// <param name="costs">What things cost.</param>
    public BootRequest ToRequest(MeasuredPoint point, CostModel costs)
    {
        var policy = InitPolicies.Find(Policy) ?? throw new InvalidOperationException($"{Name}: there is no policy {Policy}");

        // Patches that were not merged gave kernels of that time more threads than one.
        policy = point.Threads > 1 ? policy with { Workers = WorkerRule.OnePerCpu } : policy;
        return new BootRequest(ToMachine(), policy, Workload.None)
        {
            Costs = costs,
            MostInitThreads = Math.Max(point.Threads, 1),
            TakesSnapshots = false,
        };
    }
}
