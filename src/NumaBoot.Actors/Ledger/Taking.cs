using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>Pages that left a zone's free areas for a CPU.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Cpu">Who gets them.</param>
/// <param name="Frames">Which.</param>
/// <param name="Demand">What was asked for.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="GrownBy">The request to grow whose answer is the ground, where a growth is.</param>
public readonly record struct Taking(
    ZoneRef Zone, int Cpu, ImmutableArray<PfnRange> Frames, Demand Demand, TakeGround Ground, RequestId? GrownBy = null);
