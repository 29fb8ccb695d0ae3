using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A workload that was read from files.</summary>
/// <param name="Workload">What the CPUs do.</param>
/// <param name="Notes">What was passed over, a sentence each.</param>
public sealed record ReadWorkload(Workload Workload, ImmutableArray<string> Notes);
