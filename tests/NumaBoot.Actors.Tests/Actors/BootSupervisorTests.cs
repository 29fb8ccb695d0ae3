using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>The supervisor of two nodes with two CPUs each: what it tells them, when, and what it waits for.</summary>
public sealed class BootSupervisorTests : OneActorTests
{
    private readonly NotingSink _sink = new();

    // Expect the phases of a kernel's boot, one after the other, each step beginning when all nodes have done the last.
    [Theory]
    [InlineData("single-writer", "DisableDeferredPages StartLateInit")]
    [InlineData("v1", "DisableDeferredPages StartLateInit")]
    [InlineData("v4.17", "StartLateInit DisableDeferredPages")]
    [InlineData("v6.1", "StartLateInit DisableDeferredPages")]
    public void A_boot_goes_through_its_phases_in_order(string policy, string lateInit)
    {
        var told = WalkTo(PowerOn(policy), null);

        Assert.Equal(
            "BuildMemoryMap Report FreeMemblock Report DoWork(EarlyBoot) SizePageLists ReleaseImage Report DoWork(SmpInit) "
            + $"StartCpus DoWork(Running) Report {lateInit} Report SetWatermarks Report Report",
            string.Join(' ', told));
        Assert.Equal("memory map, early boot, all CPUs, late init, watermarks, up", string.Join(", ", _sink.Phases));
        Assert.True(_sink.Report!.Booted);
        Assert.Equal(7, _sink.Report.Snapshots.Length);
    }

    // Expect what memblock kept to be freed between page lists and image by kernels, and when all pages are there by the
    // policies that wait; and by nobody where it kept nothing, as above.
    [Theory]
    [InlineData("single-writer", "SizePageLists ReleaseImage", "StartLateInit FreeLate Report")]
    [InlineData("v6.1", "SizePageLists FreeLate ReleaseImage", "DisableDeferredPages Report")]
    [InlineData("v6.1-frees-after", "SizePageLists ReleaseImage", "DisableDeferredPages FreeLate Report")]
    public void What_memblock_kept_is_freed_early_or_after_late_init(string policy, string early, string late)
    {
        string told = string.Join(' ', WalkTo(PowerOn(policy, SmallMachine.Of(nodes: 2).FreeingLate(new PfnRange(20, 22))), null));

        Assert.Contains(early, told, StringComparison.Ordinal);
        Assert.Contains(late, told, StringComparison.Ordinal);
        Assert.Equal(2, told.Split("FreeLate").Length);
    }

