using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>What comes of a run reads the same to whoever asked for it, although only a part of it travels.</summary>
public sealed class RunEndingTests : IDisposable
{
    private readonly OneSystem _one = new();

    public void Dispose() => _one.Dispose();

    // Expect boots that are clean, and those that break an invariant, to be told the same.
    [Theory]
    [InlineData("two-socket", "single-writer", "clean")]
    [InlineData("sockets-4", "v4.17", "broken")]
    [InlineData("n3-memoryless", "v6.1", "clean")]
    [InlineData("n1-fake4", "single-writer", "clean")]
    [InlineData("n4-tracebuf", "v1", "clean")]
    public void A_run_is_told_the_same(string machine, string policy, string how)
    {
        var result = new BootRun().Run(Boots.Request(machine, policy));

        Assert.Equal(how, result.Violations.IsEmpty ? "clean" : "broken");
        AssertSame(result);
    }

    // Expect a boot that fails for want of pages, and one that goes round for ever, to be told the same.
    [Theory]
    [InlineData("single-writer", false)]
    [InlineData("v5.2-endless-growth", true)]
    public void So_is_one_that_does_not_boot(string policy, bool isCutOff)
    {
        var item = new WorkItem { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Allocate, Order = 6, Label = "too much" };

        var result = new BootRun().Run(Boots.Request("two-socket", policy) with { Workload = new Workload([item with { Count = 1 << 20 }]) });

        Assert.Equal(BootOutcome.Failed, result.Outcome);
        Assert.Equal(isCutOff, result.WasCutOff);
        AssertSame(result);
    }

    // Expect a boot on two threads to keep how many windows it took, and one that was stopped to keep how far it came.
    [Fact]
    public void So_is_one_that_was_stopped_and_one_on_two_threads()
    {
        var request = Boots.Request("two-socket", "single-writer");

        AssertSame(new BootRun { Threads = 2 }.Run(request));
        AssertSame(new BootRun().Run(request, new CancellationToken(canceled: true)));
    }

    private void AssertSame(BootResult result)
    {
        var ended = _one.Over(new ClientMessages.RunEnded("run", RunEnding.Of(result), 1, 0));
        var told = ended.Ending.ToResult(result.Request, result.Request.Plan());

        Assert.Equal(RunSummary.Write(result), RunSummary.Write(told));
        Assert.Equal(RunJson.Write(result), RunJson.Write(told));
        Assert.Equal(Structure.Of(result with { Request = null!, Plan = null! }), Structure.Of(told with { Request = null!, Plan = null! }));
    }
}
