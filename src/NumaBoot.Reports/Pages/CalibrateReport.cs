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
        yield return $"Over the {Quantity.Plural(result.Points.Length, "point")} of a published table of times by threads, the median error is {Percent(result.MedianErrorPct)}, the worst {Percent(result.WorstErrorPct)}";
        string[] held = [.. result.Points.Where(point => point.Machine.IsHeldOut).Select(point => point.Machine.Name).Distinct(StringComparer.Ordinal)];
        yield return $"Of these, {string.Join(" and ", held)} had nothing fitted to them: their median error is {Percent(result.HeldOutMedianErrorPct)}";
        yield return $"The other {Quantity.Plural(result.OtherPoints.Length, "point")} are of machines of which less is known; their errors go from {Signed(result.OtherPoints.Min(point => point.ErrorPct))} to {Signed(result.OtherPoints.Max(point => point.ErrorPct))}";
    }

    private static string Signed(double value) => value.ToString("+0.0;-0.0", CultureInfo.InvariantCulture) + " %";

    private static string Percent(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
