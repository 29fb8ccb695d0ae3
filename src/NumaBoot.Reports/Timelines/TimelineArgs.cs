using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>What is known about spans, under the names that it has in a timeline; <c>docs/timeline.md</c> lists them.</summary>
internal static class TimelineArgs
{
    /// <summary>Of a span.</summary>
    public static ImmutableArray<TimelineArg> Of(TracedSpan span)
    {
        var args = ImmutableArray.CreateBuilder<TimelineArg>();
        if (span.Key.Kind is SpanKind.Allocation or SpanKind.Take or SpanKind.Growth or SpanKind.Build)
        {
            args.Add(new TimelineArg("request", span.Key.Request.ToString()));
        }

        // The name of a phase is that of its slice.
        args.AddRange(span.Facts.Where(fact => fact.Kind != SpanFactKind.Phase).Select(fact => new TimelineArg(NameOf(fact.Kind), ValueOf(fact))));
        if (span.Key.Kind == SpanKind.Growth && !span.Facts.Any(fact => fact.Kind == SpanFactKind.Grew))
        {
            args.Add(new TimelineArg(NameOf(SpanFactKind.Grew), false));
        }

        AddEnd(args, span.IsUnfinished);
        return args.ToImmutable();
    }

    /// <summary>Of the work of an init worker.</summary>
    public static ImmutableArray<TimelineArg> Of(WorkRecord work)
    {
        var args = ImmutableArray.CreateBuilder<TimelineArg>();
        args.Add(new TimelineArg("node", (long)work.Nid));
        args.Add(new TimelineArg("pages", work.Pages));
        args.Add(new TimelineArg("chunks", work.Chunks));
        AddEnd(args, work.EndNs is null);
        return args.ToImmutable();
    }

    private static void AddEnd(ImmutableArray<TimelineArg>.Builder args, bool isUnfinished)
    {
        if (isUnfinished)
        {
            args.Add(new TimelineArg("unfinished", true));
        }
    }

    private static object ValueOf(SpanFact fact) => fact.Kind switch
    {
        SpanFactKind.Grew => fact.Number != 0,
        SpanFactKind.FrontierBefore or SpanFactKind.FrontierAfter => Frontier.Printed(fact.Number),
        _ => fact.Text ?? (object)fact.Number,
    };

    private static string NameOf(SpanFactKind kind) => kind switch
    {
        SpanFactKind.Node => "node",
        SpanFactKind.Zone => "zone",
        SpanFactKind.Order => "order",
        SpanFactKind.Cpu => "cpu",
        SpanFactKind.BlocksWanted => "blocksWanted",
        SpanFactKind.BlocksGiven => "blocksGiven",
        SpanFactKind.Watermark => "watermark",
        SpanFactKind.Waits => "waits",
        SpanFactKind.Reason => "reason",
        SpanFactKind.Grew => "grew",
        SpanFactKind.FrontierBefore => "frontierBefore",
        SpanFactKind.FrontierAfter => "frontierAfter",
        SpanFactKind.Pages => "pages",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no arg of a slice"),
    };
}
