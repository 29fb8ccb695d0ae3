using System.Collections.Immutable;

namespace NumaBoot.Reports;

/// <summary>A stretch of time on a track.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Category">The kind of span that it is made of.</param>
/// <param name="StartNs">Since when, in nanoseconds of virtual time.</param>
/// <param name="EndNs">Until when; not before the start.</param>
/// <param name="Args">What is known about it.</param>
internal sealed record TimelineSlice(string Name, string Category, long StartNs, long EndNs, ImmutableArray<TimelineArg> Args)
{
    /// <summary>What it consists of: each inside of it, one after the other.</summary>
    public ImmutableArray<TimelineSlice> Parts { get; init; } = [];

    /// <summary>Where arrows come and go, in the order of time.</summary>
    public List<TimelinePoint> Points { get; } = [];

    /// <summary>Whether a moment is in it, its ends included.</summary>
    public bool Has(long atNs) => atNs >= StartNs && atNs <= EndNs;
}
