using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>Pages that left a zone's free areas for a CPU.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Cpu">Who gets them.</param>
/// <param name="Frames">Which.</param>
/// <param name="Order">The order of the blocks.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="AllowedBlocks">How many blocks the check let pass just before.</param>
/// <param name="GrownBy">The request to grow whose answer is the ground, where a growth is.</param>
public readonly record struct Taking(
    ZoneRef Zone, int Cpu, ImmutableArray<PfnRange> Frames, int Order, long Blocks, TakeGround Ground, long AllowedBlocks,
    RequestId? GrownBy = null);
