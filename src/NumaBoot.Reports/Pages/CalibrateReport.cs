using System.Globalization;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Predicted beside published times as a page to look at.</summary>
public static class CalibrateReport
{
    /// <summary>The page.</summary>
    /// <param name="result">The predictions.</param>
    /// <param name="origin">Where it came from.</param>
    public static string Write(CalibrationResult result, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(origin);
        return ReportPage.Write(
            "calibrate",
            "Predicted and published times of late init",
            [.. Sentences(result)],
            origin,
            json => CalibrationJson.WriteProperties(json, result),
            json => json.WriteNumber("largestErrorPct", CalibrationResult.LargestErrorPct));
    }

    private static IEnumerable<string> Sentences(CalibrationResult result)
    {
        yield return $"Over {Quantity.Plural(result.Points.Length, "point")} by threads the median error is {Percent(result.MedianErrorPct)}, the worst {Percent(result.WorstErrorPct)}";
        yield return $"Machines that nothing was fitted to are predicted with a median error of {Percent(result.HeldOutMedianErrorPct)}";
        yield return $"Another {Quantity.Plural(result.OtherPoints.Length, "point")}, of other kinds of measurement, {(result.OtherPoints.Length == 1 ? "is" : "are")} shown besides";
    }

    private static string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
