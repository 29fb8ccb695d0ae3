using NumaBoot.Actors.Tests.AnyOrder;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>The design with the single writer, in a hundred thousand schedules as <c>numaboot explore</c> runs them.</summary>
public sealed class HundredThousandTests
{
    private const int Schedules = 50_000;
    private const int Threads = 2;

    //   tiny    interrupts, crashed and paused actors; it has no letters between nodes
    //   tiny2   lost, doubled and late letters and slow nodes as well
    // Expect not one invariant to break, with all of it happening all the time.
    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny2")]
    public void The_single_writer_breaks_nothing(string machine)
    {
        bool hasLetters = machine == "tiny2";
        int ofLetters = hasLetters ? 1 : 0;
        var wanted = new DisturbanceCounts
        {
            Interrupts = 2,
            Crashed = 1,
            Paused = 1,
            Lost = ofLetters,
            Duplicated = ofLetters,
            Delayed = ofLetters,
            Slowed = ofLetters,
        };
        var settings = Explored.Settings("single-writer", machine: machine) with { Schedules = Schedules, Threads = Threads, KeepsGoing = true, Disturbances = wanted };

        var result = settings.Run();

        Assert.Empty(result.Broken);
        Assert.Equal(Schedules, result.Schedules);
        Assert.All(
            [result.Happened.Interrupts, result.Happened.Crashed, result.Happened.Paused],
            count => Assert.InRange(count, Schedules / 4, Schedules * 2));
        Assert.All(
            [result.Happened.Lost, result.Happened.Duplicated, result.Happened.Delayed, result.Happened.Slowed],
            count => Assert.InRange(count, hasLetters ? Schedules / 4 : 0, hasLetters ? Schedules : 0));
    }
}
