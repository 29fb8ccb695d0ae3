using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>Who knew what when, in the historical faults that need no interrupt.</summary>
public sealed class StoryTellerTests
{
    public static TheoryData<string> Names => ["Twice", "Window", "Racers", "LateTicket", "Reopened", "ForEver"];

    //    section 0      section 1      section 2
    //   |= built =|######### twice ########|--
    //                  ^ cpu 0's ticket    ^ frontier
    // Expect the story of v1 to say that the second CPU trusts section 1 when the frontier is beyond it, and that its growth
    // builds the pages that the first one has got.
    [Fact]
    public void A_stale_ticket_is_told_when_it_is_trusted()
    {
        var story = BrokenOrders.Twice;

        Assert.Equal("section 1 of node 1 was initialised twice", story.What);
        Assert.Equal("initialises and frees section 1 AGAIN, under the pages of cpu 1", story.Lines[^1].Then);
        Assert.Contains(
            story.Lines,
            line => line.Then == "the frontier moves to section 2; cpu 1 may try again; cpu 0 gets the writer and still trusts section 1");
    }

    // Expect nobody else to be said to trust a ticket: v3 has none, v4.17 and v5.8 compare it.
    [Theory]
    [InlineData("Racers")]
    [InlineData("LateTicket")]
    [InlineData("ForEver")]
    public void No_trust_is_invented(string name) =>
        Assert.DoesNotContain(Of(name).Lines, line => line.Then.Contains("trusts", StringComparison.Ordinal));

    // Expect who asks while another holds the writer to be said to wait for that one.
    [Theory]
    [InlineData("Racers", "asks to grow for cpu 1", "waits, cpu 0 holds the writer")]
    [InlineData("LateTicket", "asks to grow for cpu 0, seeing no frontier", "waits, late init holds the writer")]
    [InlineData("Window", "asks to grow for cpu 0, at section 1", "growth is off: no to cpu 0")]
    [InlineData("Reopened", "asks to grow for cpu 0, seeing no frontier", "late init has claimed the rest: no to cpu 0")]
    public void Who_asks_to_grow_is_told_what_comes_of_it(string name, string what, string then) =>
        Assert.Contains(Of(name).Lines, line => line.What == what && line.Then == then);

    // Expect the refusal of v4.17 to be told for what it is: pages are free, and the ticket does not know.
    [Fact]
    public void A_refusal_says_what_was_free()
    {
        var lines = BrokenOrders.LateTicket.Lines;

        Assert.Contains(lines, line => line.Then == "nothing is left to grow, but 24 pages are free: no to cpu 0");
        Assert.Contains(lines, line => line.Then == "refuses cpu 0 although 24 pages are free");
        Assert.Equal("takes it, although it is not of node 0", lines[^1].Then);
    }

    // Expect a policy that says "try again" for ever to be told as that: 15 moved the frontier for one and not for the other.
    [Fact]
    public void Whoever_got_nothing_is_told_why()
    {
        var lines = BrokenOrders.ForEver.Lines;

        Assert.Contains(
            lines,
            line => line.Then == "the frontier moves to section 2; cpu 0 may try again; section 1 is not the frontier any more: cpu 1 may try again");
        Assert.Equal("nothing is left to grow: cpu 0 may try again", lines[^1].Then);
    }

    // Expect every story to end with the delivery that broke the invariant, told once, with lines numbered from 1.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_last_line_is_the_break(string name)
    {
        var story = Of(name);

        Assert.Equal(Enumerable.Range(1, story.Lines.Length).Select(number => (long)number), story.Lines.Select(line => line.Number));
        Assert.True(story.Lines[^1].IsBreak);
        Assert.True(story.Lines[^1].Concerns);
        Assert.Single(story.Lines, line => line.IsBreak);
        Assert.Null(story.Ending);
    }

