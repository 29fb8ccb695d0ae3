using System.Collections.Immutable;
using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// A story that a page steps through: its steps, the actors of its sequence diagram, how all stood before the first step
/// and what each step changed. Numbers stand for texts, and for actors in the order of the diagram.
/// </summary>
internal sealed class StoryPicture
{
    private const int World = -1;

    private readonly Story _story;
    private readonly StoryScenes _scenes;
    private readonly PageTexts _texts = new();
    private readonly ImmutableArray<(ActorAddress Actor, string Name)> _actors;
    private readonly Dictionary<ActorAddress, int> _numbers;

    private StoryPicture(Story story, StoryScenes scenes)
    {
        _story = story;
        _scenes = scenes;
        _actors =
        [
            .. scenes.Actors.Concat(scenes.Scenes.SelectMany(scene => scene.Actors)).Select(actor => (actor.Actor, actor.Name))
                .Concat(Lines.SelectMany(NamesOf))
                .DistinctBy(actor => actor.Actor).OrderBy(actor => actor.Actor, SequenceDiagram.Order),
        ];
        _numbers = _actors.Index().ToDictionary(actor => actor.Item.Actor, actor => actor.Index);
    }

    /// <summary>The lines that can be stepped through: the last ones.</summary>
    private IEnumerable<StoryLine> Lines => _story.Lines.Skip(_story.Lines.Length - _scenes.Scenes.Length);

    /// <summary>Writes a story as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="story">The story, with its scenes.</param>
    /// <param name="replay">The command that delivers it again; null where there is none.</param>
    public static void Write(Utf8JsonWriter json, Story story, string? replay)
    {
        var scenes = story.Scenes ?? throw new ArgumentException("a story without scenes cannot be stepped through", nameof(story));
        json.WriteStartObject();
        new StoryPicture(story, scenes).WriteProperties(json, replay);
        json.WriteEndObject();
    }

    private static IEnumerable<(ActorAddress Actor, string Name)> NamesOf(StoryLine line)
    {
        yield return (line.To, line.ToName);
        if (line.From is { } from)
        {
            yield return (from, line.FromName);
        }
    }

    private void WriteProperties(Utf8JsonWriter json, string? replay)
    {
        json.WriteString("invariant", _story.Invariant);
        json.WriteString("what", _story.What);
        json.WriteString("origin", StoryText.Origin(_story));
        json.WriteString("before", _story.Before);
        json.WriteString("ending", _story.Ending);
        json.WriteString("replay", replay);
        json.WriteBoolean("isWhole", _story.Before.Length == 0 && _story.Lines is [{ Delivery: 1 }, ..]);
        json.WriteNumber("earlier", _story.Lines.Length - _scenes.Scenes.Length);
        json.WriteStartArray("frames");
        json.WriteNumberValue(_story.Frames.Start);
        json.WriteNumberValue(_story.Frames.Pages);
        json.WriteEndArray();
        WriteActors(json);
        WriteMaps(json);
        json.WriteStartArray("steps");
        foreach (var (line, scene) in Lines.Zip(_scenes.Scenes))
        {
            json.WriteStartObject();
            WriteStep(json, line, scene);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        _texts.Write(json);
    }

    /// <summary>Those that come into being only later have no state yet.</summary>
    private void WriteActors(Utf8JsonWriter json)
    {
        var first = _scenes.Actors.ToDictionary(actor => actor.Actor);
        json.WriteStartArray("actors");
        foreach (var (actor, name) in _actors)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("role", RoleName(actor.Role));
            if (first.TryGetValue(actor, out var stands))
            {
                json.WritePropertyName("stands");
                WriteStanding(json, stands);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteMaps(Utf8JsonWriter json)
    {
        json.WriteStartArray("maps");
        foreach (var map in _scenes.Maps)
        {
            json.WriteStartObject();
            json.WriteNumber("nid", map.Nid);
            json.WriteString("name", map.NodeName);
            WriteRanges(json, map.Ranges);
            json.WriteNumber("frontier", Frontier.Printed(map.Frontier));
            json.WriteString("frontierName", map.FrontierName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteStep(Utf8JsonWriter json, StoryLine line, StoryScene scene)
    {
        json.WriteNumber("number", line.Number);
        json.WriteNumber("delivery", line.Delivery);
        json.WriteNumber("from", line.From is { } from ? _numbers[from] : World);
        json.WriteNumber("to", _numbers[line.To]);
        json.WriteNumber("what", _texts.Of(line.What));
        json.WriteNumber("then", _texts.Of(line.Then));
        if (line.Concerns || line.IsBreak)
        {
            json.WriteBoolean("concerns", value: true);
        }

        if (line.IsBreak)
        {
            json.WriteBoolean("breaks", value: true);
        }

        json.WriteStartArray("actors");
        foreach (var actor in scene.Actors)
        {
            json.WriteNumberValue(_numbers[actor.Actor]);
            WriteStanding(json, actor);
        }

        json.WriteEndArray();
        json.WriteStartArray("maps");
        foreach (var change in scene.Maps)
        {
            json.WriteStartObject();
            json.WriteNumber("nid", change.Nid);
            json.WriteNumber("at", change.At);
            json.WriteNumber("removed", change.Removed);
            WriteRanges(json, change.Added);
            json.WriteNumber("frontier", Frontier.Printed(change.Frontier));
            json.WriteString("frontierName", change.FrontierName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The situation, then name and value of each fact.</summary>
    private void WriteStanding(Utf8JsonWriter json, StoryActor actor)
    {
        json.WriteStartArray();
        json.WriteNumberValue(_texts.Of(actor.Situation));
        foreach (var fact in actor.Facts)
        {
            json.WriteNumberValue(_texts.Of(fact.Name));
            json.WriteNumberValue(_texts.Of(fact.Value));
        }

        json.WriteEndArray();
    }

    /// <summary>First page, pages, name, state and CPU of each; no CPU is -1.</summary>
    private void WriteRanges(Utf8JsonWriter json, ImmutableArray<StoryRange> ranges)
    {
        json.WriteStartArray("ranges");
        foreach (var range in ranges)
        {
            json.WriteNumberValue(range.Frames.Start);
            json.WriteNumberValue(range.Frames.Pages);
            json.WriteNumberValue(_texts.Of(range.Name));
            json.WriteNumberValue(_texts.Of(StoryMapText.NameOf(range.State)));
            json.WriteNumberValue(range.HeldBy ?? -1);
        }

        json.WriteEndArray();
    }

    private static string RoleName(ActorRole role) => role.ToString().ToLowerInvariant();
}
