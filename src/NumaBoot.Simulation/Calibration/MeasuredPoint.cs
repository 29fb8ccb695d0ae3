using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>How long the slowest node of a machine took for its deferred pages, with a number of threads.</summary>
/// <param name="Threads">Threads a node; 0: a kernel from before there could be more than one.</param>
/// <param name="RoundsMs">What was published, a figure for each round of measuring, in milliseconds.</param>
/// <param name="DeviationsMs">The standard deviation of the runs of each round, in milliseconds; empty where none was published.</param>
/// <param name="HeldOut">Whether no cost was fitted to it, so that it shows what the model is worth.</param>
public sealed record MeasuredPoint(int Threads, ImmutableArray<double> RoundsMs, ImmutableArray<double> DeviationsMs, bool HeldOut)
{
    /// <summary>The median of the rounds, in milliseconds.</summary>
    public double MedianMs => Statistics.Median(RoundsMs);

    /// <summary>How far the rounds lie from their median at most, in percent of it; 0 for a single one.</summary>
    public double SpreadPct => RoundsMs.Max(round => Math.Abs(round - MedianMs)) / MedianMs * 100;
}
