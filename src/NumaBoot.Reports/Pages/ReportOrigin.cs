using System.Collections.Immutable;

namespace NumaBoot.Reports;

/// <summary>Where a report came from: enough to make it again.</summary>
/// <param name="Command">The command that made it, as a shell takes it.</param>
/// <param name="Seed">The seed; null where none has a part in it.</param>
/// <param name="Inputs">What it was made from.</param>
public sealed record ReportOrigin(string Command, long? Seed, ImmutableArray<ReportInput> Inputs);
