using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A broken order in words: what broke, a line for each delivery, the pages concerned as a drawing.</summary>
public static class StoryText
{
    private const int MostColumns = 110;
    private const int MostWhat = 52;

    // With the pages drawn and all else that is said no more than 200.
    private const int MostLines = 170;

    /// <summary>The text, each line ended.</summary>
    /// <param name="story">The story.</param>
    /// <param name="showAll">Whether every delivery has its line, however many they are.</param>
    public static string Write(Story story, bool showAll = false) => string.Concat(Lines(story, showAll).Select(line => line + "\n"));

    /// <summary>The same, line by line.</summary>
    /// <param name="story">The story.</param>
    /// <param name="showAll">Whether every delivery has its line, however many they are.</param>
    public static ImmutableArray<string> Lines(Story story, bool showAll = false)
    {
        ArgumentNullException.ThrowIfNull(story);
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"{story.Invariant} is broken: {story.What} ({Origin(story)})");
        if (story.Before.Length > 0)
        {
            lines.AddRange(Wrap(story.Before, MostColumns - 7).Select((line, at) => (at == 0 ? "  at first " : "           ") + line));
        }

        AddDeliveries(lines, story, showAll);
        if (story.Ending is { } ending)
        {
            lines.AddRange(Wrap(ending, MostColumns - 7).Select(line => "  >    " + line));
        }

        foreach (var map in story.Maps)
        {
            lines.AddRange(StoryMapText.Lines(map));
        }

        if (story.Head.Replay is { } replay)
        {
            lines.Add($"  replay: {replay}");
        }

        return lines.ToImmutable();
    }

    /// <summary>Where the order came from: "v1 on tiny, seed 17, 9 deliveries, shrunk from 148".</summary>
    internal static string Origin(Story story)
    {
        string seed = story.Head.Seed is { } drawn ? $", seed {Number(drawn)}" : "";
        string length = story.Deliveries == 0 ? ", in plain order of time" : $", {Number(story.Deliveries)} {(story.Deliveries == 1 ? "delivery" : "deliveries")}";
        string shrunk = story.Head.FoundDeliveries is { } found && found != story.Deliveries ? $", shrunk from {Number(found)}" : "";
        return $"{story.Policy} on {story.Machine}{seed}{length}{shrunk}";
    }

    private static void AddDeliveries(ImmutableArray<string>.Builder lines, Story story, bool showAll)
    {
        int digits = story.Lines.IsEmpty ? 2 : Math.Max(2, Number(story.Lines[^1].Number).Length);
        var steps = StoryFolding.Of(story, showAll);
        int width = WidthOf(steps);
        if (!showAll)
        {
            steps = StoryFolding.Bound(steps, MostLines, step => LinesOf(step, digits, width).Count);
            width = WidthOf(steps);
        }

        foreach (var step in steps)
        {
            lines.AddRange(LinesOf(step, digits, width));
        }
    }

    private static int WidthOf(ImmutableArray<StoryStep> steps) =>
        Math.Min(MostWhat, steps.Where(step => step.Line is not null).Select(step => WhatOf(step.Line!).Length).DefaultIfEmpty(0).Max());

    private static List<string> LinesOf(StoryStep step, int digits, int width)
    {
        string blank = new(' ', 4 + digits);
        return step.Line is { } line ? LinesOf(line, digits, width)
            : [.. Wrap(step.Said, MostColumns - blank.Length - 4).Select((said, at) => $"{blank}{(at == 0 ? "..." : "   ")} {said}")];
    }

    /// <summary>What was said stands on the left, what came of it on the right; both go on below where they are long.</summary>
    private static List<string> LinesOf(StoryLine line, int digits, int width)
    {
        var lines = new List<string>();
        string mark = line.IsBreak ? "  > " : "    ";
        int right = MostColumns - 4 - digits - 2 - width - 3;
        var what = Wrap(WhatOf(line), width);
        var then = Wrap(line.Then, right);
        for (int at = 0; at < Math.Max(what.Count, then.Count); at++)
        {
            string number = at == 0 ? mark + Number(line.Number).PadLeft(digits) : new string(' ', 4 + digits);
            string left = (at < what.Count ? what[at] : "").PadRight(width);
            lines.Add($"{number}  {left}   {(at < then.Count ? then[at] : "")}".TrimEnd());
        }

        return lines;
    }

    private static string WhatOf(StoryLine line) => $"{line.FromName} {line.What}";

    /// <summary>Words in lines of at most so many columns; a longer word has a line of its own.</summary>
    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
