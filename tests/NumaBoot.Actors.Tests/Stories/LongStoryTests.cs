using System.Globalization;
using System.Text.RegularExpressions;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>A story of tens of thousands of deliveries can be read.</summary>
public sealed partial class LongStoryTests
{
    private const int Deliveries = 60_000;

    // Expect what comes again with other pages each time to be told once, with how often and with which pages.
    [Fact]
    public void What_comes_again_with_other_pages_is_told_once()
    {
        var story = Long(at => at % 2 == 0
            ? ("asks zone Normal for 63 pages", $"gives {Pages(at / 2)} to cpu 0", Pages(at / 2))
            : ($"gives cpu 0 {Pages(at / 2)}", "asks zone Normal for 63 pages", PfnRange.Empty));

        var lines = StoryText.Lines(story);

        Assert.InRange(lines.Length, 1, 20);
        Assert.Single(lines, line => line.EndsWith("... the same 2 deliveries 29998 times more, with pages [63, 1889937)", StringComparison.Ordinal));
    }

    // Expect a round within a round to be told once, too, and what comes again to be counted.
    [Fact]
    public void Rounds_of_rounds_are_told_once()
    {
        var story = Long(at => (at % 10 == 9 ? "asks zone DMA for a page" : "asks zone Normal for a page", "has nothing free", PfnRange.Empty));

        var lines = StoryText.Lines(story);

        Assert.InRange(lines.Length, 1, 25);
        Assert.Contains(lines, line => line.EndsWith("... the same 8 times more", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("... all from 1 on 5998 times more, 59980 deliveries", StringComparison.Ordinal));
    }

    // Expect different demands, or another receiver, not to count as the same.
    [Fact]
    public void Other_demands_are_not_the_same()
    {
        var story = Long(at => ($"asks zone Normal for {at} pages", "refuses cpu 0", PfnRange.Empty));

        Assert.DoesNotContain(StoryText.Lines(story), line => line.Contains("times more", StringComparison.Ordinal));
    }

    // Expect a story in which nothing comes again to keep to 200 lines: its beginning, its end, and how many deliveries are
    // left out between them. Told in full on demand.
    [Fact]
    public void The_middle_is_left_out_and_counted()
    {
        var story = Long(at => ($"asks zone Normal for {at} pages", new string('x', 40) + " " + new string('y', 40), PfnRange.Empty));

        var lines = StoryText.Lines(story);
        string left = Assert.Single(lines, line => line.Contains(" in the middle, too many to tell", StringComparison.Ordinal));
        int numbered = lines.Count(line => Numbered().IsMatch(line));

        Assert.InRange(lines.Length, 150, 200);
        Assert.Equal(Deliveries, numbered + int.Parse(left.Trim(' ', '.').Split(' ')[0], CultureInfo.InvariantCulture));
        Assert.Contains(lines, line => line.StartsWith("        1  ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  > 60000  ", StringComparison.Ordinal));
        Assert.InRange(StoryText.Lines(story, showAll: true).Length, Deliveries, 3 * Deliveries);
    }

    // Expect the diagram to keep to the same bound, and to say the same of what is left out.
    [Fact]
    public void The_diagram_keeps_to_the_bound()
    {
        var story = Long(at => ($"asks zone Normal for {at} pages", "has nothing free", PfnRange.Empty));

        var lines = SequenceDiagram.Write(story).Split('\n');

        Assert.InRange(lines.Length, 100, 250);
        Assert.Single(lines, line => line.Contains(" in the middle, too many to tell", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(": 60000. ", StringComparison.Ordinal));
    }

    private static PfnRange Pages(int at) => PfnRange.Of(at * 63, 63);

    private static Story Long(Func<int, (string What, string Then, PfnRange Frames)> say)
    {
        var lines = Enumerable.Range(0, Deliveries).Select(at =>
        {
            var (what, then, frames) = say(at);
            return new StoryLine(
                at + 1, at + 100, ActorAddress.Cpu(0, 0), "cpu 0", ActorAddress.Zone(new ZoneRef(0, ZoneKind.Normal)), "zone Normal",
                Named(what), Named(then), frames.IsEmpty ? [] : [frames], Concerns: true, IsBreak: at == Deliveries - 1);
        });
        return BrokenOrders.Twice with { Lines = [.. lines] };
    }

    // As a story writes a range: "pages [1, 2)".
    private static string Named(string said) => Range().Replace(said, "pages $0");

    [GeneratedRegex(@"\[\d+, \d+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"^  (> |  ) *\d+  ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}
