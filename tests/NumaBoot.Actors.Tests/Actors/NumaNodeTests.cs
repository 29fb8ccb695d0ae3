using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A node among its children and its supervisor: DMA [0, 16) and Normal [16, 32), two CPUs.</summary>
public sealed class NumaNodeTests : OneActorTests
{
    private static readonly ZoneRef Dma = new(0, ZoneKind.Dma);
    private static readonly ZoneRef Normal = new(0, ZoneKind.Normal);
    private static readonly ActorAddress Writer = ActorAddress.Coordinator(WriterScope.Node, 0);

    private TestProbe Coordinator => Lane.At(Writer);

    private TestProbe NormalZone => Lane.At(ActorAddress.Zone(Normal));

    // Expect coordinator, zones from low to high and CPUs to be created in this order; no coordinator of its own where the
    // machine has one for all.
    [Theory]
    [InlineData("v6.1", "coordinator 0, zone 0:DMA, zone 0:Normal, cpu 0, cpu 1")]
    [InlineData("v3", "zone 0:DMA, zone 0:Normal, cpu 0, cpu 1")]
    public void A_node_creates_its_children_in_a_fixed_order(string policy, string expected)
    {
        StartNode(InitPolicies.Find(policy)!);

        Assert.Equal(expected, string.Join(", ", Lane.Created));
    }

