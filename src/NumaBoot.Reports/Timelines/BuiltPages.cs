using System.Collections.Immutable;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>How many pages of a node were built at each moment: before memblock handed over, by growth, in late init.</summary>
/// <param name="AtNs">Since when, in nanoseconds of virtual time.</param>
/// <param name="Nid">The node.</param>
/// <param name="Early">Pages of the early memory map that are not reserved.</param>
/// <param name="Grown">Pages that growths built.</param>
/// <param name="Late">Pages that init workers built.</param>
internal sealed record BuiltPages(long AtNs, int Nid, long Early, long Grown, long Late)
{
    /// <summary>All moments, node by node, each node's in the order of time.</summary>
    public static ImmutableArray<BuiltPages> Of(BootResult result, BootSpans spans)
    {
        var steps = spans.Spans.Where(span => span.Key.Kind == SpanKind.Build && !span.IsUnfinished)
            .Select(span => new BuiltPages(span.Times.EndNs, span.Key.Request.From.Nid, 0, PagesOf(span), 0))
            .Concat(LateSteps(spans))
            .ToLookup(step => step.Nid);
        var moments = ImmutableArray.CreateBuilder<BuiltPages>();
        foreach (var node in result.Plan.Nodes.Where(_ => result.Phases.Length > 1))
        {
            var sum = new BuiltPages(result.Phases[0].EndNs, node.Nid, node.Zones.Sum(zone => zone.EarlyFrames.Sum(range => range.Pages)), 0, 0);
            moments.Add(sum);
            foreach (var step in steps[node.Nid].OrderBy(step => step.AtNs))
            {
                sum = sum with { AtNs = step.AtNs, Grown = sum.Grown + step.Grown, Late = sum.Late + step.Late };
                moments.Add(sum);
            }
        }

        return moments.ToImmutable();
    }

    // Where the work of some had no room, nodes tell it in one.
    private static IEnumerable<BuiltPages> LateSteps(BootSpans spans) => spans.WorkLeftOut == 0
        ? spans.Work.Where(work => work.EndNs is not null && work.Pages > 0).Select(work => new BuiltPages(work.EndNs!.Value, work.Nid, 0, 0, work.Pages))
        : spans.Spans.Where(span => span.Key.Kind == SpanKind.NodeInit && !span.IsUnfinished)
            .Select(span => new BuiltPages(span.Times.EndNs, span.Lane, 0, 0, PagesOf(span)));

    private static long PagesOf(TracedSpan span) => span.Facts.FirstOrDefault(fact => fact.Kind == SpanFactKind.Pages).Number;
}
