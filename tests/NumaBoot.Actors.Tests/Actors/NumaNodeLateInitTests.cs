using Akka.Actor;
using Akka.TestKit;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A node in late init: its ranges, its workers, the pool that it borrows from, and its one report that all is done.</summary>
public sealed class NumaNodeLateInitTests : OneActorTests
{
    private TestProbe Coordinator => Lane.At(ActorAddress.Coordinator(WriterScope.Node, 0));

    // Expect a node that is told to start to claim the rest, naming the CPUs that it lists.
    [Fact]
    public void Late_init_begins_with_a_claim()
    {
        var node = StartNode();

        node.Tell(new NodeMessages.StartLateInit());

        Coordinator.ExpectMsg(new CoordinatorMessages.ClaimRest(0, 2));
        Assert.Equal(["LateInitStarted 0"], Lane.Notes.Lines);
    }

    // Expect a range for one worker to get one, without asking the pool.
    [Fact]
    public void A_range_for_one_worker_needs_no_helpers()
    {
        var node = StartNode();

        node.Tell(new NodeMessages.RangeReady(1, 0));

        Coordinator.ExpectMsg(new CoordinatorMessages.StartRange(0, 1));
        Assert.Equal(ActorAddress.Worker(0, 0), Lane.Created[^1]);
        Assert.True(Lane.IsSilent);
    }

    // Expect a range for three to ask for two helpers, to start with the one that the pool had, and to give it back.
    [Fact]
    public void Helpers_are_borrowed_and_given_back()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.RangeReady(3, 0));
        Supervisor.ExpectMsg(new SupervisorMessages.HelpersWanted(0, 2));
        Assert.True(Lane.IsSilent);

        node.Tell(new NodeMessages.HelpersGranted(1));
        Coordinator.ExpectMsg(new CoordinatorMessages.StartRange(0, 2));
        node.Tell(new NodeMessages.RangeReady(1, 16));

        Supervisor.ExpectMsg(new SupervisorMessages.HelpersReturned(0, 1));
        Coordinator.ExpectMsg(new CoordinatorMessages.StartRange(0, 1));
        Assert.True(Lane.IsSilent);
    }

    // Expect the second range to be built by the workers of the first, of which there are never more than are of use.
    [Fact]
    public void Workers_are_created_once()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.RangeReady(2, 0));
        node.Tell(new NodeMessages.HelpersGranted(1));
        node.Tell(new NodeMessages.RangeReady(2, 16));
        node.Tell(new NodeMessages.HelpersGranted(1));

        Assert.Equal("worker 0.0, worker 0.1", string.Join(", ", Lane.Created.Where(address => address.Role == ActorRole.Worker)));
    }

    // Expect a node to report done once, when the coordinator has no range left, with the pages that were built.
    [Fact]
    public void A_node_is_done_once()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.StartLateInit());
        node.Tell(new NodeMessages.RangeReady(1, 0));
        Lane.Forget();

        node.Tell(new NodeMessages.RangeReady(0, 24));

        Supervisor.ExpectMsg(new SupervisorMessages.NodeInitialised(0, 24));
        Assert.Equal(["NodeDone 0"], Lane.Notes.Lines);
        Assert.True(Lane.IsSilent);
    }

    // Expect a node to tell how long late init took from start to done, and with how many workers at most.
    [Fact]
    public void The_time_of_late_init_is_taken_from_start_to_done()
    {
        var node = StartNode();
        Lane.NowNs = 100;
        node.Tell(new NodeMessages.StartLateInit());
        node.Tell(new NodeMessages.RangeReady(2, 0));
        node.Tell(new NodeMessages.HelpersGranted(1));
        node.Tell(new NodeMessages.RangeReady(1, 16));
        Lane.NowNs = 350;
        node.Tell(new NodeMessages.RangeReady(0, 24));
        Lane.Forget();

        node.Tell(new NodeMessages.Report(1, AtTheEnd: true));
        node.Tell(new NodeMessages.CoordinatorReported(1, Frontier.None, 0, []));
        node.Tell(new NodeMessages.CpuReported(1, 0, AllocationTally.Zero, [], []));
        node.Tell(new NodeMessages.CpuReported(1, 1, AllocationTally.Zero, [], []));
        node.Tell(new NodeMessages.ZoneReported(1, new ZoneSnapshot(
            new ZoneLayout(0, ZoneKind.Normal, new PfnRange(0, 32), 32), 32, 32, [], ZoneWatermarks.Zero, [], PageListSize.Boot,
            System.Collections.Immutable.ImmutableSortedDictionary<int, long>.Empty)));

        var report = Supervisor.ExpectMsg<SupervisorMessages.NodeReported>().Report!;
        Assert.Equal((250, 24, 2), (report.LateNs, report.LatePages, report.LateWorkers));
    }

    private IActorRef StartNode()
    {
        var plan = SmallMachine.Of().Plan(InitPolicies.V61);
        var state = new NodeState(plan.Nodes[0]);
        return Start(() => new NumaNode(Lane, plan, state));
    }
}
