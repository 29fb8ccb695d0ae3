using System.Text.RegularExpressions;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Numbers the lines of a story by what they say: those that differ in their pages alone have the same number.</summary>
internal sealed class StoryKinds
{
    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // As StoryWords writes them: "section 1", "sections 1 to 3 of node 0", "pages [12, 20) and 2 more runs", "pfn 12"; and
    // how many are free.
    private const string Run = @"(sections? \d+( to \d+)?( of node \d+)?|pages \[\d+, \d+\))";

    private static readonly Regex Pages = new(
        $@"{Run}( and {Run}| and \d+ more runs?)?|pfn \d+|has \d+ pages? free|although \d+ pages? are free", Plain);

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The number of a line. The one that broke the invariant is like no other.</summary>
    public int Of(StoryLine line) => Of(
        $"{line.From} > {line.To} {Pages.Replace(line.What, "#")}: {Pages.Replace(line.Then, "#")}{(line.IsBreak ? " !" : "")}");

    /// <summary>The number of anything else that is said.</summary>
    public int Of(string said)
    {
        _numbers.TryAdd(said, _numbers.Count);
        return _numbers[said];
    }
}