    // Expect a step to be done when the last zone has done it, with the pages of all of them.
    [Fact]
    public void A_step_is_done_when_all_children_have_done_it()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.FreeMemblock());
        Lane.At(ActorAddress.Zone(Dma)).ExpectMsg<ZoneMessages.FreeEarlyPages>();
        NormalZone.ExpectMsg<ZoneMessages.FreeEarlyPages>();

        node.Tell(Done(ActorAddress.Zone(Normal), BootStep.MemblockFreed, 8));
        Assert.True(Lane.IsSilent);
        node.Tell(Done(ActorAddress.Zone(Dma), BootStep.MemblockFreed, 16));

        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.MemblockFreed, 24));
    }

    // Expect the disable to go to the writer first, to the zones once the writer has done it (whoever has seen the key off
    // sees it off everywhere), and to be acknowledged when all three have.
    [Fact]
    public void The_disable_goes_to_the_writer_then_to_the_zones_and_is_acknowledged()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.DisableDeferredPages());
        Coordinator.ExpectMsg(new CoordinatorMessages.DisableGrowth(0));
        Assert.True(Lane.IsSilent);

        node.Tell(Done(Writer, BootStep.Disabled));
        Lane.At(ActorAddress.Zone(Dma)).ExpectMsg<ZoneMessages.DeferredPagesDisabled>();
        NormalZone.ExpectMsg<ZoneMessages.DeferredPagesDisabled>();

        node.Tell(Done(ActorAddress.Zone(Dma), BootStep.Disabled));
        Assert.True(Lane.IsSilent);
        Assert.Empty(Lane.Notes.Lines);
        node.Tell(Done(ActorAddress.Zone(Normal), BootStep.Disabled));

        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.Disabled, 0));
        Assert.Equal(["DisableAcknowledged 0"], Lane.Notes.Lines);
    }

    //    DMA, all built     Normal: section 2, then deferred
    //   |======= 16 =======|=== 8 ===|---- deferred ----|
    //                                ^ frontier 24
    // Expect the map to be told to the writer with its frontier, and what it built to be 16 and 8 pages.
    [Fact]
    public void The_early_memory_map_ends_at_the_frontier()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.BuildMemoryMap());

        Coordinator.ExpectMsg(new CoordinatorMessages.MemoryMapBuilt(0, 24));
        node.Tell(Done(Writer, BootStep.MemoryMap));
        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.MemoryMap, 24));
        Assert.Equal(["MemoryMapBuilt 0 24", "Initialised 0:DMA [0, 16) EarlyMap", "Initialised 0:Normal [16, 24) EarlyMap"], Lane.Notes.Lines);
    }

    // Expect only the zone that holds the image to be told; where there is no image the step is done at once.
    [Theory]
    [InlineData(2, "zone 0:DMA")]
    [InlineData(0, "supervisor")]
    public void The_image_is_released_by_the_zone_that_holds_it(long pages, string expected)
    {
        var machine = Machine with { KernelImage = new PfnRange(4, 8), SmpAlternativesPages = pages };
        StartNode(machine: machine).Tell(new NodeMessages.ReleaseImage());

        Assert.Equal(expected, Lane.Receivers);
    }

    // Expect the coordinator to be asked for the frontier where memblock kept something for a while, the pages that the
    // zones lost to be told in the node's report, and the step to be done at once where it kept nothing.
    [Fact]
    public void What_is_freed_late_waits_for_the_frontier()
    {
        var node = StartNode(machine: Machine.FreeingLate(new PfnRange(4, 8), new PfnRange(20, 28)));
        node.Tell(new NodeMessages.FreeLate());
        Coordinator.ExpectMsg(new CoordinatorMessages.FreeLate(0));
        Assert.True(Lane.IsSilent);

        node.Tell(Done(ActorAddress.Zone(new ZoneRef(0, ZoneKind.Dma)), BootStep.LateFreed));
        Assert.True(Lane.IsSilent);
        node.Tell(new NodeMessages.ChildDone(ActorAddress.Zone(new ZoneRef(0, ZoneKind.Normal)), BootStep.LateFreed, 4));
        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.LateFreed, 4));
    }

    // Expect the step to be done at once where memblock kept nothing.
    [Fact]
    public void Nothing_to_free_late_is_done_at_once()
    {
        StartNode().Tell(new NodeMessages.FreeLate());

        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.LateFreed, 0));
        Assert.True(Lane.IsSilent);
    }

    // Expect work of all CPUs or of one to reach whom it is for, and the supervisor to hear once all of them are done, however
    // often one says so.
    [Theory]
    [InlineData(-1, "cpu 0, cpu 1")]
    [InlineData(1, "cpu 1")]
    public void Work_goes_to_the_cpus_that_it_is_for(int onlyCpu, string expected)
    {
        var node = StartNode();

        node.Tell(new NodeMessages.DoWork(WorkPhase.Running, onlyCpu));
        Assert.Equal(expected, Lane.Receivers);

        if (onlyCpu < 0)
        {
            node.Tell(new NodeMessages.CpuWorkDone(0, WorkPhase.Running, null));
            node.Tell(new NodeMessages.CpuWorkDone(0, WorkPhase.Running, null));
            Assert.False(Supervisor.HasMessages);
        }

        node.Tell(new NodeMessages.CpuWorkDone(1, WorkPhase.Running, null));
        Supervisor.ExpectMsg(new SupervisorMessages.NodeWorkDone(0, WorkPhase.Running, null));
    }

    // Expect a CPU that cannot go on to be told of at once, while the other still works.
    [Fact]
    public void A_cpu_that_cannot_go_on_is_told_of_at_once()
    {
        var failure = new WorkFailure(1, "hash", 3, 0, ZoneKind.Normal, 0, 1);
        var node = StartNode();
        node.Tell(new NodeMessages.DoWork(WorkPhase.Running, -1));

        node.Tell(new NodeMessages.CpuWorkDone(1, WorkPhase.Running, failure));

        Supervisor.ExpectMsg(new SupervisorMessages.NodeWorkDone(0, WorkPhase.Running, failure));
    }

    // Expect the marks to follow from what the zones manage, as they told in the last report: 1024 KiB are 256 pages,
    // three quarters for the zone with three quarters of the pages; low is a quarter above min.
    [Fact]
    public void Watermarks_follow_from_what_the_zones_told()
    {
        var node = StartNode();
        Report(node, dmaManaged: 1000, normalManaged: 3000);

        node.Tell(new NodeMessages.SetWatermarks(1024, 4000, 2));

        Assert.Equal(new ZoneWatermarks(192, 240, 288), NormalZone.ExpectMsg<ZoneMessages.SetMarks>().Marks);
        var low = Lane.At(ActorAddress.Zone(Dma)).ExpectMsg<ZoneMessages.SetMarks>();
        Assert.Equal(new ZoneWatermarks(64, 80, 96), low.Marks);

        // 3000 pages above, one in 256 kept from who could use Normal.
        Assert.Equal(11, low.LowmemReserves[(int)ZoneKind.Normal]);
    }

    // Expect a report to be made of the answers of two zones, the writer and two CPUs, and answers to another to be ignored.
    [Fact]
    public void A_report_is_made_when_everybody_has_answered_to_it()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.Report(2, AtTheEnd: true));
        Lane.Forget();

        node.Tell(Zone(Dma, 16, number: 1));
        node.Tell(Zone(Dma, 16, number: 2));
        node.Tell(Zone(Normal, 8, number: 2));
        node.Tell(new NodeMessages.CoordinatorReported(2, 24, 8, []));
        node.Tell(CpuReport(0, listPages: 0));
        Assert.True(Lane.IsSilent);
        node.Tell(CpuReport(1, listPages: 3));

        var report = Supervisor.ExpectMsg<SupervisorMessages.NodeReported>();
        Assert.Equal((2, 24, 8), (report.ReportNumber, report.Snapshot.FirstDeferredPfn, report.Snapshot.DeferredPages));
        Assert.Equal("16 8", string.Join(' ', report.Snapshot.Zones.Select(zone => zone.ManagedPages)));
        Assert.Equal(3, Assert.Single(report.Snapshot.Zones[1].PageListCounts).Value);
        Assert.Equal(10, report.Report!.Allocations.Pages);
        Assert.Null(Reported(node, number: 3));
    }

    // Expect a zone that says late that it has done an earlier step not to count for the one in hand.
    [Fact]
    public void A_child_that_answers_late_does_not_count_for_another_step()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.FreeMemblock());
        node.Tell(Done(ActorAddress.Zone(Dma), BootStep.MemblockFreed));
        node.Tell(Done(ActorAddress.Zone(Normal), BootStep.PageListsSized));
        Assert.False(Supervisor.HasMessages);

        node.Tell(Done(ActorAddress.Zone(Normal), BootStep.MemblockFreed));

        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.MemblockFreed, 0));
    }

    // Expect a CPU's answer to an earlier report not to count for this one, nor one that comes twice for two.
    [Fact]
    public void Answers_to_an_earlier_report_and_second_answers_are_ignored()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.Report(2, AtTheEnd: false));
        node.Tell(Zone(Dma, 16, number: 2));
        node.Tell(Zone(Normal, 8, number: 2));
        node.Tell(new NodeMessages.CoordinatorReported(2, 24, 8, []));
        Lane.Forget();

        node.Tell(CpuReport(0, listPages: 0));
        node.Tell(CpuReport(0, listPages: 0));
        node.Tell(CpuReport(1, listPages: 0) with { ReportNumber = 1 });
        Assert.True(Lane.IsSilent);
        node.Tell(CpuReport(1, listPages: 0));

        Supervisor.ExpectMsg<SupervisorMessages.NodeReported>();
    }

    // Expect a node that is restarted in the middle of a step to finish it, and not to create its children again.
    [Fact]
    public void A_restarted_node_keeps_its_children_and_its_step()
    {
        var node = StartNode();
        node.Tell(new NodeMessages.FreeMemblock());
        node.Tell(Done(ActorAddress.Zone(Dma), BootStep.MemblockFreed, 16));
        int children = Lane.Created.Count;
        Lane.FailsOnce = true;
        node.Tell(new NodeMessages.DoWork(WorkPhase.Running, 1));
        Lane.Forget();

        node.Tell(Done(ActorAddress.Zone(Normal), BootStep.MemblockFreed, 8));

        Supervisor.ExpectMsg(new SupervisorMessages.NodeStepDone(0, BootStep.MemblockFreed, 24));
        Assert.Equal(children, Lane.Created.Count);
    }

    private static MachineSpec Machine => SmallMachine.Of() with { ZoneLimits = new ZoneLimits(DmaEnd: 16, Dma32End: 0) };

    private IActorRef StartNode(InitPolicy? policy = null, MachineSpec? machine = null)
    {
        var plan = (machine ?? Machine).Plan(policy ?? InitPolicies.V61);
        var state = new NodeState(plan.Nodes[0]);
        return Start(() => new NumaNode(Lane, plan, state));
    }

    private void Report(IActorRef node, long dmaManaged, long normalManaged)
    {
        node.Tell(new NodeMessages.Report(2, AtTheEnd: false));
        node.Tell(Zone(Dma, dmaManaged, number: 2));
        node.Tell(Zone(Normal, normalManaged, number: 2));
        Lane.Forget();
    }

    private NodeReport? Reported(IActorRef node, long number)
    {
        node.Tell(new NodeMessages.Report(number, AtTheEnd: false));
        node.Tell(Zone(Dma, 16, number));
        node.Tell(Zone(Normal, 8, number));
        node.Tell(new NodeMessages.CoordinatorReported(number, 24, 8, []));
        node.Tell(CpuReport(0, listPages: 0) with { ReportNumber = number });
        node.Tell(CpuReport(1, listPages: 0) with { ReportNumber = number });
        return Supervisor.ExpectMsg<SupervisorMessages.NodeReported>().Report;
    }

    private static NodeMessages.ChildDone Done(ActorAddress child, BootStep step, long pages = 0) => new(child, step, pages);

    private static NodeMessages.ZoneReported Zone(ZoneRef zone, long managed, long number) => new(number, new ZoneSnapshot(
        new ZoneLayout(0, zone.Kind, new PfnRange(0, 16), 16), managed, managed, [], ZoneWatermarks.Zero, [],
        PageListSize.Boot, ImmutableSortedDictionary<int, long>.Empty));

    private static NodeMessages.CpuReported CpuReport(int cpu, long listPages) => new(
        2, cpu, new AllocationTally(5, 5, 0, 0, 0, 5), [new CpuHoldings(Normal, 5, listPages)], []);
}
