using System.Globalization;
using System.Text;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Predicted beside published times, to be read on a terminal.</summary>
public static class CalibrationText
{
    /// <summary>The text, each line ended.</summary>
    public static string Write(CalibrationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        Line(text, "numaboot  late init, predicted and published: milliseconds of the slowest node");
        Line(text, "");
        Line(text, "  by threads (padata, 2020); 0 threads: a kernel that had one in any case");
        WritePoints(text, result.Points);
        Line(text, "");
        Line(text, "  other published times");
        WritePoints(text, result.OtherPoints);
        Line(text, "");
        WriteErrors(text, result);
        return text.ToString();
    }

    private static void WritePoints(StringBuilder text, IReadOnlyCollection<CalibrationPoint> points)
    {
        Line(text, $"  {"machine",-12}{"threads",8}{"published",12}{"spread",9}{"predicted",12}{"error",9}   ");
        string machine = "";
        foreach (var point in points)
        {
            string name = point.Machine.Name == machine ? "" : point.Machine.Name;
            machine = point.Machine.Name;
            string spread = point.Measured.RoundsMs.Length > 1 ? $"{Number(point.Measured.SpreadPct)} %" : "-";
            Line(text, $"  {name,-12}{point.Measured.Threads,8}{Number(point.PublishedMs),12}{spread,9}{Number(point.PredictedMs),12}{Signed(point.ErrorPct),9}   {About(point)}");
        }
    }

    private static string About(CalibrationPoint point)
    {
        string held = point.Measured.HeldOut ? "held out" : "fitted";
        return point.IsWithinSpread ? $"{held}, within what the rounds differ by" : held;
    }

    private static void WriteErrors(StringBuilder text, CalibrationResult result)
    {
        Line(text, $"  by threads: median error {Number(result.MedianErrorPct)} %, worst {Number(result.WorstErrorPct)} % over {Quantity.Plural(result.Points.Length, "point")}; "
            + $"held out: median {Number(result.HeldOutMedianErrorPct)} %");
        string[] held = [.. result.Points.Select(point => point.Machine).Where(machine => machine.IsHeldOut).Select(machine => machine.Name).Distinct(StringComparer.Ordinal)];
        Line(text, $"  nothing was fitted to {string.Join(" and ", held)}: they are predicted with what was fitted to the same processors elsewhere");
        int wide = result.Points.Count(point => point.Measured.SpreadPct > CalibrationResult.LargestErrorPct);
        Line(text, $"  published rounds that differ from their median by more than {CalibrationResult.LargestErrorPct} %: {Quantity.Plural(wide, "point")}");
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Signed(double percent) => percent.ToString("+0.0 '%';-0.0 '%';0.0 '%'", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');
}
