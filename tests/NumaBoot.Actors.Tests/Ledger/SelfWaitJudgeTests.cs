using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>
/// Whether a CPU waits for itself: the handler of an interrupt on CPU 3 for a growth, and the growth, which CPU 3 builds, for
/// the handler.
/// </summary>
public sealed class SelfWaitJudgeTests : OneLedger
{
    // Expect both halves together, whichever comes first, to be named.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cpu_that_waits_for_itself_is_named(bool isPutOffFirst)
    {
        foreach (bool isPutOff in new[] { isPutOffFirst, !isPutOffFirst })
        {
            AssertHolds();
            Tell(isPutOff, cpu: 3);
        }

        AssertBroken(
            Invariant.NoSelfWait, $"an interrupt on cpu 3 waits for growth {Ask(1)}, which cpu 3 builds once the interrupt is over");
    }

    // Expect CPU 4 to be let wait for a growth of CPU 3 that is put off: its handler may still be served.
    [Fact]
    public void Waiting_for_another_cpu_is_no_harm()
    {
        Tell(isPutOff: true, cpu: 3);
        Tell(isPutOff: false, cpu: 4);

        AssertHolds();
    }

    // Expect a handler to be let wait for a growth that goes on, has gone on again, or is another one.
    [Fact]
    public void Waiting_for_a_growth_that_goes_on_is_no_harm()
    {
        Tell(isPutOff: true, cpu: 3);
        Ledger.GrowthGoesOn(Ask(1));
        Ledger.GrowthPutOff(Ask(2));

        Tell(isPutOff: false, cpu: 3);

        AssertHolds();
    }

    // Expect a growth that has been answered to be waited for by nobody.
    [Fact]
    public void Nobody_waits_for_a_growth_that_was_answered()
    {
        Ledger.Requested(Ask(1));
        Tell(isPutOff: false, cpu: 3);
        Ledger.GrowthAnswered(Ask(1), grew: true);

        Tell(isPutOff: true, cpu: 3);

        AssertHolds();
    }

    private void Tell(bool isPutOff, int cpu)
    {
        if (isPutOff)
        {
            Ledger.GrowthPutOff(Ask(1));
        }
        else
        {
            Ledger.WaitsForWriter(cpu, Ask(1), 3);
        }
    }
}
