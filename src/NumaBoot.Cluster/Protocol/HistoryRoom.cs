using System.Collections.Immutable;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>How long a history may be that travels.</summary>
internal static class HistoryRoom
{
    /// <summary>
    /// How many ranges of frames and points of lines it may have: they have to fit into one message between members, where
    /// each takes 7 to 9 bytes, and no more than 27. The machine <c>sockets-4096</c> has at most 1,850,000.
    /// </summary>
    public const int MostEntries = 2_000_000;

    /// <summary>Whether a history fits.</summary>
    /// <param name="histories">What its blocks recorded.</param>
    public static bool Fits(ImmutableArray<BlockHistory> histories) => histories.Sum(Entries) <= MostEntries;

    private static long Entries(BlockHistory history) => history.Freed.Length + history.Lines.Sum(line => (long)line.Points.Length);
}
