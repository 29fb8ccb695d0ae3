using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Calibration;

/// <summary>Costs are found from what a machine's own log tells of late init.</summary>
public sealed class LogFitTests
{
    private static readonly MachineSpec Machine = CommandLineMemory.Apply(MachineReader.Read(Fixtures.Boot("n2-64g")));

    // Expect our nodes to take what the log says under the policy of the kernel that wrote it: one with a thread for each CPU,
    // or one from before 5.8, which printed pages and had a single one.
    [Theory]
    [InlineData(null, "v6.1")]
    [InlineData(8_000_000L, "v4.17")]
    public void Nodes_take_what_the_log_says(long? pages, string policy)
    {
        var machine = Machine with { PublishedInits = [new(0, pages, 900), new(1, pages, 1_000)] };

        var costs = LogFit.Fit(Request(machine));

        var boot = Request(machine) with { Policy = InitPolicies.Find(policy)!, Costs = costs };
        double ms = new BootRun().Run(boot).Report!.Nodes.Sum(node => node.LateNs) / 1e6;
        Assert.InRange(ms, 1_800, 2_000);
        Assert.Equal(LogFit.Name, costs.Name);
    }

    // A log of two boots, one behind the other.
    // Expect the second to count.
    [Fact]
    public void The_last_of_two_times_counts()
    {
        var twice = LogFit.Fit(Request(Machine with { PublishedInits = [new(0, null, 10), new(1, null, 10), new(0, null, 500), new(1, null, 500)] }));
        var once = LogFit.Fit(Request(Machine with { PublishedInits = [new(0, null, 500), new(1, null, 500)] }));

        Assert.Equal(once, twice);
    }

    // Expect times of 0 ms, which say nothing, to be refused as none.
    [Fact]
    public void Nothing_is_found_from_nothing() =>
        Assert.Throws<MachineInputException>(() => LogFit.Fit(Request(Machine with { PublishedInits = [new(0, null, 0)] })));

    private static BootRequest Request(MachineSpec machine) => new(machine, InitPolicies.Default, Workload.None);
}
