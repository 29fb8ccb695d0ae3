using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>A story as a person reads it.</summary>
public sealed class StoryTextTests
{
    public static TheoryData<string> Names => StoryTellerTests.Names;

    // Expect the seed patch's fault to read like this, to the letter.
    [Fact]
    public void A_section_built_twice_reads_like_this() => Assert.Equal(
        """
        page-initialised-once is broken: section 1 of node 1 was initialised twice (v1 on tiny2, seed 17, 18 deliveries, shrunk from 148)
          at first zone 1:Normal has nothing free, the frontier is at section 1
             1  supervisor lets the CPUs of node 1 work              lets cpu 1 begin its work (all CPUs)
             2  supervisor lets the CPUs of node 0 work              lets cpu 0 begin its work (all CPUs)
             3  node 1 lets cpu 1 begin its work (all CPUs)          asks zone 1:Normal for a section
             4  node 0 lets cpu 0 begin its work (all CPUs)          asks zone 1:Normal for a section
             5  cpu 1 asks zone 1:Normal for a section               has nothing free: asks for the frontier
             6  zone 1:Normal asks for the frontier, for cpu 1       answers cpu 1: section 1
             7  cpu 0 asks zone 1:Normal for a section               has nothing free: asks for the frontier
             8  coordinator answers cpu 1: section 1                 asks to grow for cpu 1, at section 1
             9  zone 1:Normal asks for the frontier, for cpu 0       it is at section 1
            10  cpu 1 asks to grow for cpu 1, at section 1           cpu 1 gets the writer
            11  coordinator answers section 1, for cpu 0             asks to grow for cpu 0, at section 1
            12  coordinator grows section 1 for cpu 1                cpu 1 is to initialise section 1
            13  zone 1:Normal asks to grow for cpu 0, at section 1   waits, cpu 1 holds the writer
            14  zone 1:Normal lets cpu 1 initialise 8 pages          initialises them
            15  cpu 1 has run its growth of zone 1:Normal            initialises and frees section 1
            16  zone 1:Normal is done growing for cpu 1              the frontier moves to section 2; cpu 1 may try
                                                                     again; cpu 0 gets the writer and still trusts
                                                                     section 1
            17  coordinator lets cpu 1 try again                     gives section 1 to cpu 1
          > 18  coordinator grows section 1 for cpu 0                initialises and frees section 1 AGAIN, under the
                                                                     pages of cpu 1
                      section 0          section 1          sections 2 to 3
             node 1  |== built, cpu 0 ==|## twice, cpu 1 ##|-- deferred ---|
                                                           ^ frontier
          replay: numaboot replay tiny2-v1-17.json

        """,
        StoryText.Write(BrokenOrders.Twice));

    // Expect lines that a terminal shows as they are: in ASCII, none but the first longer than 110 columns, maps than 100.
    [Theory]
    [MemberData(nameof(Names))]
    public void It_fits_a_terminal(string name)
    {
        var story = StoryTellerTests.Of(name);
        var lines = StoryText.Lines(story, showAll: true);

        Assert.DoesNotContain(lines, line => line.Any(letter => letter is < ' ' or > '~'));
        Assert.InRange(lines.Skip(1).Max(line => line.Length), 1, 110);
        Assert.InRange(story.Maps.SelectMany(StoryMapText.Lines).Max(line => line.Length), 1, 100);
    }

    // Expect a story that fits a screen to have a line for each delivery.
    [Fact]
    public void A_short_story_is_told_in_full() =>
        Assert.Equal(BrokenOrders.Racers.Lines.Length, Numbered(StoryText.Lines(BrokenOrders.Racers)));

    // Expect a long one to pass over what has no part in it and to say at each place how many that are, be it one; and to
    // be told in full on demand.
    [Theory]
    [InlineData("LateTicket")]
    [InlineData("NotConserved")]
    public void A_long_story_passes_over_what_does_not_matter(string name)
    {
        var story = StoryTellerTests.Of(name);
        int others = story.Lines.Count(line => !line.Concerns);

        var lines = StoryText.Lines(story);
        var gaps = lines.Where(line => line.Contains(" other deliver", StringComparison.Ordinal)).ToList();

        Assert.Equal(story.Lines.Length - others, Numbered(lines));
        Assert.Equal(others, gaps.Sum(CountIn));
        Assert.Contains(gaps, line => line.EndsWith("... 1 other delivery", StringComparison.Ordinal));
        Assert.Equal(story.Lines.Length, Numbered(StoryText.Lines(story, showAll: true)));
    }

    // Expect four thousand deliveries that repeat themselves to be told once.
    [Fact]
    public void What_goes_on_for_ever_is_told_once()
    {
        var lines = StoryText.Lines(BrokenOrders.ForEver);

        Assert.InRange(lines.Length, 40, 90);
        Assert.Single(lines, line => line.Contains("... the same 4 deliveries 1003 times more", StringComparison.Ordinal));
    }

    // Expect a map whose names are too long for a bar to be a list: nothing is cut but what lies before and behind, the
    // pages that the story is about have a mark, and the frontier stands where it is.
    [Fact]
    public void A_map_of_long_names_is_a_list()
    {
        var ranges = Enumerable.Range(0, 3).Select(at => new StoryRange(
            PfnRange.Of(at * 1000, 1000), $"pages [{at}00000000, {at + 1}00000000)", PageState.Twice, 1234));
        var map = new StoryMap(0, [.. ranges], 2000, IsCutBefore: true, IsCutBehind: true)
        {
            FrontierName = "pfn 2000",
            NodeName = "node 1023",
            Frames = PfnRange.Of(1000, 8),
        };

        Assert.Equal(
            [
                "     node 1023  ...",
                "                |##| pages [000000000, 100000000)  twice, cpu 1234",
                "              > |##| pages [100000000, 200000000)  twice, cpu 1234",
                "                |##| pages [200000000, 300000000)  twice, cpu 1234, from the frontier on",
                "                ...",
            ],
            StoryMapText.Lines(map));
    }

    // Expect a frontier that is no boundary of the map, or has none of its own, to be told beside it, or not at all.
    [Theory]
    [InlineData(4, "     frontier at pfn 4")]
    [InlineData(8, "                 ^ frontier")]
    [InlineData(Frontier.None, "     |== built ==|")]
    public void A_map_shows_the_frontier(long frontier, string expected)
    {
        ImmutableArray<StoryRange> ranges = [new StoryRange(PfnRange.Of(0, 8), "section 0", PageState.Built, null)];
        var map = new StoryMap(0, ranges, frontier, IsCutBefore: false, IsCutBehind: false) { FrontierName = $"pfn {frontier}", NodeName = "" };

        Assert.Equal(expected, StoryMapText.Lines(map)[^1]);
    }

    // "    12  who said what", or with a mark before the number.
    private static int Numbered(IEnumerable<string> lines) =>
        lines.Count(line => line.TrimStart(' ', '>') is [>= '0' and <= '9', ..] said && said.TrimStart([.. "0123456789"]).StartsWith("  ", StringComparison.Ordinal));

    private static int CountIn(string line) =>
        int.Parse(line.Trim().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
