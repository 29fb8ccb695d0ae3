using System.Collections.Immutable;
using System.Reflection;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>One schedule of one boot that broke an invariant, as it can be delivered again to the byte.</summary>
/// <param name="Request">Which boot, with its disturbances.</param>
/// <param name="Deviations">Where the schedule is not plain order of time.</param>
/// <param name="Invariant">What broke.</param>
/// <param name="Detail">What happened, in one line.</param>
/// <param name="At">In which delivery, counted from 1.</param>
public sealed record BootRecording(
    BootRequest Request, ImmutableArray<Deviation> Deviations, Invariant Invariant, string Detail, long At)
{
    /// <summary>The version of this program: what another one delivers may be something else.</summary>
    public static string ThisProgram { get; } = Assembly.GetExecutingAssembly().GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The version of the program that recorded it.</summary>
    public string Program { get; init; } = ThisProgram;

    /// <summary>In which order it was found.</summary>
    public required ExplorationOrder Order { get; init; }

    /// <summary>In which schedule of that order: its seed, or its number where all orders are tried.</summary>
    public required long Seed { get; init; }

    /// <summary>Whether even two messages of one sender to one receiver may change places.</summary>
    public bool BreaksFifo { get; init; }

    /// <summary>A hash over every delivery of the whole boot.</summary>
    public required ulong Digest { get; init; }

    /// <summary>How many there were.</summary>
    public required long Deliveries { get; init; }
}
