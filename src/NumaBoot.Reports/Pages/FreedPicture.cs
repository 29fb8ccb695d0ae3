using System.Collections.Immutable;
using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Pages that came into the free areas of a node, as a page holds them: a column each of how, for whom, when and which,
/// since on a large machine there are a million of them.
/// </summary>
internal static class FreedPicture
{
    // So many are told to the nanosecond.
    private const int ManyRuns = 100_000;

    // Otherwise to so small a part of the boot.
    private const int Parts = 1 << 16;

    /// <summary>In which unit the times of a boot are told, in nanoseconds.</summary>
    public static long UnitNs(BootResult result) =>
        result.Histories.Sum(history => (long)history.Freed.Length) <= ManyRuns ? 1 : Math.Max(1, result.VirtualNs / Parts);

    /// <summary>Writes the property <c>freed</c> of a node.</summary>
    public static void WriteTo(Utf8JsonWriter json, NodePlan node, ImmutableArray<FreedFrames> freed, long unitNs)
    {
        json.WriteStartObject("freed");
        WriteRuns(json, "by", freed.Select(one => (long)one.By));
        WriteColumn(json, "who", freed.Select(one => (long)one.Who));
        WriteColumn(json, "after", freed.Select((one, at) => (one.AtNs / unitNs) - (at == 0 ? 0 : freed[at - 1].AtNs / unitNs)));
        WriteRuns(json, "gap", freed.Select((one, at) => one.Frames.Start - (at == 0 ? node.Layout.Start : freed[at - 1].Frames.End)));
        WriteRuns(json, "pages", freed.Select(one => one.Frames.Pages));
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (long value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Each value with how often it comes in a row.</summary>
    private static void WriteRuns(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        long last = 0;
        long times = 0;
        foreach (long value in values)
        {
            if (times > 0 && value != last)
            {
                json.WriteNumberValue(last);
                json.WriteNumberValue(times);
                times = 0;
            }

            (last, times) = (value, times + 1);
        }

        if (times > 0)
        {
            json.WriteNumberValue(last);
            json.WriteNumberValue(times);
        }

        json.WriteEndArray();
    }
}
