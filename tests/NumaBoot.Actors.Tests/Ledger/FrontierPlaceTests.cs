using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Where a frontier may lie besides a section boundary: where a free range begins or ends.</summary>
public sealed class FrontierPlaceTests
{
    //   0          8     11  13          16         24         32
    //   |== free ==|-----|res|-----------|----------|----------|
    //
    // Expect the two edges of what memblock keeps to be boundaries, and what lies on either side of them not.
    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(12, false)]
    [InlineData(13, true)]
    [InlineData(14, false)]
    [InlineData(16, true)]
    [InlineData(Frontier.None, true)]
    public void A_frontier_lies_on_a_boundary_of_a_free_range(long frontier, bool holds)
    {
        var plan = SmallMachine.Of().Reserving(PfnRange.Of(11, 2)).Plan(InitPolicies.SingleWriter);
        var ledger = new BootLedger(plan);

        ledger.MemoryMapBuilt(0, frontier);

        Assert.Equal(holds, ledger.Violations.IsEmpty);
    }
}
