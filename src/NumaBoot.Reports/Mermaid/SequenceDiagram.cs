using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A story as a Mermaid sequence diagram: arrows are numbered as in the text.</summary>
public static class SequenceDiagram
{
    private const string World = "world";

    // Renderers give up at a few hundred arrows, people before that.
    private const int MostStatements = 200;

    private static readonly ImmutableArray<ActorRole> Places =
        [ActorRole.Supervisor, ActorRole.Node, ActorRole.Cpu, ActorRole.Zone, ActorRole.Coordinator, ActorRole.Worker];

    /// <summary>From left to right: who tells the others what to do comes before them.</summary>
    public static IComparer<ActorAddress> Order { get; } = Comparer<ActorAddress>.Create((left, right) =>
        (Places.IndexOf(left.Role), left.Nid, left.Index).CompareTo((Places.IndexOf(right.Role), right.Nid, right.Index)));

    /// <summary>The text, each line ended.</summary>
    /// <param name="story">The story.</param>
    /// <param name="showAll">Whether every delivery has its arrow, however many they are.</param>
    public static string Write(Story story, bool showAll = false)
    {
        ArgumentNullException.ThrowIfNull(story);
        var steps = StoryFolding.Of(story, showAll);
        steps = showAll ? steps : StoryFolding.Bound(steps, MostStatements, step => step.Line is { Then.Length: > 0 } ? 2 : 1);
        var lines = steps.Where(step => step.Line is not null).Select(step => step.Line!).ToList();
        var text = new StringBuilder("sequenceDiagram\n");
        var participants = Participants(lines);
        foreach (var (id, name) in participants)
        {
            text.Append(CultureInfo.InvariantCulture, $"    participant {id} as {MermaidText.Escape(name)}\n");
        }

        if (participants.Count == 0)
        {
            return text.ToString();
        }

        string all = participants.Count == 1 ? participants[0].Id : $"{participants[0].Id},{participants[^1].Id}";
        Note(text, all, $"{story.Invariant} is broken: {story.What}");
        if (story.Before.Length > 0)
        {
            Note(text, all, story.Before);
        }

        foreach (var step in steps)
        {
            Add(text, step, all);
        }

        if (story.Ending is { } ending)
        {
            Break(text, () => Note(text, all, ending));
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, StoryStep step, string all)
    {
        if (step.Line is not { } line)
        {
            Note(text, all, $"... {step.Said}");
        }
        else if (line.IsBreak)
        {
            Break(text, () => Arrow(text, line));
        }
        else
        {
            Arrow(text, line);
        }
    }

    /// <summary>Supervisor, nodes, CPUs, zones, coordinators, workers, as far as they have a part.</summary>
    private static List<(string Id, string Name)> Participants(List<StoryLine> lines)
    {
        var actors = lines.Select(line => (Actor: line.To, Name: line.ToName))
            .Concat(lines.Where(line => line.From is not null).Select(line => (Actor: line.From!.Value, Name: line.FromName)))
            .DistinctBy(actor => actor.Actor)
            .OrderBy(actor => actor.Actor, Order);
        var participants = lines.Exists(line => line.From is null) ? new List<(string Id, string Name)> { (World, "the world") } : [];
        participants.AddRange(actors.Select(actor => (IdOf(actor.Actor), actor.Name)));
        return participants;
    }

    private static void Arrow(StringBuilder text, StoryLine line)
    {
        string from = line.From is { } sender ? IdOf(sender) : World;
        string to = IdOf(line.To);
        string said = $"{line.Number.ToString(CultureInfo.InvariantCulture)}. {line.What}";
        text.Append(CultureInfo.InvariantCulture, $"    {from}->>{to}: {MermaidText.Escape(said)}\n");
        if (line.Then.Length > 0)
        {
            Note(text, to, line.Then);
        }
    }

    private static void Note(StringBuilder text, string over, string what) =>
        text.Append(CultureInfo.InvariantCulture, $"    Note over {over}: {MermaidText.Escape(what)}\n");

    private static void Break(StringBuilder text, Action inside)
    {
        text.Append("    rect rgb(255, 220, 220)\n");
        inside();
        text.Append("    end\n");
    }

    // Letters and digits only, and never a word of the language.
    private static string IdOf(ActorAddress actor)
    {
        string node = actor.Nid == ActorAddress.Machine ? "" : actor.Nid.ToString(CultureInfo.InvariantCulture);
        string index = actor.Role is ActorRole.Zone or ActorRole.Cpu or ActorRole.Worker ? $"_{actor.Index.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{actor.Role.ToString().ToLowerInvariant()}{node}{index}";
    }
}
