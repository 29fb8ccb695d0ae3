using System.Globalization;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// A calibration as a picture (SVG): predicted over published times of all points, and for each machine of the padata
/// table the time over the threads.
/// </summary>
public static class CalibrationPlot
{
    private const int Width = 1240;
    private const int Height = 640;
    private const int Columns = 3;

    // Two colours that everybody tells apart; shapes say the same.
    private const string Published = "#b35900";
    private const string Predicted = "#1f5fa8";
    private const string Help = "#999999";

    /// <summary>The text, ended by a line feed.</summary>
    public static string Write(CalibrationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var canvas = new PlotCanvas(Width, Height, "Late init of published machines: predicted and published times");
        DrawErrors(canvas, result);
        int at = 0;
        foreach (var machine in result.Points.GroupBy(point => point.Machine))
        {
            DrawMachine(canvas, machine.Key, [.. machine.Where(point => point.Measured.Threads > 0)], at / Columns, at % Columns);
            at++;
        }

        canvas.Dot(570, 624, Published, isHollow: true, "published");
        canvas.Text(580, 628, "published, the median of the rounds; a bar joins the lowest and the highest");
        canvas.Dot(1060, 624, Predicted, isHollow: false, "predicted");
        canvas.Text(1070, 628, "predicted");
        return canvas.ToString();
    }

    private static void DrawErrors(PlotCanvas canvas, CalibrationResult result)
    {
        CalibrationPoint[] all = [.. result.Points, .. result.OtherPoints];
        double low = Math.Pow(10, Math.Floor(Math.Log10(all.Min(point => Math.Min(point.PublishedMs, point.PredictedMs)))));
        double high = Math.Pow(10, Math.Ceiling(Math.Log10(all.Max(point => Math.Max(point.PublishedMs, point.PredictedMs)))));
        var x = new PlotAxis(low, high, 70, 500, IsLog: true);
        var y = new PlotAxis(low, high, 560, 60, IsLog: true);
        canvas.Frame(x, y, "predicted over published", "published, ms", "ms");
        canvas.Line([(x.At(low), y.At(low)), (x.At(high), y.At(high))], Help);
        foreach (double off in new[] { 1 - (CalibrationResult.LargestErrorPct / 100), 1 + (CalibrationResult.LargestErrorPct / 100) })
        {
            double from = Math.Max(low, low / off);
            double to = Math.Min(high, high / off);
            canvas.Line([(x.At(from), y.At(from * off)), (x.At(to), y.At(to * off))], Help, isDashed: true);
        }

        foreach (var point in all)
        {
            canvas.Dot(x.At(point.PublishedMs), y.At(point.PredictedMs), Predicted, point.Measured.HeldOut, Tip(point));
        }

        canvas.Text(70, 608, $"filled: fitted; hollow: held out; dashed: {CalibrationResult.LargestErrorPct} % off");
    }

    private static void DrawMachine(PlotCanvas canvas, MeasuredMachine machine, CalibrationPoint[] points, int row, int column)
    {
        double left = 590 + (column * 220);
        double top = 60 + (row * 290);
        double slowest = points.Max(point => Math.Max(point.PredictedMs, point.Measured.RoundsMs.Max()));
        double fastest = points.Min(point => Math.Min(point.PredictedMs, point.Measured.RoundsMs.Min()));
        var x = new PlotAxis(0, points.Max(point => point.Measured.Threads), left, left + 160, IsLog: false);
        var y = new PlotAxis(Math.Pow(10, Math.Floor(Math.Log10(fastest))), slowest * 1.1, top + 210, top, IsLog: true);
        canvas.Frame(x, y, machine.IsHeldOut ? $"{machine.Name} (held out)" : machine.Name, "threads a node", "ms");
        canvas.Line(points.Select(point => (x.At(point.Measured.Threads), y.At(point.PublishedMs))), Published, isDashed: true);
        canvas.Line(points.Select(point => (x.At(point.Measured.Threads), y.At(point.PredictedMs))), Predicted);
        foreach (var point in points)
        {
            double at = x.At(point.Measured.Threads);
            canvas.Line([(at, y.At(point.Measured.RoundsMs.Min())), (at, y.At(point.Measured.RoundsMs.Max()))], Published);
            canvas.Dot(at, y.At(point.PublishedMs), Published, isHollow: true, Tip(point));
            canvas.Dot(at, y.At(point.PredictedMs), Predicted, isHollow: false, Tip(point));
        }
    }

    private static string Tip(CalibrationPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Machine.Name}, {point.Measured.Threads} threads: published {point.PublishedMs:0.0} ms, predicted {point.PredictedMs:0.0} ms, {point.ErrorPct:+0.0;-0.0} %");
}
