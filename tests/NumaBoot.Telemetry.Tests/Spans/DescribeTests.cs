using System.Diagnostics;
using NumaBoot.Telemetry.Tests.Receiver;
using Xunit;
using static NumaBoot.Telemetry.Tests.Spans.SpanTreeTests;

namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>A description is the same for the same spans, byte by byte, and another as soon as anything is.</summary>
public class DescribeTests
{
    [Fact]
    public void Spans_are_told_in_their_order_with_numbers_for_ids() => Assert.Equal(
        """
        1 trace 0af7651916cd43dd8448eb211c80319c parent - "boot" Internal Unset numaboot.seed=1
        2 trace 1bf7651916cd43dd8448eb211c80319c parent - "boot continued" Internal Unset link 1 of 0af7651916cd43dd8448eb211c80319c
        3 trace 0af7651916cd43dd8448eb211c80319c parent 1 "phase" Internal Unset numaboot.delivery=1 numaboot.lane=-1 numaboot.phase="all CPUs" numaboot.virtual.start_ns=0
        4 trace 0af7651916cd43dd8448eb211c80319c parent 3 "allocation" Internal Unset numaboot.delivery=7 numaboot.lane=0 numaboot.request="cpu 0 #1" numaboot.virtual.start_ns=100
        5 trace 0af7651916cd43dd8448eb211c80319c parent 3 "allocation" Internal Unset numaboot.delivery=7 numaboot.lane=1 numaboot.request="cpu 1 #1" numaboot.virtual.start_ns=100
        6 trace 1bf7651916cd43dd8448eb211c80319c parent 2 "growth" Internal Unset numaboot.delivery=9 numaboot.lane=0 numaboot.pages=32768 numaboot.virtual.start_ns=120 link 4 of 0af7651916cd43dd8448eb211c80319c

        """,
        Describe(Boot(Ids(1))));

    [Fact]
    public void Neither_ids_nor_the_order_of_arrival_matter()
    {
        string expected = Describe(Boot(Ids(1)));
        for (int seed = 2; seed < 50; seed++)
        {
            var boot = Boot(Ids(seed)).ToArray();
            new Random(seed).Shuffle(boot);

            Assert.Equal(expected, Describe(boot));
        }
    }

    [Fact]
    public void Spans_that_say_the_same_are_told_apart_by_what_hangs_on_them()
    {
        string? expected = null;
        for (int seed = 1; seed < 50; seed++)
        {
            var spans = Alike(Ids(seed)).ToArray();
            new Random(seed).Shuffle(spans);

            Assert.Equal(expected ??= Describe(spans), Describe(spans));
        }
    }

    [Fact]
    public void Doubles_do_not_make_it_a_matter_of_chance()
    {
        string? expected = null;
        for (int seed = 1; seed < 50; seed++)
        {
            var id = Ids(seed);
            var boot = Boot(id);
            var (twice, once) = (Span(id(), "", "a"), Span(id(), "", "b"));
            // One id for a and c, and children that differ by their parents alone.
            ReceivedSpan[] spans =
            [
                .. boot, boot[1], boot[5], twice, once, twice with { Name = "c" },
                Span(id(), twice.SpanId, "child"), Span(id(), once.SpanId, "child"),
            ];
            new Random(seed).Shuffle(spans);

            Assert.Equal(expected ??= Describe(spans), Describe(spans));
        }
    }

