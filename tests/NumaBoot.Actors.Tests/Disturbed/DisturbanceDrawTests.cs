using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>What goes wrong in a schedule follows from its seed, and most of it really happens.</summary>
public sealed class DisturbanceDrawTests
{
    private const int Seeds = 200;

    private static readonly DisturbanceCounts Wanted =
        new() { Interrupts = 2, Lost = 2, Duplicated = 2, Delayed = 2, Crashed = 2, Paused = 1, Slowed = 1 };

    // Expect a seed to draw the same each time, another seed something else, and each as many as wanted.
    [Fact]
    public void A_seed_draws_what_is_wanted()
    {
        var draw = Draw("tiny2", InitPolicies.SingleWriter);

        Assert.True(draw.Draw(Wanted, 7).SequenceEqual(draw.Draw(Wanted, 7)));
        Assert.False(draw.Draw(Wanted, 7).SequenceEqual(draw.Draw(Wanted, 8)));
        Assert.Equal(Wanted, draw.Draw(Wanted, 7).Aggregate(DisturbanceCounts.None, (sum, one) => sum + DisturbanceCounts.Of(one)));
    }

    // Expect moments to lie within the schedule, those of interrupts where CPUs run, and no letter to go wrong twice.
    [Fact]
    public void Moments_lie_within_the_schedule()
    {
        var outline = ScheduleOutline.Of(DisturbedBoots.Request("tiny2"));
        Assert.InRange(outline.Opening, 20, outline.Length - 50);
        var drawn = All(Draw("tiny2", InitPolicies.SingleWriter));

        Assert.All(drawn.OfType<Interrupt>(), one => Assert.InRange(one.From, outline.Opening, outline.Length - 1));
        Assert.All(drawn.OfType<CrashedActor>(), one => Assert.InRange(one.From, 0, outline.Length - 1));
        Assert.All(drawn.OfType<PausedActor>(), one => Assert.InRange(one.From, 0, outline.Length - 1));
        Assert.All(drawn.OfType<SlowNode>(), one => Assert.InRange(one.From, 0, outline.Length - 1));
        Assert.Contains(drawn.OfType<CrashedActor>(), one => one.From < outline.Opening);
        Assert.Contains(drawn.OfType<CrashedActor>(), one => one.From > outline.Opening);
    }

    // Expect everybody to be drawn, and under a writer of the whole machine the letters between it and all who write to it.
    [Fact]
    public void Everybody_is_drawn()
    {
        var drawn = All(Draw("tiny2", InitPolicies.V3));
        var writer = ActorAddress.Coordinator(WriterScope.Machine, 0);

        Assert.Equal(
            "coordinator, cpu 0, cpu 1, node 0, node 1, supervisor, worker 0.0, worker 1.0, zone 0:Normal, zone 1:Normal",
            Names(drawn.OfType<CrashedActor>().Select(one => one.Actor)));
        Assert.Equal(
            "node 0, node 1, worker 0.0, worker 1.0, zone 0:Normal, zone 1:Normal",
            Names(drawn.OfType<LostLetter>().Where(one => one.From == writer).Select(one => one.To)));
        Assert.Contains(drawn.OfType<DuplicatedLetter>(), one => one.To == writer && one.From.Role == ActorRole.Zone);
        Assert.Contains(drawn.OfType<DelayedLetter>(), one => one.Number < 0);
        Assert.Contains(drawn.OfType<LostLetter>(), one => one.From.Role == ActorRole.Cpu && one.To.Role == ActorRole.Zone);
    }

    // Expect two of three letters at least to be really written, and all crashes but those of workers that are not needed.
    [Theory]
    [InlineData("tiny", "single-writer")]
    [InlineData("tiny2", "single-writer")]
    [InlineData("tiny2", "v3")]
    [InlineData("tiny2", "v6.1")]
    public void Most_of_what_is_drawn_happens(string machine, string policy)
    {
        var boots = new BootChoosers(DisturbedBoots.Request(machine, InitPolicies.Find(policy)), Wanted with { Interrupts = 0 });
        using var subject = boots.MakeSubject();
        var happened = DisturbanceCounts.None;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            subject.Draw(seed);
            subject.Run(boots.Random(seed));
            happened += subject.Last!.Happened;
        }

        Assert.InRange(happened.Lost, Seeds * 4 / 3, Seeds * 2);
        Assert.InRange(happened.Duplicated, Seeds * 4 / 3, Seeds * 2);
        Assert.InRange(happened.Delayed, Seeds * 4 / 3, Seeds * 2);
        Assert.InRange(happened.Crashed, Seeds * 5 / 3, Seeds * 2);
        Assert.InRange(happened.Paused, Seeds / 3, Seeds);
        Assert.InRange(happened.Slowed, Seeds * 2 / 3, Seeds);
    }

    // Expect the boot to be left as it is where nothing is wanted.
    [Fact]
    public void Nothing_is_drawn_where_nothing_is_wanted()
    {
        var boots = new BootChoosers(DisturbedBoots.Request("tiny"), DisturbanceCounts.None);

        Assert.Empty(boots.RequestOf(1).Disturbances);
        Assert.All(Enumerable.Range(1, Seeds), seed => Assert.True(boots.HoldOf(seed) is null or LateInitHold));
    }

    private static string Names(IEnumerable<ActorAddress> actors) =>
        string.Join(", ", actors.Distinct().Select(actor => $"{actor}").Order(StringComparer.Ordinal));

    private static DisturbanceDraw Draw(string machine, InitPolicy policy)
    {
        var request = DisturbedBoots.Request(machine, policy);
        return new DisturbanceDraw(request.Plan(), ScheduleOutline.Of(request));
    }

    private static List<Disturbance> All(DisturbanceDraw draw) => [.. Enumerable.Range(1, Seeds).SelectMany(seed => draw.Draw(Wanted, seed))];
}
