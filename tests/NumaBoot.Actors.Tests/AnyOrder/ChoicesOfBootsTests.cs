using NumaBoot.Actors.Tests.Disturbed;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>What stories and recordings of boots count on: the number of a choice is that of its delivery.</summary>
public sealed class ChoicesOfBootsTests
{
    private const int Seeds = 50;

    // Expect every choice of a boot to be a delivery, with faults of every kind, so that the choices up to a delivery are as
    // many as its number says.
    [Fact]
    public void Every_choice_of_a_boot_is_a_delivery()
    {
        var boots = new BootChoosers(DisturbedBoots.Request("tiny2"), DisturbedBoots.Everything);
        using var subject = boots.MakeSubject();
        var sum = DisturbanceCounts.None;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            subject.Draw(seed);
            var recording = new RecordingChooser(seed % 2 == 0 ? boots.Random(seed) : boots.Priority(seed));
            subject.Run(recording);

            Assert.Equal(subject.Deliveries, recording.Chosen.Count);
            Assert.All(Enumerable.Range(0, recording.Chosen.Count + 1), delivery => Assert.Equal(delivery, recording.ChoicesUpTo(delivery)));
            sum += subject.Last!.Happened;
        }

        Assert.True(sum is { Lost: > 0, Duplicated: > 0, Delayed: > 0, Crashed: > 0, Paused: > 0, Slowed: > 0 }, $"{sum}");
    }
}
