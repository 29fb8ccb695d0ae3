using System.Collections.Immutable;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>What is told of a single delivery where the order, or the post, is not what it should be.</summary>
public sealed class MomentsTests
{
    private const int Seeds = 20;

    // Expect the later of two messages of one sender to one receiver to say that it comes first, and which one it overtakes,
    // and that one to come behind it; in an order that keeps them, expect nothing of the kind.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_overtakes_is_told(bool breaksFifo)
    {
        var request = BrokenOrders.Request("single-writer", "tiny2", item => item with { Count = 2 });
        int overtakings = 0;
        for (long seed = 1; seed <= Seeds; seed++)
        {
            var moments = Record(request, new RandomChooser(seed), breaksFifo);
            foreach (var (at, moment) in moments.Index().Where(moment => moment.Item.Then.StartsWith("overtakes ", StringComparison.Ordinal)))
            {
                string overtaken = moment.Then.Split('"')[1];

                Assert.Equal($"overtakes \"{overtaken}\", sent before it", moment.Then.Split("; ")[0]);
                Assert.Contains(moments.Skip(at), late => late.What == overtaken && late.From == moment.From && late.To == moment.To && late.Cause <= moment.Cause);
                overtakings++;
            }
        }

        Assert.Equal(breaksFifo, overtakings > 0);
    }

    // Expect a letter that comes twice to be said to be known.
    [Fact]
    public void A_letter_that_comes_twice_is_told()
    {
        var request = BrokenOrders.Request("single-writer", "tiny2") with
        {
            Disturbances = [new DuplicatedLetter(ActorAddress.Supervisor, ActorAddress.Node(1), 1)],
        };

        var moments = Record(request, new TimeChooser());

        var twice = moments.Where(moment => moment.What == "lets node 1 build its memory map").Select(moment => moment.Then).ToList();
        Assert.Equal("has had this letter before, passes over it", twice[1]);
        Assert.NotEqual(twice[1], twice[0], StringComparer.Ordinal);
        Assert.Equal(2, twice.Count);
    }

    // Expect a letter that comes while an earlier one of its sender is lost to be said to be put aside.
    [Fact]
    public void A_letter_that_comes_early_is_told()
    {
        var request = BrokenOrders.Request("single-writer", "tiny2");

        var moments = Enumerable.Range(1, Seeds).SelectMany(number => Record(
            request with { Disturbances = [new LostLetter(ActorAddress.Node(1), ActorAddress.Supervisor, number)] }, new TimeChooser()));

        Assert.Contains(moments, moment => moment.From == ActorAddress.Node(1) && moment.Then == "puts it aside: an earlier letter is missing");
    }

    private static ImmutableArray<StoryMoment> Record(BootRequest request, IChooser chooser, bool breaksFifo = false)
    {
        var plan = request.Plan();
        var recorder = new StoryRecorder(plan, new StoryWords(plan), [0, 1], 1, long.MaxValue, _ => { }, breaksFifo);
        using var subject = new BootSubject(request, breaksFifo, [recorder], recorder.Watch);
        subject.Run(chooser);
        return [.. recorder.Moments];
    }
}
