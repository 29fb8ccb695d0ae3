using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>Predicted beside published times.</summary>
/// <param name="Points">The padata table: what the model is judged by.</param>
/// <param name="OtherPoints">All other published times of late init that name their machine.</param>
public sealed record CalibrationResult(ImmutableArray<CalibrationPoint> Points, ImmutableArray<CalibrationPoint> OtherPoints)
{
    /// <summary>What no error shall exceed, in percent.</summary>
    public const double LargestErrorPct = 25;

    /// <summary>The median error of <see cref="Points"/>, whatever its sign, in percent.</summary>
    public double MedianErrorPct => Statistics.Median(Points.Select(Error));

    /// <summary>The largest error of <see cref="Points"/>, whatever its sign, in percent.</summary>
    public double WorstErrorPct => Points.Max(Error);

    /// <summary>The median error of those of <see cref="Points"/> that nothing was fitted to, in percent.</summary>
    public double HeldOutMedianErrorPct => Statistics.Median(Points.Where(point => point.Measured.HeldOut).Select(Error));

    private static double Error(CalibrationPoint point) => Math.Abs(point.ErrorPct);
}
