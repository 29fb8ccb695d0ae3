using System.Text.Json;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>--timeline</c> of <c>numaboot run</c> and <c>numaboot replay</c> as a black box.</summary>
public sealed class TimelineCommandTests : IDisposable
{
    private readonly Workplace _here = new();

    // Expect the same bytes in every process, on one thread and on two, and growths and late init that add up to --json.
    [Fact]
    public void A_timeline_is_the_same_on_any_number_of_threads_and_adds_up()
    {
        var runs = new[] { "1", "2", "1" }.Select((threads, at) => _here.Run("run", "n4-tracebuf", "--threads", threads, "--timeline", $"{at}.json", "--json", "-")).ToList();

        Assert.All(runs, run => Assert.Equal((0, runs[0].Output), (run.ExitCode, run.Output)));
        Assert.Equal(_here.Bytes("0.json"), _here.Bytes("1.json"));
        Assert.Equal(_here.Bytes("0.json"), _here.Bytes("2.json"));
        var file = TimelineFile.Parse(_here.Read("0.json"));
        using var json = JsonDocument.Parse(runs[0].Output);
        Assert.Empty(file.Faults);
        Assert.Equal(7, file.Slices.Count(slice => slice.Category == "build"));
        long Told(string property) => json.RootElement.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty(property).GetInt64());
        Assert.Equal(Told("grownPages"), file.Slices.Where(slice => slice.Category == "build").Sum(slice => slice.Number("pages")));
        Assert.Equal(Told("latePages"), file.Slices.Where(slice => slice.Category == "work").Sum(slice => slice.Number("pages")));
        Assert.Equal(json.RootElement.GetProperty("digest").GetString(), file.Data.GetProperty("digest").GetString());
    }

    // Expect a boot to be what it is without a timeline, more allocations where more are asked for, and no word of an option
    // that changes nothing.
    [Fact]
    public void More_allocations_are_in_it_where_more_are_asked_for()
    {
        var few = _here.Run("run", "two-socket", "--timeline", "few.json");
        var all = _here.Run("run", "two-socket", "--timeline", "all.json", "--trace-allocations", "100");

        Assert.Equal(Command.Run("run", "two-socket"), few);
        Assert.Equal(few, all);
        Assert.InRange(Allocations("few.json"), 1, Allocations("all.json") / 10);
    }

    // Expect both to have the same allocations where an endpoint is named that does not answer, and an option of traces to be of use.
    [Fact]
    public void A_timeline_goes_with_traces()
    {
        var alone = _here.Run("run", "two-socket", "--timeline", "alone.json");
        var both = _here.Shell("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9 numaboot run two-socket --timeline both.json --trace-clock virtual");

        Assert.Equal(alone.Output, both.Output);
        Assert.DoesNotContain("changes nothing", both.Error, StringComparison.Ordinal);
        Assert.Equal(_here.Bytes("alone.json"), _here.Bytes("both.json"));
    }

    // Expect the timeline, and nothing else, on a standard output that is its own.
    [Fact]
    public void A_timeline_may_have_standard_output_to_itself()
    {
        var result = _here.Run("run", "tiny", "--timeline", "-");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(TimelineFile.Parse(result.Output).Faults);
        Assert.Equal(2, _here.Shell("numaboot run tiny --timeline - > /dev/full").ExitCode);
    }

    // Expect a machine that does not boot to have a timeline as far as it came.
    [Fact]
    public void A_boot_that_fails_has_a_timeline()
    {
        var result = _here.Run("run", Path.Combine(Fixtures.Root, "examples", "field-case.json"), "--policy", "static-reserve", "--timeline", "t.json");

        Assert.Equal(1, result.ExitCode);
        var file = TimelineFile.Parse(_here.Read("t.json"));
        Assert.Empty(file.Faults);
        Assert.Equal("failed", file.Data.GetProperty("outcome").GetString());
        Assert.Contains(file.Data.GetProperty("broken").EnumerateArray(), name => name.GetString() == "no-needless-failure");
    }

    // Expect one that is stopped to have it, too.
    [Fact]
    public async Task A_boot_that_is_interrupted_has_a_timeline()
    {
        var result = await Terminal.InterruptAtAsync(" deliveries, ", $"run sockets-256 --timeline {Path.Combine(_here.Folder, "t.json")}");

        Assert.Equal(130, result.ExitCode);
        var file = TimelineFile.Parse(_here.Read("t.json"));
        Assert.Empty(file.Faults);
        Assert.Equal("interrupted", file.Data.GetProperty("outcome").GetString());
        Assert.Contains(file.Slices, slice => slice.Name == "boot" && slice.Has("unfinished"));
    }

    // Expect the order of a recording, with the growth that initialises a section twice.
    [Fact]
    public void A_replay_has_a_timeline()
    {
        _here.Run("explore", "tiny", "--policy", "v1", "--replay-file", "r.json");
        var plain = _here.Run("replay", "r.json");

        var result = _here.Run("replay", "r.json", "--timeline", "t.json");

        Assert.Equal(plain, result);
        var file = TimelineFile.Parse(_here.Read("t.json"));
        Assert.Empty(file.Faults);
        Assert.Equal(2, file.Slices.Count(slice => slice.Category == "build"));
        Assert.Equal(["machine, coordinator", "machine, coordinator (2)"], file.Slices.Where(slice => slice.Category == "growth").Select(slice => slice.Track).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    // Expect what cannot be to be refused with one line, before anything is run.
    [Theory]
    [InlineData("--timeline: expected --order time beside it, since a free order has no virtual time, found --order free", "run", "tiny", "--timeline", "t.json", "--order", "free")]
    [InlineData("--timeline: expected another file than that of --json, found -", "run", "tiny", "--timeline", "-", "--json", "-")]
    [InlineData("--timeline: expected a file, found nothing", "run", "tiny", "--timeline", "")]
    [InlineData("--timeline: expected another file than that of --json, found a", "replay", "nothere.json", "--json", "a", "--timeline", "a")]
    [InlineData("--timeline: expected another file than that of FILE, found in", "replay", "in", "--timeline", "in")]
    public void What_cannot_be_is_refused(string complaint, params string[] arguments)
    {
        _here.Write("in", "kept");

        Assert.Equal(new CommandResult(2, "", $"numaboot: {complaint}\n"), _here.Run(arguments));
        Assert.Equal("in", _here.FileNames);
        Assert.Equal("kept", _here.Read("in"));
    }

    // On this machine nearly all allocations are for one CPU, more than its lane may have.
    // Expect one line that says how many are not there.
    [Fact]
    public void What_had_no_room_is_told()
    {
        var result = _here.Run("run", "n4-tracebuf", "--trace-allocations", "100", "--timeline", "t.json");

        string line = Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        long leftOut = TimelineFile.Parse(_here.Read("t.json")).Data.GetProperty("allocationsLeftOut").GetInt64();
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"numaboot: {leftOut:N0} allocations are not in the timeline, which had no room for them"), line);
    }

    // Expect every kind of slice, every arg, and all that is known about the whole, to be explained.
    [Fact]
    public void Every_word_of_a_timeline_is_explained()
    {
        string page = File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "timeline.md"));
        _here.Run("run", "n4-tracebuf", "--timeline", "t.json");
        using var json = JsonDocument.Parse(_here.Read("t.json"));

        var words = json.RootElement.GetProperty("otherData").EnumerateObject().Select(property => property.Name)
            .Concat(json.RootElement.GetProperty("traceEvents").EnumerateArray()
                .Where(one => one.GetProperty("ph").GetString() != "M")
                .SelectMany(one => (one.TryGetProperty("args", out var args) ? args.EnumerateObject().Select(property => property.Name) : [])
                    .Append(one.TryGetProperty("cat", out var category) ? category.GetString()! : one.GetProperty("name").GetString()!)))
            .Append("unfinished").Distinct(StringComparer.Ordinal);

        Assert.All(words, word => Assert.Contains($"`{word}`", page, StringComparison.Ordinal));
    }

    public void Dispose() => _here.Dispose();

    private int Allocations(string file) => TimelineFile.Parse(_here.Read(file)).Slices.Count(slice => slice.Category == "allocation");
}
