using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Passes over what makes a long story hard to read: deliveries that have no part in it, the same few deliveries over and
/// over again, and what is in the middle of a story that is still too long then.
/// </summary>
internal static class StoryFolding
{
    // What fits a screen is told line by line.
    private const int MostUnfolded = 20;
    private const int LongestPeriod = 24;
    private const int LeastRounds = 3;

    // The end says more of a break than the beginning.
    private const int PartOfBeginning = 3;

    /// <summary>What is left.</summary>
    /// <param name="story">The story.</param>
    /// <param name="showAll">Whether nothing is passed over.</param>
    public static ImmutableArray<StoryStep> Of(Story story, bool showAll)
    {
        var kinds = new StoryKinds();
        if (showAll || story.Lines.Length <= MostUnfolded)
        {
            return [.. story.Lines.Select(line => StepOf(line, kinds))];
        }

        var steps = WithoutOthers(story.Lines, kinds);
        for (int period = 1; period <= LongestPeriod; period++)
        {
            steps = WithoutRounds(steps, period, kinds, story.Names);
        }

        return [.. steps];
    }

    /// <summary>Leaves out what is in the middle, where the rest has more lines than it may have, and says how many deliveries that are.</summary>
    /// <param name="steps">The story.</param>
    /// <param name="most">Lines that it may have.</param>
    /// <param name="linesOf">Lines of a step.</param>
    public static ImmutableArray<StoryStep> Bound(ImmutableArray<StoryStep> steps, int most, Func<StoryStep, int> linesOf)
    {
        if (steps.Sum(linesOf) <= most)
        {
            return steps;
        }

        int lines = 1;
        int begin = 0;
        while (lines + linesOf(steps[begin]) <= most / PartOfBeginning)
        {
            lines += linesOf(steps[begin++]);
        }

        int end = steps.Length;
        while (lines + linesOf(steps[end - 1]) <= most)
        {
            lines += linesOf(steps[--end]);
        }

        int left = steps.AsSpan(begin, end - begin).ToArray().Sum(step => step.Deliveries);
        return [.. steps[..begin], new StoryStep(null, $"{Deliveries(left)} in the middle, too many to tell", left, 0), .. steps[end..]];
    }

    private static StoryStep StepOf(StoryLine line, StoryKinds kinds) => new(line, "", 1, kinds.Of(line)) { Frames = line.Frames };

    /// <summary>The lines that have a part in the story, and how many deliveries are left out between them, if there are any.</summary>
    private static List<StoryStep> WithoutOthers(ImmutableArray<StoryLine> lines, StoryKinds kinds)
    {
        var steps = new List<StoryStep>();
        long told = 0;
        foreach (var line in lines.Where(line => line.Concerns || line.IsBreak))
        {
            int others = (int)(line.Number - told - 1);
            if (others > 0 && (steps.Count > 0 || lines[0].Number == 1))
            {
                steps.Add(Others(others, kinds));
            }

            steps.Add(StepOf(line, kinds));
            told = line.Number;
        }

        if (lines[^1].Number > told)
        {
            steps.Add(Others((int)(lines[^1].Number - told), kinds));
        }

        return steps;
    }

    // However many they are, they are nothing to tell rounds apart by.
    private static StoryStep Others(int count, StoryKinds kinds) =>
        new(null, count == 1 ? "1 other delivery" : $"{Number(count)} other deliveries", count, kinds.Of("others"));

    /// <summary>Tells runs of so many steps that come again at once, and again, only once, and says how often and with which pages they come again.</summary>
    private static List<StoryStep> WithoutRounds(List<StoryStep> steps, int period, StoryKinds kinds, Func<PfnRange, string> names)
    {
        var left = new List<StoryStep>();
        for (int at = 0; at < steps.Count;)
        {
            int rounds = CountRounds(steps, at, period);
            if (rounds < LeastRounds)
            {
                left.Add(steps[at++]);
                continue;
            }

            var first = steps.GetRange(at, period);
            left.AddRange(first);
            left.Add(Again(first, steps.GetRange(at + period, period * (rounds - 1)), rounds - 1, kinds, names));
            at += period * rounds;
        }

        return left;
    }

    /// <summary>How often a run of steps comes one after the other.</summary>
    private static int CountRounds(List<StoryStep> steps, int start, int period)
    {
        int same = 0;
        while (start + period + same < steps.Count && steps[start + same].Kind == steps[start + period + same].Kind)
        {
            same++;
        }

        return 1 + (same / period);
    }

    private static StoryStep Again(List<StoryStep> first, List<StoryStep> others, int times, StoryKinds kinds, Func<PfnRange, string> names)
    {
        int deliveries = others.Sum(step => step.Deliveries);
        bool isSame = others.Index().All(other => other.Item.Words == first[other.Index % first.Count].Words);
        bool isPlain = first.TrueForAll(step => step.Line is not null);
        string what = !isPlain ? $"all from {first.Find(step => step.Line is not null)?.Line!.Number ?? 1} on"
            : first.Count == 1 ? "the same" : $"the same {Number(first.Count)} deliveries";
        string which = isPlain ? "" : $", {Deliveries(deliveries)}";
        string kind = $"again {string.Join(' ', first.Select(step => step.Kind))}";
        return new StoryStep(null, $"{what} {Number(times)} times more{which}{(isSame ? "" : Pages(first, others, names))}", deliveries, kinds.Of(kind))
        {
            Frames = [.. others.SelectMany(step => step.Frames)],
        };
    }

    /// <summary>The pages with which something comes again, where they are not the same.</summary>
    private static string Pages(List<StoryStep> first, List<StoryStep> others, Func<PfnRange, string> names)
    {
        var frames = new PfnRangeSet();
        foreach (var range in others.SelectMany(step => step.Frames))
        {
            frames.Add(range);
        }

        var before = first.SelectMany(step => step.Frames).ToHashSet();
        if (frames.Count == 0 || others.SelectMany(step => step.Frames).All(before.Contains))
        {
            return "";
        }

        return frames.Count <= 2
            ? $", with {string.Join(" and ", frames.Select(names))}"
            : $", with {Number(frames.Count)} runs from {names(frames.First())} to {names(frames.Last())}";
    }

    private static string Deliveries(int count) => count == 1 ? "1 delivery" : $"{Number(count)} deliveries";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
