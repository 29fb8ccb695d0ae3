using FsCheck.Xunit;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Histories;

/// <summary>A line over time in a bounded number of points.</summary>
public sealed class LineRecorderTests
{
    // Expect every change to be a point of its own as long as there is room, and what changes nothing to be none.
    [Fact]
    public void What_fits_is_told_to_the_nanosecond()
    {
        var recorder = new LineRecorder(4);
        recorder.Set(10, 5);
        recorder.Set(20, 5);
        recorder.Set(30, 7);

        var line = recorder.Of(3, HistoryLine.FreePages);

        Assert.Equal(1, line.StepNs);
        Assert.Equal([new HistoryPoint(10, 5, 5, 5), new HistoryPoint(30, 7, 7, 7)], line.Points.AsEnumerable());
    }

    // Five points where there is room for four: steps of 2 ns put 10 and 11 together.
    // Expect the step to keep what it has seen, and its last value.
    [Fact]
    public void What_does_not_fit_is_told_in_longer_steps()
    {
        var recorder = new LineRecorder(4);
        long[] values = [9, 1, 5, 6, 7];
        long[] times = [10, 11, 20, 30, 40];
        for (int at = 0; at < values.Length; at++)
        {
            recorder.Set(times[at], values[at]);
        }

        var line = recorder.Of(0, HistoryLine.FreePages);

        Assert.Equal(2, line.StepNs);
        Assert.Equal(
            [new HistoryPoint(5, 1, 9, 1), new HistoryPoint(10, 5, 5, 5), new HistoryPoint(15, 6, 6, 6), new HistoryPoint(20, 7, 7, 7)],
            line.Points.AsEnumerable());
    }

    // What is told late counts for when it is told: time goes on in one direction.
    [Fact]
    public void Time_does_not_go_back()
    {
        var recorder = new LineRecorder(4);
        recorder.Set(30, 1);
        recorder.Set(20, 2);

        Assert.Equal(new HistoryPoint(30, 1, 2, 2), recorder.Of(0, HistoryLine.FreePages).Points.Single());
    }

    // Any changes, any room. Expect as many points as there is room for at most, the last value at the end of each step,
    // and no value outside of what the changes of a step were.
    [Property(MaxTest = 500, Replay = "(41,43)")]
    public void A_step_holds_what_changed_in_it((byte After, short Value)[] changes, byte room)
    {
        int most = 2 + (room % 20);
        var recorder = new LineRecorder(most);
        var told = new List<(long Ns, long Value)>();
        long ns = 0;
        long value = 0;
        foreach (var (after, next) in changes)
        {
            ns += after;
            recorder.Set(ns, next);
            if (next != value)
            {
                told.Add((ns, next));
            }

            value = next;
        }

        var line = recorder.Of(0, HistoryLine.FreePages);

        Assert.True(line.Points.Length <= most);
        var expected = told.GroupBy(change => change.Ns / line.StepNs)
            .Select(step => new HistoryPoint(step.Key, step.Min(change => change.Value), step.Max(change => change.Value), step.Last().Value));
        Assert.Equal(expected, line.Points.AsEnumerable());
    }
}
