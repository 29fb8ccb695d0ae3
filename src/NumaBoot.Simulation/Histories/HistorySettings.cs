namespace NumaBoot.Simulation;

/// <summary>How closely the history of a boot is recorded.</summary>
/// <param name="MostPoints">How many points a line over time may have, <see cref="PointsAtLeast"/> to <see cref="PointsAtMost"/>: one that has more is told in longer steps.</param>
public sealed record HistorySettings(int MostPoints)
{
    /// <summary>A line has an end as well as a beginning.</summary>
    public const int PointsAtLeast = 2;

    /// <summary>More than any page wants, and little to keep for every node of a machine.</summary>
    public const int PointsAtMost = 10_000;

    // So many points of all nodes together are more than any screen shows, and still fit into a page.
    private const int PointsOfAllNodes = 200_000;
    private const int FewestPoints = 40;
    private const int EnoughPoints = 600;

    /// <summary>As closely as is of use on a machine of so many nodes.</summary>
    /// <param name="nodes">How many, at least 1.</param>
    public static HistorySettings For(int nodes) => new(Math.Clamp(PointsOfAllNodes / nodes, FewestPoints, EnoughPoints));
}
