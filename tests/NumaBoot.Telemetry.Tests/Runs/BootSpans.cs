using System.Text.Json;
using NumaBoot.Telemetry.Tests.Receiver;
using NumaBoot.Telemetry.Tests.Spans;
using Xunit;
using static NumaBoot.Telemetry.TelemetryNames;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary>What must hold for the spans of a boot, whoever sent them.</summary>
internal static class BootSpans
{
    /// <summary>Nobody is lost, nobody double, and every growth of the report is there with the allocation that it was for.</summary>
    /// <param name="spans">What was received.</param>
    /// <param name="json">What the run told of itself.</param>
    public static void AssertWhole(SpanTree spans, string json)
    {
        Assert.Empty(spans.Orphans);
        Assert.Empty(spans.Doubles);
        Assert.Empty(spans.LooseLinks);
        Assert.Empty(spans.Twins());
        Assert.All(spans.Spans, span => Assert.Equal(0U, span.LeftOut));
        Assert.All(spans.Spans.GroupBy(span => span.TraceId, StringComparer.Ordinal), trace => Assert.InRange(trace.Count(), 1, 1_000));
        Assert.Single(spans.Roots, root => root.Name == TelemetryNames.Spans.Boot);
        Assert.All(spans.Roots, root => Assert.True(root.Name is TelemetryNames.Spans.Boot or TelemetryNames.Spans.Continued, root.Name));
        var growths = spans.Spans.Where(span => span.Name == TelemetryNames.Spans.Growth).ToList();
        Assert.All(growths, growth => Assert.Contains(spans.Above(growth), span => span.Name == TelemetryNames.Spans.Allocation));
        Assert.Equal(GrowthsOf(json), growths.Where(growth => growth.Attributes.ContainsKey(Attributes.Pages)).Select(Line).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static string Line(ReceivedSpan span)
    {
        object? Of(string name) => span.Attributes[name];
        return $"{Of(Attributes.Zone)} {Of(Attributes.Order)} {Of(Attributes.FrontierBefore)} {Of(Attributes.FrontierAfter)} {Of(Attributes.Pages)} {Of(Attributes.Reason)} {Of(Attributes.Cpu)}";
    }

    private static IEnumerable<string> GrowthsOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.GetProperty("growths").EnumerateArray()
                .Select(growth => string.Join(
                    ' ', $"{growth.GetProperty("nid")}:{growth.GetProperty("zone").GetString()}", growth.GetProperty("order"),
                    growth.GetProperty("before"), After(growth), growth.GetProperty("pages"), growth.GetProperty("reason").GetString(), growth.GetProperty("cpu")))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string After(JsonElement growth) =>
        growth.GetProperty("after") is { ValueKind: JsonValueKind.Number } after ? after.ToString() : "-1";
}
