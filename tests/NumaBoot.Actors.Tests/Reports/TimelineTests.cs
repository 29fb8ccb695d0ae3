using System.Globalization;
using System.Text;
using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Actors.Tests.Tracing;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>A timeline has all that was recorded of a boot, where viewers find it, and the sums are those of the report.</summary>
public sealed class TimelineTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect a file that viewers understand, with every span of the trace and no other, and growths, late init and counters that
    // add up to the report; the same bytes on one thread, on two blocks and on three.
    [Theory]
    [MemberData(nameof(Boots))]
    public void A_recorded_boot_is_whole_and_adds_up(string boot)
    {
        var request = BareBoot.Request(boot, InitPolicies.SingleWriter);
        var result = Traces.Run(request, WithWork(0.1));
        string text = Text(result);

        AssertWhole(result, TimelineFile.Parse(text));
        foreach (int blocks in (int[])[2, 3])
        {
            Assert.True(text == Text(Traces.RunOn(blocks, request, WithWork(0.1))), $"other bytes on {blocks} blocks");
        }
    }

    // Expect the same where the writer, the workers and what zones ask for are others.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_boot_under_any_policy_is_whole_and_adds_up(string policy)
    {
        var result = Traces.Run(BareBoot.Request("n4-tracebuf", InitPolicies.All.Single(one => one.Name == policy)), WithWork(0.1));

        AssertWhole(result, Read(result));
    }

    // Expect as many tracks of an actor as things it did at one time at the most, and only parts inside of what they are parts of.
    [Theory]
    [InlineData("sockets-4", "single-writer")]
    [InlineData("tiny", "v1")]
    public void No_actor_has_more_tracks_than_it_needs(string machine, string policy)
    {
        var request = Request(machine) with { Policy = InitPolicies.All.Single(one => one.Name == policy) };
        var file = Read(Traces.Run(request, WithWork(1)));

        var actors = file.Slices.GroupBy(slice => slice.Track.Split(" (")[0], StringComparer.Ordinal).ToList();
        Assert.All(actors, actor => Assert.Equal(
            MostAtOnce([.. actor.Where(slice => slice.Whole is null)]), actor.Select(slice => slice.Track).Distinct(StringComparer.Ordinal).Count()));
        Assert.Contains(actors, actor => actor.Any(slice => slice.Track.EndsWith(" (2)", StringComparison.Ordinal)));
        Assert.All(
            file.Slices.Where(slice => slice.Whole is not null),
            slice => Assert.Contains($"{slice.Category} in {slice.Whole!.Category}", new[] { "build in growth", "phase in boot" }, StringComparer.Ordinal));
    }

    // Expect an arrow for every request, from its CPU over its zone and back to it, and over each growth that was for it or that
    // it waited for.
    [Fact]
    public void Arrows_lead_from_a_CPU_over_zone_and_coordinator_and_back()
    {
        var result = Traces.Run(BareBoot.Request("n4-tracebuf", InitPolicies.SingleWriter), WithWork(0.1));
        var spans = BootSpans.Of(result);
        var file = Read(result);

        var ways = file.Slices.SelectMany(slice => slice.Flows.Select(flow => (flow.Id, flow.Phase, Slice: slice))).ToLookup(met => met.Id);
        Assert.Equal(spans.Spans.Count(span => span.Key.Kind == SpanKind.Allocation), ways.Count);
        Assert.All(ways, way =>
        {
            var cpu = way.Single(met => met.Phase == "s").Slice;
            Assert.Equal("allocation", cpu.Category);
            Assert.Same(cpu, way.Single(met => met.Phase == "f").Slice);
            Assert.Equal(cpu.Text("request"), way.Single(met => met.Slice.Category == "take").Slice.Text("request"));
        });
        var growths = spans.Spans.Where(span => span.Key.Kind == SpanKind.Growth).ToList();
        Assert.NotEmpty(growths);
        Assert.All(growths, growth => Assert.Contains(ways, way =>
            way.First().Slice.Text("request") == growth.Parent!.Value.Request.ToString()
            && way.Any(met => met.Slice.Category is "growth" or "build" && met.Slice.Text("request") == growth.Key.Request.ToString())));
    }

    // Expect what is planted in a sound file to be found: a slice that overlaps its neighbour, one that does not end, an arrow that
    // does not end, one that meets nothing, a thread without a name.
    [Theory]
    [InlineData("\"ph\":\"E\",\"name\":\"memory map\"", "\"ts\":", "\"ts\":9", "comes after")]
    [InlineData("\"ph\":\"E\",\"name\":\"node init\"", "", "", "never ends")]
    [InlineData("\"ph\":\"f\"", "", "", "arrow ")]
    [InlineData("\"ph\":\"B\",\"name\":\"take\"", "", "", "meets nothing")]
    [InlineData("\"name\":\"thread_name\"", "", "", "has no name")]
    public void A_planted_fault_is_found(string line, string right, string wrong, string fault)
    {
        string[] lines = Text(Traces.Run(Request("two-socket"), WithWork(1))).Split('\n');
        Assert.Empty(TimelineFile.Parse(string.Join('\n', lines)).Faults);

        int at = Array.FindIndex(lines, one => one.Contains(line, StringComparison.Ordinal));
        lines[at] = right.Length == 0 ? "" : lines[at].Replace(right, wrong, StringComparison.Ordinal);

        Assert.Contains(TimelineFile.Parse(string.Join('\n', lines)).Faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    // Expect the trace of a boot to be the same whether the work of its workers is recorded or not.
    [Fact]
    public void What_workers_do_is_in_no_trace()
    {
        var with = Traces.Run(Request("two-socket"), WithWork(0.5));
        var without = Traces.Run(Request("two-socket"), Traces.Share(0.5));

        Assert.Equal(Traces.Text(BootTrace.Of(without)), Traces.Text(BootTrace.Of(with)));
        Assert.Equal(with.Digest, without.Digest);
        Assert.NotEmpty(BootSpans.Of(with).Work);
        Assert.Empty(BootSpans.Of(without).Work);
    }

    // Expect a boot that is stopped in its late init to have what there is, and what was not over to be marked.
    [Fact]
    public void A_boot_that_is_stopped_has_what_there_is()
    {
        using var stop = new CancellationTokenSource();
        var run = new BootRun
        {
            Observation = WithWork(1),
            Progress = progress =>
            {
                if (progress.Phase == "late init")
                {
                    stop.Cancel();
                }
            },
        };
        var file = Read(run.Run(Request("two-socket"), stop.Token));

        Assert.Empty(file.Faults);
        Assert.Equal("interrupted", file.Data.GetProperty("outcome").GetString());
        Assert.Equal(["boot", "late init"], file.Slices.Where(slice => slice.Has("unfinished") && slice.Category is "boot" or "phase").Select(slice => slice.Name), StringComparer.Ordinal);
    }

    // On this machine nearly all allocations are for one CPU, more than its lane may have.
    // Expect the file to say how many there are that it does not have.
    [Fact]
    public void What_had_no_room_is_told()
    {
        var result = Traces.Run(BareBoot.Request("n4-tracebuf", InitPolicies.SingleWriter), WithWork(1));
        var file = Read(result);

        Assert.Empty(file.Faults);
        Assert.InRange(Timeline.Of(result).LeftOut, 1, long.MaxValue);
        Assert.Equal(Timeline.Of(result).LeftOut, file.Data.GetProperty("allocationsLeftOut").GetInt64());
        Assert.Equal(0, file.Data.GetProperty("workLeftOut").GetInt64());
    }

    // Expect no timeline of a boot that has no times.
    [Fact]
    public void A_free_boot_has_no_timeline() =>
        Assert.Throws<ArgumentException>(() => Timeline.Of(new FreeRun { Observation = WithWork(0) }.Run(Request("tiny"))));

    private static void AssertWhole(BootResult result, TimelineFile file)
    {
        Assert.Empty(file.Faults);
        Assert.Equal(
            BootTrace.Of(result).Spans.Where(span => span.Key.Kind != SpanKind.Continued).Select(Line).Order(StringComparer.Ordinal),
            file.Slices.Where(slice => slice.Category != "work").Select(Line).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var node in result.Report!.Nodes)
        {
            var slices = file.Slices.Where(slice => slice.Has("node") && slice.Number("node") == node.Nid).ToLookup(slice => slice.Category, StringComparer.Ordinal);
            Assert.Equal(node.Growths.Length, slices["build"].Count());
            Assert.Equal(node.GrownPages, slices["growth"].Where(slice => slice.Has("pages")).Sum(slice => slice.Number("pages")));
            Assert.Equal(node.LatePages, slices["work"].Sum(slice => slice.Number("pages")));
            Assert.Equal(node.LatePages, slices["node init"].Sum(slice => slice.Number("pages")));
            var built = file.Counters.Last(counter => counter.Pid == node.Nid + 2);
            Assert.Equal((node.EarlyPages, node.GrownPages, node.LatePages), (built.Number("early"), built.Number("grown"), built.Number("late")));
        }
    }

    private static string Line(TracedSpan span)
    {
        string of = span.Key.Kind switch
        {
            SpanKind.Boot => "boot",
            SpanKind.Phase => Traces.Fact(span, SpanFactKind.Phase)!,
            SpanKind.NodeInit => $"node init {span.Lane}",
            _ => $"{span.Key.Kind.ToString().ToLowerInvariant()} {span.Key.Request}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{of} {span.Times.StartNs}..{span.Times.EndNs}{(span.IsUnfinished ? " unfinished" : "")}");
    }

    private static string Line(TimelineStretch slice)
    {
        string of = slice.Category == "node init" ? $" {slice.Number("node")}" : slice.Has("request") ? $" {slice.Text("request")}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{slice.Name}{of} {slice.StartNs}..{slice.EndNs}{(slice.Has("unfinished") ? " unfinished" : "")}");
    }

    // What begins when another ends is not at the same time.
    private static int MostAtOnce(List<TimelineStretch> slices) => slices.Max(slice =>
        slices.Count(other => other == slice || (other.StartNs <= slice.StartNs && other.EndNs > slice.StartNs)));

    private static BootObservation WithWork(double share) => new() { Tracing = new TraceSettings(share, HasWork: true) };

    private static BootRequest Request(string name)
    {
        var machine = MachineReader.Read(name);
        return new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);
    }

    private static TimelineFile Read(BootResult result) => TimelineFile.Parse(Text(result));

    private static string Text(BootResult result)
    {
        using var stream = new MemoryStream();
        Timeline.Of(result).Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
