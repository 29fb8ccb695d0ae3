using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>Boots the machines that somebody measured and holds late init against what was published.</summary>
public static class Calibrator
{
    /// <summary>Predicts every published point with the profile of its machine.</summary>
    /// <param name="progress">Hears which machine is next; null for nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CalibrationResult Run(Action<MeasuredMachine>? progress = null, CancellationToken cancellation = default)
    {
        var points = Measurements.All.ToLookup(machine => machine.Table == MeasuredMachine.Padata);
        return new CalibrationResult(Predict(points[true], progress, cancellation), Predict(points[false], progress, cancellation));
    }

    /// <summary>How long the slowest node takes for its deferred pages, in milliseconds.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="point">With how many threads.</param>
    /// <param name="costs">What things cost.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static double PredictMs(MeasuredMachine machine, MeasuredPoint point, CostModel costs, CancellationToken cancellation = default)
    {
        var result = new BootRun().Run(machine.ToRequest(point, costs), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return result.Report!.Nodes.Max(node => node.LateNs) / 1e6;
    }

    private static ImmutableArray<CalibrationPoint> Predict(
        IEnumerable<MeasuredMachine> machines, Action<MeasuredMachine>? progress, CancellationToken cancellation)
    {
        var points = ImmutableArray.CreateBuilder<CalibrationPoint>();
        foreach (var machine in machines)
        {
            progress?.Invoke(machine);
            var costs = CostProfiles.Find(machine.Profile)
                ?? throw new InvalidOperationException($"{machine.Name}: there is no profile {machine.Profile}");
            points.AddRange(machine.Points.Select(point => new CalibrationPoint(machine, point, PredictMs(machine, point, costs, cancellation))));
        }

        return points.DrainToImmutable();
    }
}
