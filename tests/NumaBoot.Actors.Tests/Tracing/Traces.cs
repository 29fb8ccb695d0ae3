using System.Globalization;
using NumaBoot.Actors.Tests.Determinism;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Tracing;

/// <summary>Traces of boots, as tests read them.</summary>
internal static class Traces
{
    public static BootObservation All { get; } = new() { Tracing = new TraceSettings(1) };

    public static BootObservation Share(double share) => new() { Tracing = new TraceSettings(share) };

    /// <summary>A boot on one thread.</summary>
    public static BootResult Run(BootRequest request, BootObservation observation)
    {
        using var world = new BootWorld(new TimeOrder(new BootLatency(request.Costs, request.Machine.Distances, request.Seed))) { Observation = observation };
        return world.Run(request, request.Plan());
    }

    /// <summary>The same on blocks of lanes, a thread each.</summary>
    public static BootResult RunOn(int blocks, BootRequest request, BootObservation observation) =>
        BlocksOfLanes.Run(request, blocks, observation: observation).Whole!;

    /// <summary>All that a trace says, line by line.</summary>
    public static string Text(BootTrace trace) => string.Join('\n', trace.Spans.Select(Line));

    /// <summary>What a fact of a span says; null where it does not say it.</summary>
    public static string? Fact(TracedSpan span, SpanFactKind kind)
    {
        foreach (var fact in span.Facts.Where(fact => fact.Kind == kind))
        {
            return fact.Text ?? fact.Number.ToString(CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>What holds for any trace: nobody is double or an orphan, none is too long, and links lead somewhere.</summary>
    public static void AssertWhole(BootTrace trace)
    {
        var seen = new Dictionary<SpanKey, int>();
        var all = trace.Spans.Select(span => span.Key).ToHashSet();
        Assert.Equal(all.Count, trace.Spans.Length);
        foreach (var span in trace.Spans)
        {
            Assert.True(span.Parent is null == span.Key.Kind is SpanKind.Boot or SpanKind.Continued, $"{span.Key} has parent {span.Parent}");
            Assert.True(span.Parent is not { } parent || (seen.TryGetValue(parent, out int trc) && trc == span.Trace), $"{span.Key} comes before its parent");
            Assert.All(span.Links, link => Assert.Contains(link, all));
            Assert.True(span.Times.EndNs >= span.Times.StartNs);
            seen.Add(span.Key, span.Trace);
        }

        Assert.All(trace.Spans.GroupBy(span => span.Trace), one => Assert.InRange(one.Count(), 1, BootTrace.MostSpans));
    }

    /// <summary>Whether a span has one of a kind among those that it is a part of or linked to.</summary>
    public static bool ComesOf(BootTrace trace, TracedSpan span, SpanKind kind)
    {
        var spans = trace.Spans.ToDictionary(one => one.Key);
        var seen = new HashSet<SpanKey> { span.Key };
        var open = new Queue<TracedSpan>([span]);
        while (open.TryDequeue(out var next))
        {
            if (next.Key.Kind == kind)
            {
                return true;
            }

            foreach (var key in next.Links.Concat(next.Parent is { } parent ? [parent] : []).Where(seen.Add))
            {
                open.Enqueue(spans[key]);
            }
        }

        return false;
    }

    private static string Line(TracedSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.Trace} {span.Key} in {span.Parent} [{string.Join(", ", span.Links)}] lane {span.Lane} #{span.Delivery} {span.Times} {span.IsUnfinished} {string.Join(", ", span.Facts)}");
}
