using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>How long requests at a node took to be answered.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Place">Who answered.</param>
/// <param name="LongestNs">The longest, in nanoseconds of virtual time.</param>
/// <param name="Counts">How many took less than 1 ns, less than 2, less than 4 and not less than 2, and so on; no zeros at the end.</param>
public sealed record WaitCounts(int Nid, WaitPlace Place, long LongestNs, ImmutableArray<long> Counts);
