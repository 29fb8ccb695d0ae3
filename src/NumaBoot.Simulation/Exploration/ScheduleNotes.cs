using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What an explored boot tells of a schedule besides what broke.</summary>
/// <param name="Happened">Disturbances that happened.</param>
/// <param name="Covered">What <see cref="Coverage"/> saw, as its bits.</param>
public sealed record ScheduleNotes(DisturbanceCounts Happened, ImmutableArray<ulong> Covered);
