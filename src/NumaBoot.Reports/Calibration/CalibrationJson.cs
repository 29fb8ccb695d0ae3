using System.Text.Json;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Predicted beside published times as JSON, schema <c>numaboot/calibration/1</c>; <c>docs/calibrate.md</c> describes it.</summary>
public static class CalibrationJson
{
    /// <summary>The text, ended by a line feed.</summary>
    public static string Write(CalibrationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return JsonPage.Write(json => WriteProperties(json, result));
    }

    /// <summary>The properties of the object.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, CalibrationResult result)
    {
        json.WriteString("schema", "numaboot/calibration/1");
        json.WriteNumber("medianErrorPct", Rounded(result.MedianErrorPct));
        json.WriteNumber("worstErrorPct", Rounded(result.WorstErrorPct));
        json.WriteNumber("heldOutMedianErrorPct", Rounded(result.HeldOutMedianErrorPct));
        WritePoints(json, "points", result.Points);
        WritePoints(json, "otherPoints", result.OtherPoints);
    }

    private static void WritePoints(Utf8JsonWriter json, string name, IEnumerable<CalibrationPoint> points)
    {
        json.WriteStartArray(name);
        foreach (var point in points)
        {
            json.WriteStartObject();
            json.WriteString("machine", point.Machine.Name);
            json.WriteNumber("threads", point.Measured.Threads);
            json.WriteNumber("publishedMs", Rounded(point.PublishedMs));
            json.WriteNumber("predictedMs", Rounded(point.PredictedMs));
            json.WriteNumber("errorPct", Rounded(point.ErrorPct));
            json.WriteBoolean("heldOut", point.Measured.HeldOut);
            WriteNumbers(json, "roundsMs", point.Measured.RoundsMs);
            WriteNumbers(json, "deviationsMs", point.Measured.DeviationsMs);
            json.WriteNumber("spreadPct", Rounded(point.Measured.SpreadPct));
            json.WriteString("profile", point.Machine.Profile);
            json.WriteString("description", point.Machine.Description);
            json.WriteString("source", point.Machine.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}
