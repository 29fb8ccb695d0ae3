using NumaBoot.Telemetry.Tests.Receiver;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>Each fault that a trace can have is planted once, and found.</summary>
public class SpanTreeTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Further = "1bf7651916cd43dd8448eb211c80319c";

    [Fact]
    public void A_whole_trace_has_no_fault()
    {
        var tree = SpanTree.Of(Boot(Ids(1)));

        Assert.Equal(["boot", "boot continued"], tree.Roots.Select(span => span.Name), StringComparer.Ordinal);
        Assert.Empty(tree.Orphans);
        Assert.Empty(tree.LooseLinks);
        Assert.Empty(tree.Doubles);
        Assert.Empty(tree.Twins());
    }

    [Fact]
    public void Parents_and_children_are_found()
    {
        var tree = SpanTree.Of(Boot(Ids(1)));
        var phase = tree.Spans.Single(span => span.Name == "phase");

        Assert.Equal("boot", tree.Parent(phase)?.Name);
        Assert.Null(tree.Parent(tree.Roots[0]));
        Assert.Equal(["allocation", "allocation"], tree.Children(phase).Select(span => span.Name), StringComparer.Ordinal);
        Assert.Empty(tree.Children(tree.Spans.Last(span => span.Name == "allocation")));
    }

    [Fact]
    public void The_way_up_goes_over_parents_and_links()
    {
        var tree = SpanTree.Of(Boot(Ids(1)));
        var growth = tree.Spans.Single(span => span.Name == "growth");

        Assert.Equal(["boot continued", "allocation", "boot", "phase"], tree.Above(growth).Select(span => span.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void The_way_up_ends_even_where_links_go_in_a_circle()
    {
        var (one, two) = (Span("aa", "", "one"), Span("bb", "aa", "two"));
        var tree = SpanTree.Of([Linked(one, two), two]);

        Assert.Equal(["two"], tree.Above(tree.Spans[0]).Select(span => span.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void A_lost_span_makes_orphans_of_its_children()
    {
        var tree = SpanTree.Of(Boot(Ids(1)).Where(span => span.Name != "phase"));

        Assert.Equal(["allocation", "allocation"], tree.Orphans.Select(span => span.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void A_parent_in_another_trace_is_no_parent()
    {
        var boot = Boot(Ids(1)).ToList();
        int at = boot.FindIndex(span => span.Name == "growth");
        boot[at] = boot[at] with { TraceId = Trace };

        Assert.Equal("growth", Assert.Single(SpanTree.Of(boot).Orphans).Name);
    }

    [Fact]
    public void A_link_to_a_lost_span_is_loose()
    {
        var boot = Boot(Ids(1));
        var asked = boot.First(span => span.Name == "allocation");
        var (span, link) = Assert.Single(SpanTree.Of(boot.Except([asked])).LooseLinks);

        Assert.Equal(("growth", asked.SpanId), (span.Name, link.SpanId));
    }

    [Fact]
    public void A_span_that_was_sent_twice_is_a_double()
    {
        var boot = Boot(Ids(1));
        var tree = SpanTree.Of([.. boot, boot[2]]);

        Assert.Equal([boot[2], boot[2]], Assert.Single(tree.Doubles));
        Assert.Empty(tree.Twins());
    }

    [Fact]
    public void A_span_that_was_made_twice_has_a_twin()
    {
        var boot = Boot(Ids(1));
        var again = boot[2] with { SpanId = "ffffffffffffffff" };
        var tree = SpanTree.Of([.. boot, again]);

        Assert.Equal([boot[2], again], Assert.Single(tree.Twins()));
        Assert.Empty(tree.Doubles);
    }

    /// <summary>The trace of a boot and a further one: a phase, two allocations, and a growth that one of them caused.</summary>
    internal static IReadOnlyList<ReceivedSpan> Boot(Func<string> id)
    {
        var boot = Span(id(), "", TelemetryNames.Spans.Boot, (TelemetryNames.Attributes.Seed, 1L));
        var phase = At(Span(id(), boot.SpanId, TelemetryNames.Spans.Phase, (TelemetryNames.Attributes.Phase, "all CPUs")), 0, -1, 1);
        var first = At(Span(id(), phase.SpanId, TelemetryNames.Spans.Allocation, (TelemetryNames.Attributes.Request, "cpu 0 #1")), 100, 0, 7);
        var second = At(Span(id(), phase.SpanId, TelemetryNames.Spans.Allocation, (TelemetryNames.Attributes.Request, "cpu 1 #1")), 100, 1, 7);
        var further = Linked(Span(id(), "", TelemetryNames.Spans.Continued), boot) with { TraceId = Further };
        var growth = At(Span(id(), further.SpanId, TelemetryNames.Spans.Growth, (TelemetryNames.Attributes.Pages, 32768L)), 120, 0, 9);
        return [boot, phase, first, second, further, Linked(growth, first) with { TraceId = Further }];
    }

    /// <summary>Ids as if drawn at random: different ones for different numbers.</summary>
    internal static Func<string> Ids(int seed)
    {
        var random = new Random(seed);
        return () => random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A span of the first trace.</summary>
    internal static ReceivedSpan Span(string id, string parent, string name, params (string Name, object Value)[] attributes) => new()
    {
        TraceId = Trace,
        SpanId = id,
        ParentSpanId = parent,
        Name = name,
        Attributes = attributes.ToDictionary(attribute => attribute.Name, attribute => (object?)attribute.Value, StringComparer.Ordinal),
    };

    /// <summary>The same span with a link to another.</summary>
    internal static ReceivedSpan Linked(ReceivedSpan span, ReceivedSpan to) => span with
    {
        Links = [.. span.Links, new ReceivedLink(to.TraceId, to.SpanId, new Dictionary<string, object?>(StringComparer.Ordinal))],
    };

    /// <summary>The same span with its place in virtual time.</summary>
    internal static ReceivedSpan At(ReceivedSpan span, long startNs, long lane, long delivery) => span with
    {
        Attributes = new Dictionary<string, object?>(span.Attributes, StringComparer.Ordinal)
        {
            [TelemetryNames.Attributes.VirtualStartNs] = startNs,
            [TelemetryNames.Attributes.Lane] = lane,
            [TelemetryNames.Attributes.Delivery] = delivery,
        },
    };
}
