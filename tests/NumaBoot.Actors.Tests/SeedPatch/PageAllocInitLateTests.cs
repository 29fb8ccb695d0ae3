using Akka.Actor;
using NumaBoot.Actors.Tests.Actors;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>The seed patch, part 5: <c>page_alloc_init_late</c>.</summary>
public sealed class PageAllocInitLateTests : OneCoordinatorTests
{
    // Late init that takes long enough to be met: a page takes a millisecond.
    private static readonly CostModel Slow = CostModel.Generic with { InitialisePagePs = 1_000_000_000 };

    // "We are about to initialize the rest of deferred pages, permanently disable on-demand struct page initialization."
    //
    // Expect every node's acknowledgement to come before any node starts, in a boot of three nodes.
    [Fact]
    public void Growth_is_disabled_before_any_thread_starts()
    {
        var boot = SeedBoot.Of(SmallMachine.Of(nodes: 3));

        var steps = boot.Delivered.Select(message => message switch
        {
            SupervisorMessages.NodeStepDone { Step: BootStep.Disabled } => "acknowledged",
            NodeMessages.StartLateInit => "started",
            _ => "",
        });
        Assert.Equal("acknowledged acknowledged acknowledged started started started", string.Join(' ', steps.Where(step => step.Length > 0)));
    }

    // "spin_lock(&deferred_zone_grow_lock); static_branch_disable(&deferred_pages); spin_unlock(&deferred_zone_grow_lock);"
    //
    // Expect the disable to take the same lock as a growth: it waits for the one in hand, which still answers yes.
    [Fact]
    public void The_key_is_turned_off_under_the_lock()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(Ask(1));
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(1));
        Assert.False(Node(0).HasMessages || Node(1).HasMessages);

        Build(coordinator, 1);

        Assert.True(Grew(1));
        Node(0).ExpectMsg<NodeMessages.ChildDone>(done => done.Step == BootStep.Disabled);
        Node(1).ExpectMsg<NodeMessages.ChildDone>(done => done.Step == BootStep.Disabled);
    }

    // The same: there is one key for the machine.
    //
    // Expect node 1 not to grow any more as soon as the key was turned off, be it on behalf of node 0.
    [Fact]
    public void The_key_is_one_for_the_machine()
    {
        var coordinator = StartCoordinator(InitPolicies.V1);
        coordinator.Tell(new CoordinatorMessages.DisableGrowth(0));

        coordinator.Tell(Ask(1, ticket: 40, nid: 1));

        Zone1.ExpectMsg(new ZoneMessages.GrowAnswered(Id(1, nid: 1), Grew: false, Waited: false));
    }

    // "There will be num_node_state(N_MEMORY) threads"
    //
    //    node 0: 4 sections     node 1: CPUs, no memory     node 2: 4 sections
    // Expect one worker on each node that has memory, none on the other, and a boot that comes to its end.
    [Fact]
    public void There_is_one_thread_for_each_node_with_memory()
    {
        var machine = SmallMachine.With(2, (0, new PfnRange(0, 32)), (2, new PfnRange(32, 64)));
        machine = machine with { Nodes = [machine.Nodes[0], new NodeSpec(1, [2, 3]), machine.Nodes[1]] };

        var boot = SeedBoot.Of(machine);

        Assert.True(boot.Result.Booted);
        Assert.Equal("1 0 1", string.Join(' ', boot.Result.Report!.Nodes.Select(node => node.LateWorkers)));
        Assert.Equal("24 0 24", string.Join(' ', boot.Result.Report.Nodes.Select(node => node.LatePages)));
    }

    // "for_each_node_state(nid, N_MEMORY) {"
    //
    // Expect the threads of two nodes to work side by side: two nodes take no longer than one, but for a few messages.
    [Fact]
    public void Nodes_are_initialised_side_by_side()
    {
        long one = LateNs(SmallMachine.Of(nodes: 1));
        long two = LateNs(SmallMachine.Of(nodes: 2));

        // 24 pages of a millisecond each.
        Assert.InRange(one, 24_000_000, 25_000_000);
        Assert.InRange(two, 24_000_000, 25_000_000);
    }

    // What follows from disabling first: from here until the threads are done, nothing can be grown.
    //
    //    section 0             sections 1 to 3
    //   |===== allocated =====|------- being built, 24 ms -------|
    //                          ^ CPU 0 wants a page after 2 ms
    // Expect the page to be refused, although late init is about to free 24 of them; our own design waits for them.
    [Theory]
    [InlineData("v1", 0, 1)]
    [InlineData("single-writer", 1, 0)]
    public void Between_the_disable_and_the_last_thread_allocations_fail(string policy, long served, long failed)
    {
        var work = new Workload([SeedBoot.Early(order: 3), SeedBoot.Compute(2_000_000), SeedBoot.Running()]);

        var boot = SeedBoot.Of(new BootRequest(SmallMachine.Of(), InitPolicies.Find(policy)!, work) { Costs = Slow });

        var tally = boot.Result.Report!.Nodes[0].Allocations;
        Assert.Equal((1 + served, failed), (tally.Served, tally.Failed));
        Assert.Equal((8, 0, 24), boot.Pages());
    }

    private static long LateNs(MachineSpec machine)
    {
        var boot = SeedBoot.Of(new BootRequest(machine, InitPolicies.V1, Workload.None) { Costs = Slow });
        var phase = boot.Result.Report!.Phases.Single(phase => phase.Name == "late init");
        return phase.EndNs - phase.StartNs;
    }
}