    // Expect what only does not add up in the end to be told from where it went wrong: built twice, given while held, and
    // who had got the pages before; late init's claims and the rest of the boot are still told apart.
    [Fact]
    public void What_does_not_add_up_is_told_from_where_it_went_wrong()
    {
        var story = BrokenOrders.NotConserved;
        var told = story.Lines.Where(line => line.Concerns).Select(line => line.Then).ToList();

        Assert.Contains("gives section 1 to cpu 1", told, StringComparer.Ordinal);
        Assert.Contains("initialises and frees section 1 AGAIN, under the pages of cpu 1", told, StringComparer.Ordinal);
        Assert.Contains("gives section 1 to cpu 0, WHILE cpu 1 holds it", told, StringComparer.Ordinal);
        Assert.Contains(story.Lines, line => line.Concerns && line.Then.EndsWith("still trusts section 1", StringComparison.Ordinal));
        Assert.Contains(story.Lines, line => !line.Concerns);
        Assert.Equal("node 1", Assert.Single(story.Maps).NodeName);
    }

    // Expect all deliveries where all are wanted, from the one in which the world sets the machine up, each by its number.
    [Theory]
    [InlineData("v1")]
    [InlineData("v5.8")]
    public void All_is_told_by_the_numbers_of_the_run(string policy)
    {
        var request = BrokenOrders.Request(policy, "tiny", item => item with { Count = 3 });
        using var subject = new BootSubject(request);
        var trial = Trial.Of(subject, new TimeChooser(), "no-needless-failure")!;

        var story = StoryTeller.Tell(request, trial.Deviations, trial.Failure.Name, new StoryHead(), tellsAll: true);

        Assert.Equal(Enumerable.Range(1, (int)trial.Failure.At).Select(number => (long)number), story.Lines.Select(line => line.Delivery));
        Assert.All(story.Lines, line => Assert.Equal(line.Delivery, line.Number));
        Assert.Equal("the world sets the machine up: switches the machine on", $"{story.Lines[0].FromName} {story.Lines[0].What}: {story.Lines[0].Then}");
    }

    // Expect the number of deliveries in the first line to be that of the search: from the first that is out of place.
    [Fact]
    public void It_is_as_long_as_the_search_says()
    {
        var request = BrokenOrders.Request("v3", "tiny", item => item with { Order = 1 });
        using var subject = new BootSubject(request);
        var trial = Trial.Of(subject, BrokenOrders.LateInitLastChooser(), "no-excess-growth")!;

        var story = StoryTeller.Tell(request, trial.Deviations, "no-excess-growth", new StoryHead());

        Assert.Equal(trial.Length, story.Deliveries);
        Assert.Equal(trial.Length, story.Lines.Length);
        Assert.Equal(trial.Failure.At, story.Lines[^1].Delivery);
    }

    // Expect what the other CPU did, which changed nothing for the one that failed, not to count as part of the story.
    [Fact]
    public void Others_are_told_apart_from_what_concerns_the_break()
    {
        var story = BrokenOrders.Reopened;

        Assert.DoesNotContain(story.Lines, line => line.Concerns && $"{line.FromName} {line.What}".Contains("cpu 1", StringComparison.Ordinal));
        Assert.Contains(story.Lines, line => !line.Concerns && line.What.Contains("cpu 1", StringComparison.Ordinal));
    }

    // Expect a map of the node concerned, with the pages as they are after the break.
    [Fact]
    public void The_map_shows_the_pages_after_the_break()
    {
        var map = Assert.Single(BrokenOrders.Twice.Maps);

        Assert.Equal("node 1", map.NodeName);
        Assert.Equal(48, map.Frontier);
        Assert.Equal(
            "section 0 Built 0, section 1 Twice 1, sections 2 to 3 Deferred ",
            string.Join(", ", map.Ranges.Select(range => $"{range.Name} {range.State} {range.HeldBy}")));
    }

    // Expect an order that does not break the invariant to be refused, not told.
    [Fact]
    public void An_order_that_breaks_nothing_has_no_story() =>
        Assert.Throws<ArgumentException>(() => StoryTeller.Tell(BrokenOrders.Request("single-writer", "tiny"), [], "one-owner", new StoryHead()));

    internal static Story Of(string name) => (Story)typeof(BrokenOrders).GetProperty(name)!.GetValue(null)!;
}
