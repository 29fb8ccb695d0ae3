using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Whether an allocation had to fail, or to leave its node, where a CPU's work and a handler on it both allocate.</summary>
public sealed class HandlerRefusalTests : OneAllocation
{
    //   work of cpu 0   is refused by all            fails
    //   interrupt 2     is refused by zone 0                     leaves its node
    //
    // Expect the refusals that the work of a CPU has heard, and those that the handler of an interrupt has, to be told apart.
    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "an allocation of interrupt 2 on cpu 0 left its node although zone 0:Normal had not refused it at the low mark")]
    public void Work_and_a_handler_are_refused_each_for_itself(bool isHandlerRefused, string? broken)
    {
        Exhaust();
        RefuseAll();
        if (isHandlerRefused)
        {
            Refuse(Zone, interrupt: 2);
        }

        End(null);
        End(Zone1, interrupt: 2);

        Assert.Equal(broken, Ledger.Violations.SingleOrDefault()?.Detail);
    }

    // Expect what a handler is served to leave alone what work has been refused.
    [Fact]
    public void A_handler_that_is_served_takes_no_refusal_from_work()
    {
        Exhaust();
        RefuseAll();
        End(Zone, interrupt: 2);

        End(null);

        AssertHolds();
    }
}
