using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Tracing;

/// <summary>Every growth has a span, which says of it what the boot's report says, and an allocation that it comes of.</summary>
public sealed class GrowthSpanTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect the spans of growths that built pages to be the growths of the report, under every policy, whether all
    // allocations are traced, one in a hundred or none.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Growths_of_a_recorded_boot_are_those_of_its_report(string boot)
    {
        var recorded = BareBoot.Request(boot, InitPolicies.SingleWriter);
        foreach (var policy in InitPolicies.All)
        {
            foreach (double share in (double[])[0, 0.01, 1])
            {
                AssertGrowths(Traces.Run(recorded with { Policy = policy }, Traces.Share(share)));
            }
        }
    }

    // Expect the same of blocks of lanes, where the writer, the zone and the CPU may be on different ones.
    [Theory]
    [InlineData("v1")]
    [InlineData("v3")]
    [InlineData("v6.1")]
    [InlineData("single-writer")]
    public void Growths_on_blocks_of_lanes_are_those_of_the_report(string policy)
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.All.Single(one => one.Name == policy));
        var result = Traces.RunOn(3, request, Traces.Share(0));

        AssertGrowths(result);
        Assert.NotEmpty(result.Report!.Nodes.SelectMany(node => node.Growths));
    }

    // The writer of the whole machine is asked by letters. They get lost, come twice or late, and actors crash: what travels
    // beside one may then be read with another.
    // Expect the same.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 0.01)]
    [InlineData(2, 1)]
    public void Growths_of_a_disturbed_boot_are_those_of_its_report(int letter, double share)
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.V3);
        var zone = ActorAddress.Zone(request.Plan().Nodes[0].LastZone!.Ref);
        var writer = ActorAddress.Coordinator(WriterScope.Machine, 0);

        var result = Traces.Run(
            request with
            {
                Disturbances =
                [
                    new LostLetter(zone, writer, letter), new LostLetter(writer, zone, letter), new DuplicatedLetter(zone, writer, letter + 1),
                    new DelayedLetter(writer, zone, letter + 1, 40), new CrashedActor(zone, 600),
                ],
            },
            Traces.Share(share));

        Assert.True(result.IsClean, string.Join("; ", result.Violations));
        Assert.NotEqual(0, result.Happened.Lost);
        AssertGrowths(result);
    }

    // Expect the same under Akka's own dispatching.
    [Fact]
    public void Growths_of_a_free_boot_are_those_of_its_report()
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.SingleWriter);
        for (int boot = 0; boot < 5; boot++)
        {
            AssertGrowths(new FreeRun { Observation = Traces.Share(0.1) }.Run(request));
        }
    }

    private static void AssertGrowths(BootResult result)
    {
        var trace = BootTrace.Of(result);
        Traces.AssertWhole(trace);
        var spans = trace.Spans.Where(span => span.Key.Kind == SpanKind.Growth).ToList();
        var told = spans.Where(span => Traces.Fact(span, SpanFactKind.Pages) is not null).Select(Line).Order(StringComparer.Ordinal);
        var expected = result.Report!.Nodes.SelectMany(node => node.Growths).Select(Line).Order(StringComparer.Ordinal);
        Assert.Equal(expected, told);
        Assert.All(spans, span => Assert.True(Traces.ComesOf(trace, span, SpanKind.Allocation), $"{span.Key} comes of no allocation"));
        Assert.All(trace.Spans, span => Assert.False(span.IsUnfinished, $"{span.Key} is not finished"));
    }

    private static string Line(TracedSpan span)
    {
        string? Fact(SpanFactKind kind) => Traces.Fact(span, kind);
        return $"{Fact(SpanFactKind.Zone)} order {Fact(SpanFactKind.Order)} {Fact(SpanFactKind.FrontierBefore)}..{Fact(SpanFactKind.FrontierAfter)} " +
            $"{Fact(SpanFactKind.Pages)} pages {Fact(SpanFactKind.Reason)} cpu {Fact(SpanFactKind.Cpu)}";
    }

    private static string Line(Growth growth) =>
        $"{growth.Zone} order {growth.Order} {growth.Before}..{growth.After} {growth.Pages} pages {(growth.Reason == GrowthReason.Watermark ? "watermark" : "rmqueue")} cpu {growth.Cpu}";
}
