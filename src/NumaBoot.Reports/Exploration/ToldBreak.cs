using System.Collections.Immutable;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A broken invariant with all that is told of it.</summary>
/// <param name="Broken">The invariant.</param>
/// <param name="ReplayFile">The file that delivers it again; null where none could be written.</param>
/// <param name="Story">How it came to break, line by line.</param>
public sealed record ToldBreak(BrokenInvariant Broken, string? ReplayFile, ImmutableArray<string> Story)
{
    /// <summary>The same as it can be stepped through; null where nobody asked for that.</summary>
    public Story? Scenes { get; init; }
}
