using System.Diagnostics;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>Something that runs schedules of the boot, one after the other, each to a sound end.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Run">Runs so many schedules from a seed on; the deliveries in all of them.</param>
internal sealed record Explorer(string Name, Func<long, long, long> Run)
{
    private const long FirstSchedules = 20;

    // Schedules that take about as long as a round should.
    private long _schedules = FirstSchedules;
    private long _nextSeed = 1;

    /// <summary>Runs until all code is compiled, and finds out how many schedules a round takes.</summary>
    public void WarmUp(TimeSpan round)
    {
        for (double seconds = 0; seconds < round.TotalSeconds;)
        {
            seconds = Measure().Seconds;
            double most = seconds >= round.TotalSeconds ? 1 : 4;
            _schedules = Math.Max(1, (long)(_schedules * Math.Min(most, round.TotalSeconds / seconds)));
        }
    }

    /// <summary>Runs a round.</summary>
    public ExplorerRound Measure()
    {
        GC.Collect();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var wall = Stopwatch.StartNew();
        long deliveries = Run(_nextSeed, _schedules);
        double seconds = wall.Elapsed.TotalSeconds;
        _nextSeed += _schedules;
        return new ExplorerRound(
            _schedules, deliveries, seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
