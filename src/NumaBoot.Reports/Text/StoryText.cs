using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A broken order in words: what broke, a line for each delivery, the pages concerned as a drawing.</summary>
public static class StoryText
{
    private const int MostColumns = 110;
    private const int MostWhat = 52;

    /// <summary>The text, each line ended.</summary>
    /// <param name="story">The story.</param>
    /// <param name="showAll">Whether deliveries that concern other pages have their lines, too.</param>
    public static string Write(Story story, bool showAll = false) => string.Concat(Lines(story, showAll).Select(line => line + "\n"));

    /// <summary>The same, line by line.</summary>
    /// <param name="story">The story.</param>
    /// <param name="showAll">Whether deliveries that concern other pages have their lines, too.</param>
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

    private static string Origin(Story story)
    {
        string seed = story.Head.Seed is { } drawn ? $", seed {Number(drawn)}" : "";
        string length = story.Deliveries == 0 ? ", in plain order of time" : $", {Number(story.Deliveries)} {(story.Deliveries == 1 ? "delivery" : "deliveries")}";
        string shrunk = story.Head.FoundDeliveries is { } found && found != story.Deliveries ? $", shrunk from {Number(found)}" : "";
        return $"{story.Policy} on {story.Machine}{seed}{length}{shrunk}";
    }

    private static void AddDeliveries(ImmutableArray<string>.Builder lines, Story story, bool showAll)
    {
        int digits = Math.Max(2, Number(story.Lines.Length).Length);
        var steps = StoryFolding.Of(story.Lines, showAll);
        int width = steps.Where(step => step.Line is not null).Select(step => WhatOf(step.Line!).Length).DefaultIfEmpty(0).Max();
        width = Math.Min(width, MostWhat);
        foreach (var step in steps)
        {
            if (step.Line is not { } line)
            {
                lines.Add($"    {new string(' ', digits)}... {step.Folded}");
                continue;
            }

            AddLine(lines, line, digits, width);
        }
    }

    /// <summary>What was said stands on the left, what came of it on the right; both go on below where they are long.</summary>
    private static void AddLine(ImmutableArray<string>.Builder lines, StoryLine line, int digits, int width)
    {
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
