using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Passes over what makes a long story hard to read: deliveries that concern other pages, and the same few deliveries
/// over and over again.
/// </summary>
internal static class StoryFolding
{
    // What fits a screen is told line by line; and a gap in the numbers says enough of a few.
    private const int MostUnfolded = 20;
    private const int LeastNamed = 4;
    private const int LongestPeriod = 24;
    private const int LeastRounds = 3;

    /// <summary>A line, or what is said instead of several.</summary>
    internal readonly record struct Step(StoryLine? Line, string Folded);

    /// <summary>What is left.</summary>
    /// <param name="lines">All deliveries.</param>
    /// <param name="showAll">Whether nothing is passed over.</param>
    public static ImmutableArray<Step> Of(ImmutableArray<StoryLine> lines, bool showAll)
    {
        if (showAll || lines.Length <= MostUnfolded)
        {
            return [.. lines.Select(line => new Step(line, ""))];
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        int unnamed = 0;
        for (int at = 0; at < lines.Length;)
        {
            int others = CountOthers(lines, at);
            if (others >= LeastNamed)
            {
                steps.Add(new Step(null, $"{Number(others)} deliveries that concern other pages"));
            }
            else
            {
                unnamed += others;
            }

            at += others > 0 ? others : AddRounds(steps, lines, at);
        }

        if (unnamed > 0)
        {
            steps.Add(new Step(null, $"{Number(unnamed)} more that concern other pages, where numbers are left out"));
        }

        return steps.ToImmutable();
    }

    /// <summary>Adds the next line, or a run of lines that comes again at once; says how many that were in all.</summary>
    private static int AddRounds(ImmutableArray<Step>.Builder steps, ImmutableArray<StoryLine> lines, int at)
    {
        var (period, rounds) = FindRounds(lines, at);
        if (rounds < LeastRounds)
        {
            steps.Add(new Step(lines[at], ""));
            return 1;
        }

        foreach (var line in lines.AsSpan(at, period))
        {
            steps.Add(new Step(line, ""));
        }

        steps.Add(new Step(null, period == 1
            ? $"the same {Number(rounds - 1)} times more"
            : $"the same {Number(period)} deliveries {Number(rounds - 1)} times more"));
        return period * rounds;
    }

    private static int CountOthers(ImmutableArray<StoryLine> lines, int start)
    {
        int at = start;
        while (at < lines.Length && !lines[at].Concerns && !lines[at].IsBreak)
        {
            at++;
        }

        return at - start;
    }

    /// <summary>The shortest run of lines that comes again at once, and how often it comes in all.</summary>
    private static (int Period, int Rounds) FindRounds(ImmutableArray<StoryLine> lines, int start)
    {
        for (int period = 1; period <= LongestPeriod; period++)
        {
            int same = 0;
            while (start + period + same < lines.Length && IsSame(lines[start + same], lines[start + period + same]))
            {
                same++;
            }

            int rounds = 1 + (same / period);
            if (rounds >= LeastRounds)
            {
                return (period, rounds);
            }
        }

        return (0, 0);
    }

    private static bool IsSame(StoryLine left, StoryLine right) =>
        left.From == right.From && left.To == right.To && !right.IsBreak
        && string.Equals(left.What, right.What, StringComparison.Ordinal)
        && string.Equals(left.Then, right.Then, StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
