using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The pages of <c>numaboot explore</c> and <c>numaboot replay</c>: their data; what they look like is for browsers to say.</summary>
public sealed partial class StoryPageTests(StoryPageTests.Found found) : IClassFixture<StoryPageTests.Found>
{
    // Expect the facts to be what --json writes, a story to step through, and the command that replays it.
    [Fact]
    public void A_search_that_breaks_something_is_a_page()
    {
        using var page = Data(found.Here.Read("explore.html"));
        using var json = JsonDocument.Parse(found.Here.Read("explore.json"));
        var story = page.RootElement.GetProperty("pictures").GetProperty("stories").EnumerateArray().Single();

        Assert.Equal(("", 1), (found.Explored.Error.Split("reproduce: ")[0], found.Explored.ExitCode));
        Assert.True(JsonElement.DeepEquals(json.RootElement, page.RootElement.GetProperty("facts")), "its facts are not those of --json");
        Assert.Equal(("numaboot/report/1", "explore"), (Text(page.RootElement, "schema"), Text(page.RootElement, "kind")));
        Assert.Equal("numaboot explore tiny --policy v1 --seed 1 --order random --schedules 40", Text(page.RootElement.GetProperty("made"), "command"));
        Assert.Equal($"numaboot replay {Found.File}", Text(story, "replay"));
        Assert.Equal(JsonValueKind.True, story.GetProperty("steps").EnumerateArray().Last().GetProperty("breaks").ValueKind);
        Assert.Equal($"{Text(story, "invariant")} is broken: {Text(story, "what")} ({Text(story, "origin")})", page.RootElement.GetProperty("headline")[0].GetString());
    }

    // Expect the command of a page to make the very same page again.
    [Fact]
    public void The_command_of_a_page_makes_it_again()
    {
        using var page = Data(found.Here.Read("explore.html"));
        using var there = new Workplace();

        there.Shell($"{Text(page.RootElement.GetProperty("made"), "command")} --report explore.html --replay-file {Found.File}");

        Assert.Equal(found.Here.Bytes("explore.html"), there.Bytes("explore.html"));
    }

    // Expect all pairs of actor state and message where nothing broke, as many met as are counted, and nothing to step through.
    [Fact]
    public void A_search_that_breaks_nothing_shows_what_came_up()
    {
        var result = found.Here.Run("explore", "tiny", "--schedules", "10", "--report", "held.html");
        using var page = Data(found.Here.Read("held.html"));
        var counted = page.RootElement.GetProperty("facts").GetProperty("coverage");
        string pairs = string.Concat(page.RootElement.GetProperty("pictures").GetProperty("coverage").EnumerateArray()
            .SelectMany(table => table.GetProperty("messages").EnumerateArray()).Select(message => Text(message, "pairs")));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, page.RootElement.GetProperty("pictures").GetProperty("stories").GetArrayLength());
        Assert.Equal(counted.GetProperty("seen").GetInt32(), pairs.Count(letter => letter == 'm'));
        Assert.Equal(counted.GetProperty("defined").GetInt32(), pairs.Count(letter => letter != '-'));
        Assert.StartsWith("Every invariant held in 10 schedules", page.RootElement.GetProperty("headline")[0].GetString(), StringComparison.Ordinal);
    }

    // Expect a story for each invariant that is broken, each with its own replay.
    [Fact]
    public void Each_broken_invariant_has_its_story()
    {
        using var here = new Workplace();
        here.Run("explore", "tiny", "--policy", "v1", "--schedules", "40", "--keep-going", "--report", "p.html", "--json", "p.json");
        using var page = Data(here.Read("p.html"));
        using var json = JsonDocument.Parse(here.Read("p.json"));
        var stories = page.RootElement.GetProperty("pictures").GetProperty("stories").EnumerateArray().ToList();
        var violations = json.RootElement.GetProperty("violations").EnumerateArray().ToList();

        Assert.InRange(stories.Count, 2, int.MaxValue);
        Assert.Equal(violations.Select(one => Text(one, "invariant")), stories.Select(one => Text(one, "invariant")), StringComparer.Ordinal);
        Assert.Equal(violations.Select(one => $"numaboot replay {Text(one, "replayFile")}"), stories.Select(one => Text(one, "replay")), StringComparer.Ordinal);
    }

    // Expect the page of a replay to have the facts of --json, all steps with --all, and to be the same on standard output.
    [Fact]
    public void A_replay_is_a_page()
    {
        var result = found.Here.Run("replay", Found.File, "--report", "-");
        found.Here.Run("replay", Found.File, "--report", "r.html", "--json", "r.json");
        found.Here.Run("replay", Found.File, "--all", "--report", "all.html");
        using var page = Data(result.Output);
        using var json = JsonDocument.Parse(found.Here.Read("r.json"));
        using var all = Data(found.Here.Read("all.html"));

        Assert.Equal(("", 1), (result.Error, result.ExitCode));
        Assert.Equal(found.Here.Read("r.html"), result.Output);
        Assert.True(JsonElement.DeepEquals(json.RootElement, page.RootElement.GetProperty("facts")), "its facts are not those of --json");
        Assert.Equal("replay", Text(page.RootElement, "kind"));
        Assert.Equal($"numaboot replay {Found.File}", Text(page.RootElement.GetProperty("made"), "command"));
        Assert.Equal($"numaboot replay {Found.File} --all", Text(all.RootElement.GetProperty("made"), "command"));
        Assert.InRange(Steps(page), 1, Steps(all) - 1);
    }

    // Expect a page not to lead a browser to any network, whatever it holds.
    [Fact]
    public void A_page_asks_for_nothing()
    {
        string page = found.Here.Read("explore.html");

        Assert.DoesNotMatch(@"<(script|img|link|iframe|object|source)[^>]*(src|href)\s*=\s*.?(https?:)?//", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    private static int Steps(JsonDocument page) =>
        page.RootElement.GetProperty("pictures").GetProperty("stories")[0].GetProperty("steps").GetArrayLength();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static JsonDocument Data(string page) => JsonDocument.Parse(DataElement().Match(page).Groups["data"].Value);

    [GeneratedRegex("<script type=\"application/json\" id=\"report\">(?<data>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DataElement();

    /// <summary>A broken order that was found once for all tests.</summary>
    public sealed class Found : IDisposable
    {
        public const string File = "found.json";

        public Found() => Explored = Here.Run(
            "explore", "tiny", "--policy", "v1", "--schedules", "40", "--report", "explore.html", "--json", "explore.json", "--replay-file", File);

        internal Workplace Here { get; } = new();

        internal CommandResult Explored { get; }

        public void Dispose() => Here.Dispose();
    }
}
