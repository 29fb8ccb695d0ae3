using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A replay file; <c>docs/explore.md</c> tells what the properties mean.</summary>
internal sealed record ReplayDocument
{
    /// <summary>The name of this form without its version.</summary>
    public const string SchemaFamily = "numaboot/replay/";

    /// <summary>The name and version of this form.</summary>
    public const string SchemaName = SchemaFamily + "1";

    /// <summary><see cref="SchemaName"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>The version of the program that wrote it.</summary>
    public required string Program { get; init; }

    /// <summary>In which order the failure was found.</summary>
    public required ExplorationOrder Order { get; init; }

    /// <summary>In which schedule.</summary>
    public required long Seed { get; init; }

    /// <summary>The invariant that breaks.</summary>
    public required string Invariant { get; init; }

    /// <summary>What happens, in one line.</summary>
    public required string Detail { get; init; }

    /// <summary>In which delivery.</summary>
    public required long At { get; init; }

    /// <summary>Deliveries of the whole boot.</summary>
    public required long Deliveries { get; init; }

    /// <summary>A hash over all of them, 16 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>Its choices, where it is no preset.</summary>
    public PolicyDocument? PolicyChoices { get; init; }

    /// <summary>The seed of the small delays.</summary>
    public required long LatencySeed { get; init; }

    /// <summary>Whether even two messages of one sender to one receiver may change places.</summary>
    public bool BreakFifo { get; init; }

    /// <summary>What was asked of Movable; left out where nothing was.</summary>
    public MovableRequest? Movable { get; init; }

    /// <summary>What goes wrong, or comes between.</summary>
    public ImmutableArray<DisturbanceDocument> Disturbances { get; init; } = [];

    /// <summary>Where the schedule is not plain order of time.</summary>
    public ImmutableArray<string> Deviations { get; init; } = [];

    /// <summary>The machine.</summary>
    public required MachineDocument Machine { get; init; }

    /// <summary>What its CPUs do.</summary>
    public required ImmutableArray<ProgramDocument> Workload { get; init; }

    /// <summary>A hash over all of the above as it is written, 16 hexadecimal digits.</summary>
    public required string Checksum { get; init; }
}
