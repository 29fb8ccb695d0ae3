using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>An exploration as JSON, schema <c>numaboot/explore/1</c>; <c>docs/explore-json.md</c> describes it.</summary>
public static class ExploreJson
{
    // The story draws with characters that HTML would take for its own; this is no HTML.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The text, ended by a line feed.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="breaks">What broke, with its stories.</param>
    public static string Write(ExplorationResult result, IReadOnlyList<ToldBreak> breaks)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(breaks);
        return Text(json => WriteProperties(json, result, breaks));
    }

    /// <summary>A recorded boot that was delivered again, schema <c>numaboot/replayed/1</c>.</summary>
    /// <param name="replayed">What came of it.</param>
    /// <param name="story">How the invariant came to break.</param>
    public static string Write(ReplayedBoot replayed, ImmutableArray<string> story)
    {
        ArgumentNullException.ThrowIfNull(replayed);
        return Text(json => WriteProperties(json, replayed, story));
    }

    /// <summary>The properties of an exploration.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, ExplorationResult result, IReadOnlyList<ToldBreak> breaks)
    {
        WriteHead(json, result);
        WriteCounts(json, result);
        json.WriteStartArray("violations");
        foreach (var told in breaks)
        {
            WriteBreak(json, result, told);
        }

        json.WriteEndArray();
    }

    /// <summary>The properties of a recorded boot.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, ReplayedBoot replayed, ImmutableArray<string> story)
    {
        var (recording, result, trial) = replayed;
        json.WriteString("schema", "numaboot/replayed/1");
        json.WriteString("machine", result.Request.Machine.Name);
        json.WriteString("policy", result.Request.Policy.Name);
        json.WriteString("order", recording.Order.Name());
        json.WriteNumber("seed", recording.Seed);
        json.WriteString("digest", $"{result.Digest:x16}");
        json.WriteNumber("deliveries", result.Deliveries);
        json.WriteStartArray("violations");
        foreach (var violation in result.Violations.OrderBy(violation => violation.Delivery))
        {
            bool isRecorded = violation.Invariant == recording.Invariant;
            json.WriteStartObject();
            json.WriteString("invariant", violation.Invariant.Name());
            json.WriteBoolean("claimed", result.Claims(violation));
            json.WriteString("detail", violation.Detail);
            json.WriteNumber("deliveries", violation.Delivery);
            json.WriteBoolean("recorded", isRecorded);
            if (isRecorded)
            {
                json.WriteNumber("shrunkDeliveries", trial.Length);
                WriteLines(json, "story", story);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(Action<Utf8JsonWriter> write) => JsonPage.Write(write, Encoder);

    private static void WriteHead(Utf8JsonWriter json, ExplorationResult result)
    {
        json.WriteString("schema", "numaboot/explore/1");
        json.WriteString("machine", result.Settings.Request.Machine.Name);
        json.WriteString("policy", result.Settings.Request.Policy.Name);
        json.WriteString("order", result.Settings.Order.Name());
        json.WriteNumber("seed", result.Settings.FirstSeed);
        json.WriteBoolean("breakFifo", result.Settings.BreaksFifo);
    }

    private static void WriteCounts(Utf8JsonWriter json, ExplorationResult result)
    {
        json.WriteNumber("schedules", result.Schedules);
        json.WriteNumber("deliveries", result.Deliveries);
        json.WriteNumber("distinctOrders", result.DistinctOrders);
        json.WriteBoolean("exhausted", result.IsExhausted);
        json.WriteBoolean("interrupted", result.WasInterrupted);
        json.WriteStartObject("coverage");
        json.WriteNumber("seen", result.Coverage.Seen);
        json.WriteNumber("defined", result.Coverage.Defined);
        json.WriteEndObject();
        json.WriteStartObject("disturbances");
        json.WriteNumber("interrupts", result.Happened.Interrupts);
        json.WriteNumber("lost", result.Happened.Lost);
        json.WriteNumber("duplicated", result.Happened.Duplicated);
        json.WriteNumber("delayed", result.Happened.Delayed);
        json.WriteNumber("crashed", result.Happened.Crashed);
        json.WriteNumber("paused", result.Happened.Paused);
        json.WriteNumber("slowed", result.Happened.Slowed);
        json.WriteEndObject();
    }

    private static void WriteBreak(Utf8JsonWriter json, ExplorationResult result, ToldBreak told)
    {
        json.WriteStartObject();
        json.WriteString("invariant", told.Broken.Invariant.Name());
        json.WriteBoolean("claimed", result.Claims(told.Broken));
        json.WriteString("detail", told.Broken.Recording.Detail);
        json.WriteNumber("seed", told.Broken.Seed);
        json.WriteNumber("deliveries", told.Broken.Deliveries);
        json.WriteNumber("shrunkDeliveries", told.Broken.Shrunk.Length);
        json.WriteString("replayFile", told.ReplayFile);
        WriteLines(json, "story", told.Story);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, string name, ImmutableArray<string> lines)
    {
        json.WriteStartArray(name);
        foreach (string line in lines)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }
}