    // Expect no node to be told to start its late init before both have acknowledged that growth is disabled.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void The_fan_out_waits_for_every_acknowledgement(int first, int second)
    {
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.DisableDeferredPages));
        Node(0).ExpectMsg<NodeMessages.DisableDeferredPages>();
        Node(1).ExpectMsg<NodeMessages.DisableDeferredPages>();

        supervisor.Tell(new SupervisorMessages.NodeStepDone(first, BootStep.Disabled, 0));
        Assert.True(Lane.IsSilent);
        supervisor.Tell(new SupervisorMessages.NodeStepDone(second, BootStep.Disabled, 0));

        Node(0).ExpectMsg<NodeMessages.StartLateInit>();
        Node(1).ExpectMsg<NodeMessages.StartLateInit>();
    }

    // Expect 4.17 to disable growth only once both nodes are done.
    [Fact]
    public void From_4_17_on_the_disable_waits_until_every_node_is_done()
    {
        var supervisor = PowerOn("v4.17");
        WalkTo(supervisor, typeof(NodeMessages.StartLateInit));
        Lane.Forget();

        supervisor.Tell(new SupervisorMessages.NodeInitialised(1, 24));
        Assert.True(Lane.IsSilent);
        supervisor.Tell(new SupervisorMessages.NodeInitialised(0, 24));

        Node(0).ExpectMsg<NodeMessages.DisableDeferredPages>();
        Node(1).ExpectMsg<NodeMessages.DisableDeferredPages>();
    }

    // Expect late init not to wait for the work that runs along with it, and the end of the boot to wait for all of it.
    [Fact]
    public void Running_work_holds_up_the_end_and_nothing_else()
    {
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.SetWatermarks), runningWorkEnds: false);
        foreach (int nid in new[] { 0, 1 })
        {
            Answer(supervisor, nid, Node(nid).ExpectMsg<NodeMessages.SetWatermarks>(), false);
        }

        AnswerReports(supervisor);
        Assert.True(Lane.IsSilent);
        supervisor.Tell(Running(0));
        Assert.True(Lane.IsSilent);

        supervisor.Tell(Running(1));

        Assert.True(Node(0).ExpectMsg<NodeMessages.Report>().AtTheEnd);
    }

    // Expect a required allocation that failed to end the boot with a last report, and no further step to be taken.
    [Fact]
    public void A_required_allocation_that_failed_ends_the_boot()
    {
        var failure = new WorkFailure(0, "hash", 3, 0, ZoneKind.Normal, 0, 1);
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.DoWork));
        Lane.Forget();

        supervisor.Tell(new SupervisorMessages.NodeWorkDone(0, WorkPhase.EarlyBoot, failure));
        AnswerReports(supervisor);

        Assert.False(_sink.Report!.Booted);
        Assert.Equal(failure, _sink.Report.Failure);
        Assert.True(Lane.IsSilent);
        Assert.Equal(1, _sink.TimesFinished);
    }

    // Expect a failure while both nodes are in late init to end the boot once both are done, and only once: there may be
    // those who wait for the pages under way.
    [Fact]
    public void A_failure_during_late_init_ends_the_boot_once_all_pages_are_done()
    {
        var failure = new WorkFailure(0, "hash", 3, 0, ZoneKind.Normal, 0, 1);
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.StartLateInit), runningWorkEnds: false);
        Lane.Forget();
        supervisor.Tell(Running(0) with { Failure = failure });
        supervisor.Tell(Running(0) with { Failure = failure });

        Assert.True(Lane.IsSilent);

        supervisor.Tell(new SupervisorMessages.NodeInitialised(0, 24));
        Assert.True(Lane.IsSilent);
        supervisor.Tell(new SupervisorMessages.NodeInitialised(1, 24));

        Assert.True(Assert.IsType<NodeMessages.Report>(Assert.Single(Received(Node(0)))).AtTheEnd);
    }

    // Expect the answer that comes twice to stand for one node, and no step to be left out because of it.
    [Fact]
    public void A_report_that_comes_twice_counts_once()
    {
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.Report));
        Lane.Forget();

        supervisor.Tell(Reported(0, 1));
        supervisor.Tell(Reported(0, 1));
        Assert.True(Lane.IsSilent);
        supervisor.Tell(Reported(1, 1));
        supervisor.Tell(Reported(1, 1));

        Assert.IsType<NodeMessages.FreeMemblock>(Assert.Single(Received(Node(0))));
    }

    // Expect work that is told done twice to stand for one node.
    [Fact]
    public void Work_that_is_told_done_twice_counts_once()
    {
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, null, runningWorkEnds: false);

        supervisor.Tell(Running(0));
        supervisor.Tell(Running(0));

        Assert.True(Lane.IsSilent);
        supervisor.Tell(Running(1));
        Assert.True(Node(0).ExpectMsg<NodeMessages.Report>().AtTheEnd);
    }

    // Expect a supervisor that fails in the middle and is restarted to go on with the step that comes next.
    [Fact]
    public void A_restarted_supervisor_goes_on_where_it_was()
    {
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.StartCpus));
        Lane.Forget();
        supervisor.Tell(new SupervisorMessages.NodeStepDone(0, BootStep.CpusUp, 0));
        Lane.FailsOnce = true;
        supervisor.Tell(new SupervisorMessages.HelpersWanted(0, 0));

        supervisor.Tell(new SupervisorMessages.NodeStepDone(1, BootStep.CpusUp, 0));

        Assert.Equal(new NodeMessages.DoWork(WorkPhase.Running, -1), Node(1).ExpectMsg<NodeMessages.DoWork>());
    }

    // Expect the same where the end of the boot waits for running work: the nodes that finish after the failure end nothing.
    [Fact]
    public void Work_that_ends_after_the_end_starts_nothing()
    {
        var failure = new WorkFailure(0, "hash", 3, 0, ZoneKind.Normal, 0, 1);
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, null, runningWorkEnds: false);
        supervisor.Tell(Running(0) with { Failure = failure });
        Node(0).ExpectMsg<NodeMessages.Report>(report => report.AtTheEnd);

        supervisor.Tell(Running(0));
        supervisor.Tell(Running(1));

        Assert.False(Node(0).HasMessages);
    }

    // Expect an answer to an earlier report not to count for this one.
    [Fact]
    public void Answers_to_an_earlier_report_are_ignored()
    {
        var supervisor = PowerOn("v1");
        WalkTo(supervisor, typeof(NodeMessages.Report), skip: 2);
        Lane.Forget();

        supervisor.Tell(Reported(0, 1));
        supervisor.Tell(Reported(1, 1));
        Assert.True(Lane.IsSilent);
        supervisor.Tell(Reported(0, 2));
        supervisor.Tell(Reported(1, 2));

        Assert.False(Lane.IsSilent);
    }

    // Expect the pool to have one work a CPU, four here: what is taken is missing until it is given back.
    [Fact]
    public void Padatas_pool_is_shared_by_all_nodes()
    {
        var supervisor = PowerOn("v6.1");
        Lane.Forget();

        supervisor.Tell(new SupervisorMessages.HelpersWanted(0, 3));
        supervisor.Tell(new SupervisorMessages.HelpersWanted(1, 3));
        supervisor.Tell(new SupervisorMessages.HelpersReturned(0, 2));
        supervisor.Tell(new SupervisorMessages.HelpersWanted(1, 3));

        Node(0).ExpectMsg(new NodeMessages.HelpersGranted(3));
        Node(1).ExpectMsg(new NodeMessages.HelpersGranted(1));
        Node(1).ExpectMsg(new NodeMessages.HelpersGranted(2));
    }

    // Expect the boot CPU alone to pay for the early memory map of both nodes, 8 pages each.
    [Fact]
    public void The_boot_cpu_builds_the_early_memory_map_alone()
    {
        var supervisor = PowerOn("v1");

        supervisor.Tell(new SupervisorMessages.NodeStepDone(0, BootStep.MemoryMap, 8));
        Assert.Empty(Lane.Spent);
        supervisor.Tell(new SupervisorMessages.NodeStepDone(1, BootStep.MemoryMap, 8));

        Assert.Equal([(BootWork.InitialisePages, 16, 1)], Lane.Spent);
    }

    private IActorRef PowerOn(string policy, MachineSpec? machine = null)
    {
        var plan = (machine ?? SmallMachine.Of(nodes: 2)).Plan(InitPolicies.Find(policy)!);
        var state = new SupervisorState();
        var supervisor = Start(() => new BootSupervisor(Lane, plan, _sink, state));
        supervisor.Tell(new SupervisorMessages.PowerOn());
        return supervisor;
    }

    /// <summary>Answers for both nodes until they are told a message of that type; what node 0 was told until then.</summary>
    private List<string> WalkTo(IActorRef supervisor, Type? stop, bool runningWorkEnds = true, int skip = 0)
    {
        var told = new List<string>();
        for (int at = 0; at < Lane.Told.Count; at++)
        {
            var (to, message) = Lane.Told[at];
            if (message.GetType() == stop && skip-- == 0)
            {
                break;
            }

            if (to.Nid == 0)
            {
                told.Add(message is NodeMessages.DoWork work ? $"DoWork({work.Phase})" : message.GetType().Name);
            }

            Lane.At(to).ExpectMsg<object>();
            Answer(supervisor, to.Nid, message, runningWorkEnds);
            LetTimersFire(supervisor);
        }

        return told;
    }

    private void LetTimersFire(IActorRef supervisor)
    {
        var due = Lane.Timers.ToList();
        Lane.Timers.Clear();
        due.ForEach(timer => supervisor.Tell(timer.Message));
    }

    private static void Answer(IActorRef supervisor, int nid, object message, bool runningWorkEnds)
    {
        switch (message)
        {
            case NodeMessages.Report report:
                supervisor.Tell(Reported(nid, report.ReportNumber));
                break;
            case NodeMessages.DoWork { Phase: WorkPhase.Running } when runningWorkEnds:
                supervisor.Tell(Running(nid));
                break;
            case NodeMessages.DoWork { Phase: not WorkPhase.Running } work:
                supervisor.Tell(new SupervisorMessages.NodeWorkDone(nid, work.Phase, null));
                break;
            case NodeMessages.StartLateInit:
                supervisor.Tell(new SupervisorMessages.NodeInitialised(nid, 24));
                break;
            case not NodeMessages.DoWork:
                supervisor.Tell(new SupervisorMessages.NodeStepDone(nid, StepOf(message), 0));
                break;
        }
    }

    private static BootStep StepOf(object message) => message switch
    {
        NodeMessages.FreeMemblock => BootStep.MemblockFreed,
        NodeMessages.SizePageLists => BootStep.PageListsSized,
        NodeMessages.ReleaseImage => BootStep.ImageReleased,
        NodeMessages.FreeLate => BootStep.LateFreed,
        NodeMessages.StartCpus => BootStep.CpusUp,
        NodeMessages.DisableDeferredPages => BootStep.Disabled,
        NodeMessages.SetWatermarks => BootStep.WatermarksSet,
        _ => BootStep.MemoryMap,
    };

    private void AnswerReports(IActorRef supervisor)
    {
        foreach (int nid in new[] { 0, 1 })
        {
            supervisor.Tell(Reported(nid, Node(nid).ExpectMsg<NodeMessages.Report>().ReportNumber));
        }
    }

    private static List<object> Received(TestProbe probe)
    {
        var received = new List<object>();
        while (probe.HasMessages)
        {
            received.Add(probe.ExpectMsg<object>());
        }

        return received;
    }

    private static SupervisorMessages.NodeWorkDone Running(int nid) => new(nid, WorkPhase.Running, null);

    private static SupervisorMessages.NodeReported Reported(int nid, long number) => new(
        nid, number, new NodeSnapshot(new NodeLayout(nid, 0, []), Frontier.None, 0, []),
        new NodeReport(nid, 0, 0, 0, 0, 0, [], AllocationTally.Zero, ImmutableArray<CpuHoldings>.Empty, []));

    private sealed class NotingSink : IBootSink
    {
        public List<string> Phases { get; } = [];

        public BootReport? Report { get; private set; }

        public int TimesFinished { get; private set; }

        public void PhaseStarted(string phase, long atNs) => Phases.Add(phase);

        public void Finished(BootReport report)
        {
            Report = report;
            TimesFinished++;
        }
    }
}
