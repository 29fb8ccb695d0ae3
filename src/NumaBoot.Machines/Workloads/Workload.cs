using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>What the CPUs of a machine do while it boots.</summary>
/// <param name="Items">Each CPU does its items of a phase in this order.</param>
public sealed record Workload(ImmutableArray<WorkItem> Items)
{
    /// <summary>Nothing.</summary>
    public static Workload None { get; } = new([]);

    /// <summary>Complains where the workload does not fit a machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="file">What messages call the workload.</param>
    /// <exception cref="MachineInputException">
    /// It names a CPU, a node or an order that the machine has not, frees what was never allocated, or computes for ages.
    /// </exception>
    public void Check(MachineSpec machine, string file = "workload")
    {
        var places = new NoPlaces(file);
        WorkloadCheck.RequireMachine(this, machine, places);
        WorkloadCheck.RequireSense(this, places);
    }
}
