using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Whether late init comes after the acknowledgements, every node gets done, and the boot comes to its end.</summary>
public sealed class PhaseJudgeTests : OneLedger
{
    // Expect late init after both acknowledgements to break nothing.
    [Fact]
    public void Late_init_after_every_acknowledgement_breaks_nothing()
    {
        Ledger.DisableAcknowledged(1);
        Ledger.DisableAcknowledged(0);
        Ledger.LateInitStarted(0);

        AssertHolds();
    }

    // Expect late init after one of two acknowledgements to be named.
    [Fact]
    public void Late_init_before_an_acknowledgement_is_named()
    {
        Ledger.DisableAcknowledged(0);
        Ledger.LateInitStarted(0);

        AssertBroken(Invariant.FanOutAfterAcknowledge, "late init of node 0 starts after 1 of 2 acknowledgements");
    }

    // Expect the second report of a node to be named.
    [Fact]
    public void A_node_that_is_done_twice_is_named()
    {
        Ledger.NodeDone(1);
        Ledger.NodeDone(1);

        AssertBroken(Invariant.NodeDoneOnce, "node 1 reported done 2 times");
    }

    // Expect the node that is missing when the machine is up to be named.
    [Fact]
    public void A_node_that_is_never_done_is_named()
    {
        Ledger.Initialised(Zone, Pages(8, 24), PageBuilder.Growth);
        Ledger.Initialised(new ZoneRef(1, ZoneKind.Normal), Pages(40, 24), PageBuilder.Growth);
        Ledger.NodeDone(0);
        Ledger.BootEnded(booted: true);

        AssertBroken(Invariant.NodeDoneOnce, "node 1 never reported done");
    }

    // Expect silence before the end to be named.
    [Fact]
    public void A_boot_that_stops_on_its_way_is_named()
    {
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.BootCompletes, "everything is quiet and the boot has not come to its end");
    }

    // Expect two acknowledgements of one node not to make up for the other's.
    [Fact]
    public void A_second_acknowledgement_of_one_node_counts_for_nobody()
    {
        Ledger.DisableAcknowledged(0);
        Ledger.DisableAcknowledged(0);
        Ledger.LateInitStarted(0);

        AssertBroken(Invariant.FanOutAfterAcknowledge, "late init of node 0 starts after 1 of 2 acknowledgements");
    }

    // Expect an init job that nobody has let begin to be named when it claims.
    [Fact]
    public void A_claim_before_an_acknowledgement_is_named()
    {
        Ledger.DisableAcknowledged(0);
        Ledger.RestClaimed(0);

        AssertBroken(Invariant.FanOutAfterAcknowledge, "late init of node 0 claims the rest after 1 of 2 acknowledgements");
    }
}
