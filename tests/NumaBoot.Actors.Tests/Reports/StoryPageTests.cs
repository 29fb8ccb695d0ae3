using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using NumaBoot.Actors.Tests.Stories;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>The page of a story holds what the story holds.</summary>
public sealed partial class StoryPageTests
{
    private static readonly (Story Story, JsonElement Data) Page = Make();

    // Expect each step to say what its line says, by the names that the page has for actors.
    [Fact]
    public void Steps_are_the_lines_of_the_story()
    {
        var told = Steps.Select(step => (
            step.GetProperty("number").GetInt64(), step.GetProperty("delivery").GetInt64(), NameOf(step, "from"), NameOf(step, "to"),
            TextOf(step.GetProperty("what")), TextOf(step.GetProperty("then")), step.TryGetProperty("concerns", out _), step.TryGetProperty("breaks", out _)));

        Assert.Equal(
            Page.Story.Lines.Select(line => (
                line.Number, line.Delivery, line.FromName, line.ToName, line.What, line.Then, line.Concerns || line.IsBreak, line.IsBreak)),
            told);
    }

    // Expect the actors and changes of each step to be those that were recorded.
    [Fact]
    public void Steps_have_the_changes_of_actors()
    {
        var expected = Page.Story.Scenes!.Scenes.Select(scene => scene.Actors.Select(Said).ToList());
        var first = Page.Story.Scenes.Actors.Select(Said).Order(StringComparer.Ordinal);

        Assert.Equal(expected, Steps.Select(step => step.GetProperty("actors").EnumerateArray().Chunk(2).Select(Said).ToList()));
        Assert.Equal(first, Actors.Where(actor => actor.TryGetProperty("stands", out _)).Select(actor => Said([actor, actor.GetProperty("stands")])).Order(StringComparer.Ordinal));
    }

    // Expect the map before the first step, and the changes of each step, to be those that were recorded.
    [Fact]
    public void Steps_have_the_changes_of_maps()
    {
        var expected = Page.Story.Scenes!.Scenes.Select(scene => scene.Maps.Select(change =>
            $"{change.Nid} {change.At} {change.Removed} {Frontier.Printed(change.Frontier)} {change.FrontierName} {Said(change.Added)}").ToList());
        var first = Page.Story.Scenes.Maps.Select(map => $"{map.Nid} {Frontier.Printed(map.Frontier)} {map.FrontierName} {Said(map.Ranges)}");

        Assert.Equal(expected, Steps.Select(step => step.GetProperty("maps").EnumerateArray().Select(change =>
            $"{change.GetProperty("nid")} {change.GetProperty("at")} {change.GetProperty("removed")} {Said(change)}").ToList()));
        Assert.Equal(first, Told.GetProperty("maps").EnumerateArray().Select(map => $"{map.GetProperty("nid")} {Said(map)}"), StringComparer.Ordinal);
    }

    // Expect actors from left to right as in the sequence diagram that Mermaid draws.
    [Fact]
    public void Actors_stand_as_in_the_sequence_diagram()
    {
        var drawn = SequenceDiagram.Write(Page.Story).Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("participant ", StringComparison.Ordinal)).Select(line => line.Split(" as ")[1]).ToList();

        Assert.Equal(drawn, Actors.Select(actor => actor.GetProperty("name").GetString()!).Where(drawn.Contains), StringComparer.Ordinal);
    }

    // Expect a story that was told without scenes to be refused.
    [Fact]
    public void A_story_without_scenes_is_no_page()
    {
        var (replayed, _) = Replay();

        Assert.Throws<ArgumentException>(() => ReplayReport.Write(replayed, BrokenOrders.Twice, [], new ReportOrigin("numaboot", 1, [])));
    }

    private static JsonElement Told => Page.Data.GetProperty("pictures").GetProperty("stories")[0];

    private static IEnumerable<JsonElement> Steps => Told.GetProperty("steps").EnumerateArray();

    private static IEnumerable<JsonElement> Actors => Told.GetProperty("actors").EnumerateArray();

    private static string TextOf(JsonElement number) => Told.GetProperty("texts")[number.GetInt32()].GetString()!;

    private static string NameOf(JsonElement step, string side) => NameOf(step.GetProperty(side));

    private static string NameOf(JsonElement number) =>
        number.GetInt32() < 0 ? "the world" : Told.GetProperty("actors")[number.GetInt32()].GetProperty("name").GetString()!;

    private static string Said(StoryActor actor) =>
        $"{actor.Name}: {string.Join("|", actor.Facts.SelectMany(fact => new[] { fact.Name, fact.Value }).Prepend(actor.Situation))}";

    /// <summary>An actor, or its number, and how it stands.</summary>
    private static string Said(JsonElement[] actor)
    {
        string name = actor[0].ValueKind == JsonValueKind.Number ? NameOf(actor[0]) : actor[0].GetProperty("name").GetString()!;
        return $"{name}: {string.Join("|", actor[1].EnumerateArray().Select(TextOf))}";
    }

    private static string Said(ImmutableArray<StoryRange> ranges) =>
        string.Join("; ", ranges.Select(range => $"{range.Frames} {range.Name} {range.State.ToString().ToLowerInvariant()} {range.HeldBy ?? -1}"));

    private static string Said(JsonElement map)
    {
        var ranges = map.GetProperty("ranges").EnumerateArray().Chunk(5).Select(range =>
            $"{PfnRange.Of(range[0].GetInt64(), range[1].GetInt64())} {TextOf(range[2])} {TextOf(range[3])} {range[4]}");
        return $"{map.GetProperty("frontier")} {map.GetProperty("frontierName")} {string.Join("; ", ranges)}";
    }

    private static (Story Story, JsonElement Data) Make()
    {
        var (replayed, story) = Replay();
        string page = ReplayReport.Write(replayed, story, StoryText.Lines(story), new ReportOrigin("numaboot", 1, []));
        using var json = JsonDocument.Parse(DataElement().Match(page).Groups["data"].Value);
        return (story, json.RootElement.Clone());
    }

    private static (ReplayedBoot Replayed, Story Story) Replay()
    {
        var request = BrokenOrders.Request("v1", "tiny2", item => item with { Nid = 1 });
        using var subject = new BootSubject(request);
        var trial = Trial.Of(subject, BrokenOrders.LateInitLastChooser(), "page-initialised-once")!;
        var recording = BootReplay.Record(request, trial, new ExplorationSettings(request, ExplorationOrder.Random), seed: 17);
        return (BootReplay.Run(recording), RecordedStory.Of(recording, drawsScenes: true));
    }

    [GeneratedRegex("id=\"report\">(?<data>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DataElement();
}
