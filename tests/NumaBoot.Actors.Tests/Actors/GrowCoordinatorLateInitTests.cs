using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>The single writer in late init: the disable, the claim, the chunks, and who asks in between.</summary>
public sealed class GrowCoordinatorLateInitTests : OneCoordinatorTests
{
    // Expect the disable to wait until the growth in hand is over, and to be acknowledged only then.
    [Fact]
    public void The_disable_waits_for_the_writer()
    {
        var coordinator = StartCoordinator(InitPolicies.V3);
        coordinator.Tell(Ask(1));
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));
        Assert.False(Node(0).HasMessages);

        Build(coordinator, 1);

        Assert.Equal(BootStep.Disabled, Node(0).ExpectMsg<NodeMessages.ChildDone>().Step);
    }

    // Expect who asks after the disable to be refused by v1 and v3 and told to try again by 4.17; 5.8 does not look.
    [Theory]
    [InlineData("v1", "no")]
    [InlineData("v3", "no")]
    [InlineData("v4.17", "yes")]
    [InlineData("v5.8", "builds [8, 16)")]
    [InlineData("single-writer", "waits")]
    public void Who_asks_after_the_disable_is_answered_as_the_policy_says(string policy, string expected)
    {
        var coordinator = StartCoordinator(InitPolicies.Find(policy)!);
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));

        coordinator.Tell(Ask(1));

        Assert.Equal(expected, WhatTheZoneHears());
    }

    // Expect "try again" to say whether it is so because growth is off, or because somebody else has grown.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_is_told_to_try_again_hears_whether_growth_is_off(bool isDisabled)
    {
        var coordinator = StartCoordinator(InitPolicies.V417);
        if (isDisabled)
        {
            coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));
        }

        coordinator.Tell(Ask(1, ticket: 16));

        Zone.ExpectMsg(new ZoneMessages.GrowAnswered(Id(1), Grew: true, Waited: false, SawDisabled: isDisabled));
    }

    // Expect who asks while a job is at work to be refused by the late tickets of v5.8, and to wait in our design.
    [Theory]
    [InlineData("v5.8", "no")]
    [InlineData("single-writer", "waits")]
    public void Who_asks_after_the_claim_is_answered_as_the_policy_says(string policy, string expected)
    {
        var coordinator = StartCoordinator(InitPolicies.Find(policy)!);
        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, 1));

        coordinator.Tell(Ask(1, ticket: Frontier.None));

        Assert.Equal(expected, WhatTheZoneHears());
    }

    //    section 0          sections 1 to 3
    //   |===== built =====|------- claimed, 24 pages, 3 sections -------|
    // Expect the node to hear how many workers could be of use, at most its CPUs; and no frontier any more.
    [Theory]
    [InlineData("v4.17", 8, 1)]
    [InlineData("v6.1", 2, 2)]
    [InlineData("v6.1", 8, 3)]
    public void A_claim_takes_all_that_is_left(string policy, int cpus, int workers)
    {
        var coordinator = StartCoordinator(InitPolicies.Find(policy)!);

        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, cpus));

        Node(0).ExpectMsg(new NodeMessages.RangeReady(workers, 0));
        Assert.Contains("RestClaimed 0", Lane.Notes.Text, StringComparison.Ordinal);
        Assert.Equal((Frontier.None, 0), (Report(coordinator).Frontier, Report(coordinator).DeferredPages));
    }

    // Expect a claim to find one job done at once where nothing was deferred, and to hold nobody up.
    [Fact]
    public void A_claim_of_nothing_is_done_at_once_and_lets_the_writer_go()
    {
        var coordinator = StartCoordinator(InitPolicies.V417, SmallMachine.Of(sections: 1));

        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, 1));
        coordinator.Tell(Ask(1, ticket: Frontier.None));

        Node(0).ExpectMsg(new NodeMessages.RangeReady(0, 0));
        Assert.False(Grew(1));
    }

    // Expect both workers to be told to start, and each that asks to get a section of its own, the second one sharing the
    // memory with the first; the fourth time nothing is left.
    [Fact]
    public void Workers_get_chunk_after_chunk_until_none_is_left()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        Begin(coordinator, workers: 2);
        Lane.At(ActorAddress.Worker(0, 0)).ExpectMsg(new WorkerMessages.StartWork(1));
        Lane.At(ActorAddress.Worker(0, 1)).ExpectMsg(new WorkerMessages.StartWork(1));

        Assert.Equal("[8, 16) shared by 1", Claim(coordinator, 0));
        Assert.Equal("[16, 24) shared by 2", Claim(coordinator, 1));
        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 8));
        Assert.Equal("[24, 32) shared by 2", Claim(coordinator, 0));
        Assert.Equal("nothing", Claim(coordinator, 0));
    }

    // Expect a claim that belongs to another range than the one in hand to get nothing of it.
    [Fact]
    public void A_claim_for_another_range_gets_nothing()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        Begin(coordinator, workers: 2);

        Assert.Equal("nothing", Claim(coordinator, 0, range: 0));
        Assert.Equal("[8, 16) shared by 1", Claim(coordinator, 0, range: 1));
    }

    //   24 pages; the node wanted three workers and got one
    // Expect the one to work in chunks all the same, a section at least: padata plans four chunks a worker, 6 pages here.
    [Fact]
    public void A_worker_whose_helpers_were_refused_still_works_in_chunks()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, 8));
        coordinator.Tell(new CoordinatorMessages.StartRange(0, 1));

        Assert.Equal("[8, 16) shared by 1", Claim(coordinator, 0));
        Assert.Equal("[16, 24) shared by 2", Claim(coordinator, 0));
    }

    // Expect the node to be told that all is done when the last chunk under way is built, not when it is handed out.
    [Fact]
    public void A_range_is_done_when_its_last_chunk_is_built()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        Begin(coordinator, workers: 2);
        Claim(coordinator, 0);
        Claim(coordinator, 1);
        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 8));
        Claim(coordinator, 0);
        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 8));
        Assert.False(Node(0).HasMessages);

        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 1, 8));

        Node(0).ExpectMsg(new NodeMessages.RangeReady(0, 24));
    }

    //    section 0       [8, 14)      reserved      [18, 32)
    //   |== built ==|--- job 1 ---|.............|----- job 2 -----|
    // Expect the second free range to be a job of its own, for which workers are asked anew: it starts behind section 1,
    // with which the first job ended.
    [Fact]
    public void Each_free_range_is_a_job_of_its_own()
    {
        var machine = SmallMachine.Of().Reserving(new PfnRange(14, 18));
        var coordinator = StartCoordinator(InitPolicies.V61, machine);
        Begin(coordinator, workers: 1);
        Assert.Equal("[8, 14) shared by 1", Claim(coordinator, 0));
        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 6));
        Node(0).ExpectMsg(new NodeMessages.RangeReady(1, 6));
        Assert.Equal("nothing", Claim(coordinator, 0));

        coordinator.Tell(new CoordinatorMessages.StartRange(0, 1));
        Assert.Equal("[18, 32) shared by 1", Claim(coordinator, 0, range: 2));
    }

    // Expect the zone that waits to be answered after each chunk, and refused once all is built.
    [Fact]
    public void Who_waits_is_answered_after_each_chunk()
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        Begin(coordinator, workers: 1);
        coordinator.Tell(Ask(1));
        Claim(coordinator, 0);
        Assert.True(Lane.IsSilent);

        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 8));

        Zone.ExpectMsg(new ZoneMessages.GrowAnswered(Id(1), Grew: true, Waited: true));
        Assert.Contains($"GrowthAnswered {Id(1)} True", Lane.Notes.Text, StringComparison.Ordinal);
        Assert.True(Lane.IsSilent);
    }

    //   one worker, one range: without anybody waiting its chunk is all of [8, 32)
    // Expect only a section at a time to be handed out while somebody waits, so that nobody waits for long.
    [Theory]
    [InlineData(false, "[8, 32) shared by 1")]
    [InlineData(true, "[8, 16) shared by 1")]
    public void While_somebody_waits_chunks_are_small(bool waits, string expected)
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        Begin(coordinator, workers: 1);
        if (waits)
        {
            coordinator.Tell(Ask(1));
        }

        Assert.Equal(expected, Claim(coordinator, 0));
    }

    // Expect who asked between the disable and the claim to wait for the claim, and to be answered by the first chunk.
    [Fact]
    public void Who_asked_before_the_claim_is_answered_by_its_first_chunk()
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));
        coordinator.Tell(Ask(1));
        Begin(coordinator, workers: 1);
        Claim(coordinator, 0);
        Assert.False(Zone.HasMessages);

        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 8));

        Assert.True(Grew(1));
    }

    // Expect who asks again after the last chunk, or waits when it comes and finds nothing, to hear no: nobody is forgotten.
    [Fact]
    public void Nobody_is_left_waiting_when_all_is_built()
    {
        var coordinator = StartCoordinator(InitPolicies.SingleWriter);
        Begin(coordinator, workers: 1);
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));
        Claim(coordinator, 0);
        coordinator.Tell(Ask(1));
        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 24));
        Assert.True(Grew(1));

        coordinator.Tell(Ask(2));

        Assert.False(Grew(2));
    }

    // Expect 4.17's job to keep everybody waiting until the node is done; the ticket from before it says "try again",
    // the one that was read after the claim says no, though the zone is full of pages.
    [Fact]
    public void A_job_of_4_17_holds_the_writer_until_its_node_is_done()
    {
        var coordinator = StartCoordinator(InitPolicies.V417);
        Begin(coordinator, workers: 1);
        coordinator.Tell(Ask(1, ticket: 8));
        coordinator.Tell(Ask(2, ticket: Frontier.None));
        Claim(coordinator, 0);
        Assert.False(Zone.HasMessages);

        coordinator.Tell(new CoordinatorMessages.ChunkBuilt(0, 0, 24));

        Assert.True(Grew(1));
        Assert.False(Grew(2));
    }

    // Expect the claim itself to wait for a growth in hand, and to find the frontier where that growth left it.
    [Fact]
    public void A_claim_waits_for_the_writer()
    {
        var coordinator = StartCoordinator(InitPolicies.V61);
        coordinator.Tell(Ask(1));
        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, 1));
        Assert.DoesNotContain("RestClaimed", Lane.Notes.Text, StringComparison.Ordinal);

        Build(coordinator, 1);

        Assert.Contains("RestClaimed 0", Lane.Notes.Text, StringComparison.Ordinal);
    }

    private void Begin(IActorRef coordinator, int workers)
    {
        coordinator.Tell(new CoordinatorMessages.ClaimRest(0, workers));
        Node(0).FishForMessage(message => message is NodeMessages.RangeReady);
        coordinator.Tell(new CoordinatorMessages.StartRange(0, workers));
        if (workers == 1)
        {
            Lane.At(ActorAddress.Worker(0, 0)).ExpectMsg<WorkerMessages.StartWork>();
        }
    }

    private string Claim(IActorRef coordinator, int worker, int range = 1)
    {
        var probe = Lane.At(ActorAddress.Worker(0, worker));
        while (probe.HasMessages)
        {
            probe.ExpectMsg<WorkerMessages.StartWork>();
        }

        coordinator.Tell(new CoordinatorMessages.ClaimChunk(0, worker, range));
        return probe.ExpectMsg<object>() is WorkerMessages.ChunkClaimed chunk ? $"{chunk.Frames.Words()} shared by {chunk.Sharers}" : "nothing";
    }

    private string WhatTheZoneHears() => !Zone.HasMessages ? "waits" : Zone.ExpectMsg<object>() switch
    {
        ZoneMessages.GrowAnswered answer => answer.Grew ? "yes" : "no",
        ZoneMessages.BuildPages build => $"builds {build.Frames.Words()}",
        var other => $"{other}",
    };
}
