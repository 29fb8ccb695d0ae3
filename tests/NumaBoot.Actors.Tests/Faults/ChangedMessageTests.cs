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

    //   node 0    |== built ==|-------- deferred --------|
    //                         ^ the map stopped    ^ the coordinator believes      (a section is 32768 pages)
    //
    // Expect the section between to be passed over unbuilt, and to be missed at the end.
    [Theory]
    [InlineData(Invariant.FrontierTrue)]
    [InlineData(Invariant.PageInitialisedOnce)]
    public void A_coordinator_that_is_told_a_frontier_too_high_leaves_a_section_out(Invariant broken) =>
        Expect(broken, new ChangedMessage<CoordinatorMessages.MemoryMapBuilt>(map => map with { Frontier = map.Frontier + 32768 }));

    //   node 0    |========= built ==========|-------- deferred --------|
    //                  ^ the coordinator believes
    //
    // Expect the section before the frontier to be built again, under the feet of who holds its pages.
    [Theory]
    [InlineData(Invariant.PageInitialisedOnce)]
    [InlineData(Invariant.PageFreedOnce)]
    [InlineData(Invariant.OneOwner)]
    public void A_coordinator_that_is_told_a_frontier_too_low_builds_a_section_twice(Invariant broken) =>
        Expect(broken, new ChangedMessage<CoordinatorMessages.MemoryMapBuilt>(map => map with { Frontier = map.Frontier - 32768 }));

    //   cpu 9 holds         |==== block ====|
    //   cpu 8 gives back    |==== block ====|
    //
    // Expect pages that come back from a CPU that does not hold them to be named, although they are somebody's.
    [Fact]
    public void Pages_of_somebody_else_cannot_be_given_back() =>
        Expect(Invariant.OneOwner, new ChangedMessage<ZoneMessages.GivePages>(
            give => give with { Cpu = give.Cpu - 1 }));

    // Expect a zone that hears the same request again to answer it again, and that to be named.
    [Fact]
    public void A_request_that_arrives_twice_is_answered_twice()
    {
        var fault = new RepeatedMessage<ZoneMessages.TakePages>();

        var result = FaultMachine.Run(FaultMachine.TwoSockets(InitPolicies.SingleWriter), fault);

        Assert.Contains(result.Violations, violation => violation.Detail == $"request {fault.First!.Id} was answered twice");
    }

    // Expect a snapshot to say what a zone said, true or not: it is made of nothing else.
    [Fact]
    public void A_snapshot_says_what_the_zones_said()
    {
        const long Lie = 12345;
        var fault = new ChangedMessage<NodeMessages.ZoneReported>(told => told with { Zone = told.Zone with { ManagedPages = Lie } });

        var result = FaultMachine.Run(FaultMachine.Shortage(InitPolicies.SingleWriter), fault);

        Assert.Equal(Lie, Assert.Single(result.Report!.Snapshots[0].Nodes[0].Zones).ManagedPages);
    }

    //   node 0  acknowledges ---> supervisor hears node 0
    //   node 1  acknowledges -x   supervisor hears node 0 again
    //
    // Expect nobody to take the second for that of node 1.
    [Fact]
    public void An_acknowledgement_that_comes_twice_does_not_count_for_another_node() =>
        Expect(Invariant.BootCompletes, new ChangedMessage<SupervisorMessages.NodeStepDone>(
            done => done with { Nid = 0 }, done => done is { Nid: 1, Step: BootStep.Disabled }));

    // Expect an acknowledgement of an earlier step that comes late not to count for the disable.
    [Fact]
    public void An_acknowledgement_that_comes_late_does_not_count_for_another_step() =>
        Expect(Invariant.BootCompletes, new ChangedMessage<SupervisorMessages.NodeStepDone>(
            done => done with { Step = BootStep.CpusUp }, done => done is { Nid: 1, Step: BootStep.Disabled }));

    // Expect the same of the zones of a node: which of them has done a step matters, not only how many.
    [Fact]
    public void A_zone_that_answers_twice_does_not_count_for_another() =>
        Expect(Invariant.BootCompletes, new ChangedMessage<NodeMessages.ChildDone>(
            done => done with { Child = ActorAddress.Zone(new ZoneRef(0, ZoneKind.Dma)) },
            done => done.Child == ActorAddress.Zone(new ZoneRef(0, ZoneKind.Dma32))));

    private static void Expect<T>(Invariant broken, ChangedMessage<T> fault)
        where T : class
    {
        var result = FaultMachine.Run(FaultMachine.TwoSockets(InitPolicies.SingleWriter), fault);

        Assert.True(fault.IsChanged);
        Assert.Contains(broken, result.BrokenClaims.Select(violation => violation.Invariant));
    }

    private static PfnRange Half(PfnRange range) => PfnRange.Of(range.Start, range.Pages / 2);
}
