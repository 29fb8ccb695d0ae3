using System.Globalization;
using Xunit;

namespace NumaBoot.Cluster.Tests.Hosting;

/// <summary>The priority of threads that simulate.</summary>
public sealed class SimulationThreadsTests
{
    // Expect the thread that gives way, and no other, to be nicer to others: the kernel's own word, the 19th of its line.
    [Fact]
    public void A_thread_that_simulates_gives_way()
    {
        int own = Niceness();
        int before = 0;
        int after = 0;
        var thread = new Thread(() =>
        {
            before = Niceness();
            SimulationThreads.GiveWay();
            after = Niceness();
        });
        thread.Start();
        thread.Join();

        Assert.Equal((own, SimulationThreads.Niceness, own), (before, after, Niceness()));
    }

    private static int Niceness()
    {
        string line = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
