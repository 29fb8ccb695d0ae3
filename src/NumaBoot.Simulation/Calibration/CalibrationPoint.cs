namespace NumaBoot.Simulation;

/// <summary>A published figure beside ours.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Measured">What was published.</param>
/// <param name="PredictedMs">What the slowest node takes in the simulation, in milliseconds.</param>
public sealed record CalibrationPoint(MeasuredMachine Machine, MeasuredPoint Measured, double PredictedMs)
{
    /// <summary>What was published, in milliseconds: the median of the rounds.</summary>
    public double PublishedMs => Measured.MedianMs;

    /// <summary>By how much the prediction is off, in percent of what was published; below 0 where it is too short.</summary>
    public double ErrorPct => (PredictedMs - PublishedMs) / PublishedMs * 100;

    /// <summary>Whether the rounds of measuring differ from each other by more than the prediction does from their median.</summary>
    public bool IsWithinSpread => Math.Abs(ErrorPct) <= Measured.SpreadPct;
}
