using System.Globalization;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>
/// What else a machine has to do. Times are demanded as they are on a machine that has nothing else to do; where more threads
/// want to run than there are cores before a test has begun, that many times as long is allowed, and the test says so.
/// </summary>
/// <param name="Factor">How many times as long things may take, 1 or more.</param>
internal sealed record Busyness(double Factor)
{
    /// <summary>As it is now: the mean number of threads that wanted to run in the last minute, by core.</summary>
    public static Busyness Now()
    {
        string mean = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return new Busyness(Math.Max(1, double.Parse(mean, CultureInfo.InvariantCulture) / Environment.ProcessorCount));
    }

    /// <inheritdoc />
    public override string ToString() =>
        Factor <= 1 ? "the machine had nothing else to do" : string.Create(CultureInfo.InvariantCulture, $"{Factor:0.0} threads a core wanted to run before");
}
