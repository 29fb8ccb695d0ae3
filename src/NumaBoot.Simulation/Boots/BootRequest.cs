using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>All that a boot is a function of.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Policy">How its memory is initialised.</param>
/// <param name="Workload">What its CPUs do.</param>
/// <param name="Seed">Moves the small delays between actors.</param>
public sealed record BootRequest(MachineSpec Machine, InitPolicy Policy, Workload Workload, long Seed = 1)
{
    /// <summary>What was asked of Movable.</summary>
    public MovableRequest Movable { get; init; } = MovableRequest.None;

    /// <summary>What things cost.</summary>
    public CostModel Costs { get; init; } = CostModel.Generic;

    /// <summary>The most threads that initialise a node in late init, 1 and up; null: as many as it has CPUs, where the policy has more than one.</summary>
    public int? MostInitThreads { get; init; }

    /// <summary>What goes wrong, or comes between.</summary>
    public ImmutableArray<Disturbance> Disturbances { get; init; } = [];

    /// <summary>Whether everybody is asked how things stand at each point where kernels were stopped.</summary>
    public bool TakesSnapshots { get; init; } = true;

    /// <summary>What follows from it before the first message.</summary>
    public BootPlan Plan() => BootPlan.Make(Machine, Policy, Workload, Movable, TakesSnapshots, MostInitThreads);
}
