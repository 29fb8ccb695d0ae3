using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Draws the way of each request for pages: from the CPU to the zone, to each growth that was for it or that it waited for, and
/// back to the CPU.
/// </summary>
internal static class TimelineFlows
{
    /// <summary>Adds the points of the ways to the slices that they lead through.</summary>
    public static void Draw(BootSpans spans, IReadOnlyDictionary<SpanKey, TimelineSlice> slices)
    {
        var growths = GrowthsByTake(spans);
        long flow = 0;
        foreach (var key in spans.Spans.Where(span => span.Key.Kind == SpanKind.Allocation).Select(span => span.Key))
        {
            if (slices.TryGetValue(new SpanKey(SpanKind.Take, key.Request), out var take)
                && slices[key] is var allocation && allocation.Has(take.StartNs))
            {
                Draw(++flow, allocation, take, growths[key.Request].Select(growth => slices[growth]));
            }
        }
    }

    // A growth is a part of the take that it was asked for, and linked to the allocations that waited for it as well.
    private static ILookup<Actors.RequestId, SpanKey> GrowthsByTake(BootSpans spans) => spans.Spans
        .Where(span => span.Key.Kind == SpanKind.Growth)
        .SelectMany(growth => growth.Links.Where(link => link.Kind == SpanKind.Allocation)
            .Concat(growth.Parent is { Kind: SpanKind.Take } take ? [take] : [])
            .Select(key => key.Request).Distinct()
            .Select(request => (Request: request, Growth: growth.Key)))
        .ToLookup(pair => pair.Request, pair => pair.Growth);

    private static void Draw(long flow, TimelineSlice allocation, TimelineSlice take, IEnumerable<TimelineSlice> growths)
    {
        allocation.Points.Add(new TimelinePoint('s', flow, allocation.StartNs));
        take.Points.Add(new TimelinePoint('t', flow, take.StartNs));
        foreach (var growth in growths)
        {
            long atNs = Math.Max(growth.StartNs, take.StartNs);
            if (growth.Has(atNs) && allocation.Has(atNs))
            {
                growth.Points.Add(new TimelinePoint('t', flow, atNs));
            }
        }

        allocation.Points.Add(new TimelinePoint('f', flow, allocation.EndNs));
    }
}
