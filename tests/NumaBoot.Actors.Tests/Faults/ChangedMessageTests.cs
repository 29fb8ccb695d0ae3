using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Memory is where the messages say: a message that says something else breaks an invariant, by name.</summary>
public sealed class ChangedMessageTests
{
    //   claimed   |======== chunk ========|
    //   built     |=== half ===|
    //
    // Expect the other half to be missed when the boot is over.
    [Fact]
    public void Half_a_chunk_leaves_pages_that_were_never_initialised() =>
        Expect(Invariant.PageInitialisedOnce, new ChangedMessage<WorkerMessages.ChunkClaimed>(
            chunk => chunk with { Frames = [Half(chunk.Frames[0]), .. chunk.Frames.Skip(1)] }));

    //   built     |==== growth ====|
    //   added     |==== growth ====|+   one page that was not built
    //
    // Expect a page in the free areas that does not belong there.
    [Fact]
    public void A_page_too_many_in_the_free_areas_is_noticed() =>
        Expect(Invariant.PageFreedOnce, new ChangedMessage<ZoneMessages.AddPages>(
            add => add with { Frames = add.Frames.SetItem(0, new PfnRange(add.Frames[0].Start - 1, add.Frames[0].End)) }));

    // Expect the ledger to miss what a CPU was given and does not know of.
    [Fact]
    public void An_answer_with_a_page_too_few_loses_it() =>
        Expect(Invariant.PagesConserved, new ChangedMessage<CpuMessages.TakeAnswered>(
            answer => answer with { Frames = answer.Frames.SetItem(0, new PfnRange(answer.Frames[0].Start + 1, answer.Frames[0].End)) }));

    // Expect a node that is let into late init, although another has not acknowledged, to be named.
    [Fact]
    public void A_late_init_that_begins_too_soon_is_named() =>
        Expect(Invariant.FanOutAfterAcknowledge, new ChangedMessage<NodeMessages.DisableDeferredPages>(_ => new NodeMessages.StartLateInit()));

    private static void Expect<T>(Invariant broken, ChangedMessage<T> fault)
        where T : class
    {
        var result = FaultMachine.Run(FaultMachine.TwoSockets(InitPolicies.SingleWriter), fault);

        Assert.True(fault.IsChanged);
        Assert.Contains(broken, result.BrokenClaims.Select(violation => violation.Invariant));
    }

    private static PfnRange Half(PfnRange range) => PfnRange.Of(range.Start, range.Pages / 2);
}
