using NumaBoot.Actors.Tests.Faults;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>What is told of a boot in which nothing moves any more.</summary>
public sealed class StoryEndingTests
{
    // Expect a lost answer to be told: what never arrived, and who waits for whom because of it.
    [Fact]
    public void It_says_who_waits_for_whom()
    {
        var request = BrokenOrders.Request("v1", "tiny");
        var plan = request.Plan();
        var words = new StoryWords(plan, 0);
        string told = "";
        var violation = new Violation(Invariant.BootCompletes, "everything is quiet", PfnRange.Empty, 59);
        var recorder = new StoryRecorder(plan, words, [0], 1, Last(request, plan), at => told = new StoryEnding(words).Of(at, violation));
        using var world = new BootWorld(Order(request), new LostMessage(typeof(CoordinatorMessages.AskToGrow)), [recorder], recorder.Watch);

        world.Run(request, plan);

        Assert.Equal(
            "nothing is on its way any more: coordinator never got \"asks to grow for cpu 0, at section 1\"; "
            + "cpu 0 waits for an answer of zone Normal; zone Normal waits for an answer of coordinator",
            told);
    }

    // Expect a boot that goes round until it is stopped to be told as that, with nobody said to have waited in vain; and
    // nothing to be judged that only a boot at rest shows.
    [Fact]
    public void Whoever_goes_round_is_cut_off()
    {
        using var subject = new BootSubject(BrokenOrders.Request("v5.2-endless-growth", "tiny-full"));

        var broken = subject.Run(new TimeChooser());

        Assert.Equal("boot-completes", Assert.Single(broken).Name);
        Assert.True(subject.Last!.WasCutOff);
        Assert.Equal($"it went on going round like this, and was cut off after {subject.Last.Deliveries} deliveries", BrokenOrders.CutOff.Ending);
    }

    // Expect a CPU that waits for itself to be told by its two halves: its own work, and the handler of its interrupt.
    [Fact]
    public void A_handler_is_told_from_the_work_that_it_interrupts()
    {
        var exhibit = HistoricalFaults.Find("v1-self-wait")!;
        var found = exhibit.Find(1, 1_000)!;
        var request = exhibit.Choosers.RequestOf(found.Seed);
        using var subject = new BootSubject(request);
        var trial = Trial.Of(subject, found.Chooser, "boot-completes")!;

        string ending = StoryTeller.Tell(request, trial.Deviations, "boot-completes", new StoryHead()).Ending!;

        Assert.Equal(
            "nothing is on its way any more: cpu 0 waits for an answer of zone Normal; zone Normal waits for an answer of cpu 0; "
            + "the interrupt handler of cpu 0 waits for an answer of zone Normal; zone Normal waits for an answer of coordinator; "
            + "cpu 0 holds the writer of coordinator",
            ending);
    }

    // Expect what does not add up in the end to be told in the words of the story.
    [Fact]
    public void It_says_what_does_not_add_up()
    {
        var words = new StoryWords(BrokenOrders.Request("v1", "tiny").Plan());
        var violation = new Violation(Invariant.PagesConserved, "8 pages of zone 0:Normal are in no free area and with no owner", PfnRange.Empty, 1);

        Assert.Equal(
            "once all is quiet: 8 pages of zone Normal are in no free area and with no owner", new StoryEnding(words).Of(null!, violation));
    }

    private static ChoiceOrder Order(BootRequest request) =>
        new(new BootLatency(request.Costs, request.Machine.Distances, request.Seed), new TimeChooser());

    private static long Last(BootRequest request, BootPlan plan)
    {
        using var world = new BootWorld(Order(request), new LostMessage(typeof(CoordinatorMessages.AskToGrow)));
        return world.Run(request, plan).Deliveries;
    }
}