    [Fact]
    public void A_lost_span_is_seen_wherever_it_was()
    {
        var boot = Boot(Ids(1));
        string[] all = [.. boot.Select(lost => Describe(boot.Except([lost]))), Describe(boot)];

        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_lost_parent_and_the_lost_target_of_a_link_are_told_as_missing()
    {
        var boot = Boot(Ids(1));

        Assert.Contains(" parent missing \"phase\"", Describe(boot.Skip(1)), StringComparison.Ordinal);
        Assert.Contains(" link missing of ", Describe(boot.Skip(1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("numaboot.pages", 32769L)]
    [InlineData("numaboot.pages", 32768.0)]
    [InlineData("numaboot.pages", "32768")]
    [InlineData("numaboot.pages", null)]
    [InlineData("numaboot.node", 0L)]
    [InlineData("numaboot.virtual.start_ns", 121L)]
    public void A_changed_attribute_is_seen(string name, object? value)
    {
        var boot = Boot(Ids(1)).ToArray();
        boot[5] = boot[5] with { Attributes = new Dictionary<string, object?>(boot[5].Attributes, StringComparer.Ordinal) { [name] = value } };

        Assert.NotEqual(Describe(Boot(Ids(1))), Describe(boot), StringComparer.Ordinal);
    }

    [Fact]
    public void A_changed_parent_is_seen()
    {
        var boot = Boot(Ids(1)).ToArray();
        boot[3] = boot[3] with { ParentSpanId = boot[0].SpanId };

        Assert.NotEqual(Describe(Boot(Ids(1))), Describe(boot), StringComparer.Ordinal);
    }

    [Fact]
    public void A_changed_link_is_seen()
    {
        var boot = Boot(Ids(1)).ToArray();
        boot[5] = Linked(boot[5] with { Links = [] }, boot[3]);

        Assert.NotEqual(Describe(Boot(Ids(1))), Describe(boot), StringComparer.Ordinal);
    }

    [Fact]
    public void Real_times_count_only_where_they_are_asked_for()
    {
        var boot = Boot(Ids(1)).ToArray();
        boot[2] = boot[2] with { StartNs = 5, EndNs = 7 };

        Assert.Equal(Describe(Boot(Ids(1))), Describe(boot));
        Assert.Contains(" 5..7 ", SpanTree.Of(boot).Describe(SpanDetails.WithTimes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_can_be_left_out()
    {
        var without = new SpanDetails { Without = [TelemetryNames.Attributes.Seed] };
        var boot = Boot(Ids(1)).ToArray();
        boot[0] = boot[0] with { Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { [TelemetryNames.Attributes.Seed] = 2L } };

        Assert.NotEqual(Describe(Boot(Ids(1))), Describe(boot), StringComparer.Ordinal);
        Assert.Equal(SpanTree.Of(Boot(Ids(1))).Describe(without), SpanTree.Of(boot).Describe(without));
    }

    [Fact]
    public void A_value_cannot_look_like_another_attribute()
    {
        string one = Describe([Span("aa", "", "boot", ("a", "1\" b=\"2"))]);
        string two = Describe([Span("aa", "", "boot", ("a", "1"), ("b", "2"))]);

        Assert.NotEqual(one, two, StringComparer.Ordinal);
        Assert.Single(Describe([Span("aa", "", "boot\nboot", ("a", "1\n2"))]).Trim().Split('\n'));
    }

    [Fact]
    public void Thousands_of_spans_that_are_alike_take_no_time_to_speak_of()
    {
        var ids = Ids(1);
        var boot = Boot(ids)[0];
        ReceivedSpan[] spans = [boot, .. Enumerable.Range(0, 10_000).Select(_ => Span(ids(), boot.SpanId, "build"))];
        var watch = Stopwatch.StartNew();
        string text = Describe(spans);

        Assert.Equal(10_001, text.Count(sign => sign == '\n'));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static string Describe(IEnumerable<ReceivedSpan> spans) => SpanTree.Of(spans).Describe();

    // Three parents that say the same; two have children that say the same, one of these has a child of its own, and of two
    // more spans that say the same each is linked to another parent. Then two that nothing tells apart, with two children each:
    // whichever is first, its children belong together.
    private static IEnumerable<ReceivedSpan> Alike(Func<string> id)
    {
        var (one, two, three) = (Span(id(), "", "parent"), Span(id(), "", "parent"), Span(id(), "", "parent"));
        var (either, other) = (Span(id(), "", "same"), Span(id(), "", "same"));
        var (left, right) = (Span(id(), one.SpanId, "child"), Span(id(), two.SpanId, "child"));
        return
        [
            one, two, three, left, right, Span(id(), right.SpanId, "grandchild"),
            Linked(Span(id(), "", "asker"), one), Linked(Span(id(), "", "asker"), three),
            either, other, Span(id(), either.SpanId, "leaf"), Span(id(), other.SpanId, "leaf"), Span(id(), either.SpanId, "leaf"), Span(id(), other.SpanId, "leaf"),
        ];
    }
}
