using System.Diagnostics;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using static NumaBoot.Telemetry.TelemetryNames;

namespace NumaBoot.Telemetry;

/// <summary>The names of spans and the attributes that are made of what is known about them.</summary>
/// <param name="replay">The command that leads to each of them once more; null where none does.</param>
/// <param name="isTimed">Whether there is virtual time.</param>
internal sealed class SpanTags(string? replay, bool isTimed)
{
    /// <summary>What a span is called.</summary>
    public static string NameOf(TracedSpan span) => span.Key.Kind switch
    {
        SpanKind.Boot => Spans.Boot,
        SpanKind.Continued => Spans.Continued,
        SpanKind.Phase => Spans.Phase,
        SpanKind.NodeInit => Spans.NodeInit,
        SpanKind.Allocation => Spans.Allocation,
        SpanKind.Take => Spans.Take,
        SpanKind.Growth => Spans.Growth,
        _ => Spans.Build,
    };

    /// <summary>Its attributes.</summary>
    public ActivityTagsCollection Of(TracedSpan span)
    {
        var tags = new ActivityTagsCollection
        {
            [Attributes.Lane] = span.Lane,
            [Attributes.Delivery] = span.Delivery,
        };
        if (isTimed)
        {
            tags[Attributes.VirtualStartNs] = span.Times.StartNs;
            tags[Attributes.VirtualDurationNs] = span.Times.EndNs - span.Times.StartNs;
        }

        if (replay is not null)
        {
            tags[Attributes.Replay] = replay;
        }

        if (span.IsUnfinished)
        {
            tags[Attributes.Unfinished] = true;
        }

        if (span.Key.Kind is SpanKind.Allocation or SpanKind.Take or SpanKind.Growth or SpanKind.Build)
        {
            tags[Attributes.Request] = span.Key.Request.ToString();
        }

        foreach (var fact in span.Facts)
        {
            tags[NameOf(fact.Kind)] = ValueOf(fact);
        }

        if (span.Key.Kind == SpanKind.Growth)
        {
            tags.TryAdd(Attributes.Grew, false);
        }

        return tags;
    }

    private static object ValueOf(SpanFact fact) => fact.Kind switch
    {
        SpanFactKind.Grew => fact.Number != 0,
        SpanFactKind.FrontierBefore or SpanFactKind.FrontierAfter when fact.Number == Frontier.None => -1L,
        _ => fact.Text ?? (object)fact.Number,
    };

    private static string NameOf(SpanFactKind kind) => kind switch
    {
        SpanFactKind.Phase => Attributes.Phase,
        SpanFactKind.Node => Attributes.Node,
        SpanFactKind.Zone => Attributes.Zone,
        SpanFactKind.Order => Attributes.Order,
        SpanFactKind.Cpu => Attributes.Cpu,
        SpanFactKind.BlocksWanted => Attributes.BlocksWanted,
        SpanFactKind.BlocksGiven => Attributes.BlocksGiven,
        SpanFactKind.Watermark => Attributes.Watermark,
        SpanFactKind.Waits => Attributes.Waits,
        SpanFactKind.Reason => Attributes.Reason,
        SpanFactKind.Grew => Attributes.Grew,
        SpanFactKind.FrontierBefore => Attributes.FrontierBefore,
        SpanFactKind.FrontierAfter => Attributes.FrontierAfter,
        SpanFactKind.Pages => Attributes.Pages,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
