using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// A node (the kernel's <c>pgdat</c>): creates its zones, CPUs and coordinator in a fixed order, passes steps on to them
/// and answers when all of them have, and runs its part of late init (<c>mm/page_alloc.c: deferred_init_memmap</c>).
/// </summary>
internal sealed class NumaNode(ILane lane, BootPlan plan, NodeState state) : BootActor(lane, ActorAddress.Node(state.Plan.Nid))
{
    // Asking every CPU at every snapshot is for machines that a person can read.
    private const int MostCpusInSnapshots = 4096;

    private readonly NodePlan _node = state.Plan;
    private readonly ActorAddress _coordinator = ActorAddress.Coordinator(plan.Policy.Writer, state.Plan.Nid);

    protected override void PreStart()
    {
        if (plan.Policy.Writer == WriterScope.Node)
        {
            var coordinatorState = new CoordinatorState();
            Create(_coordinator, "coordinator", () => new GrowCoordinator(Lane, plan, _coordinator, [_node], coordinatorState));
        }

        foreach (var zone in _node.Zones)
        {
            var zoneState = new ZoneState(zone, plan.Machine.Geometry);
            Create(ActorAddress.Zone(zone.Ref), $"zone-{zone.Ref.Kind.Name()}", () => new Zone(Lane, plan, _node, zoneState));
        }

        foreach (int cpu in _node.Cpus)
        {
            var cpuState = new CpuState(cpu, _node.Nid, plan.WorkByCpu.GetValueOrDefault(cpu, []));
            Create(ActorAddress.Cpu(_node.Nid, cpu), $"cpu-{cpu}", () => new Cpu(Lane, plan, cpuState));
        }
    }

    protected override bool Handle(IBootMessage message) =>
        HandleStep(message) || HandleLateInit(message) || HandleWork(message) || HandleReport(message);

    private bool HandleStep(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.BuildMemoryMap:
                BuildMemoryMap();
                return true;
            case NodeMessages.FreeMemblock:
                TellZones(BootStep.MemblockFreed, _ => new ZoneMessages.FreeEarlyPages());
                return true;
            case NodeMessages.ReleaseImage:
                ReleaseImage();
                return true;
            case NodeMessages.SizePageLists size:
                TellZones(BootStep.PageListsSized, _ => new ZoneMessages.SizePageList(_node.ListedCpus, size.OnlineCpus));
                return true;
            case NodeMessages.StartCpus:
                BeginStep(BootStep.CpusUp, _node.Cpus.Length);
                TellCpus(new CpuMessages.ComeUp());
                return true;
            case NodeMessages.DisableDeferredPages:
                BeginStep(BootStep.Disabled, _node.Zones.Length + 1);
                SendZones(_ => new ZoneMessages.DeferredPagesDisabled());
                Lane.Tell(_coordinator, new CoordinatorMessages.DisableGrowth(_node.Nid));
                return true;
            case NodeMessages.SetWatermarks marks:
                SetWatermarks(marks);
                return true;
            case NodeMessages.ChildDone done:
                HearStep(done);
                return true;
            default:
                return false;
        }
    }

    private void BuildMemoryMap()
    {
        Lane.Ledger.MemoryMapBuilt(_node.Nid, _node.Frontier);
        foreach (var zone in _node.Zones)
        {
            Lane.Ledger.Initialised(zone.Ref, zone.EarlyFrames);
        }

        BeginStep(BootStep.MemoryMap, 1);
        Lane.Tell(_coordinator, new CoordinatorMessages.MemoryMapBuilt(_node.Nid, _node.Frontier));
    }

    private void ReleaseImage()
    {
        var zone = _node.Zones.FirstOrDefault(zone => zone.Layout.Span.Contains(_node.ImagePages));
        if (_node.ImagePages.IsEmpty || zone is null)
        {
            BeginStep(BootStep.ImageReleased, 0);
            return;
        }

        BeginStep(BootStep.ImageReleased, 1);
        Lane.Tell(ActorAddress.Zone(zone.Ref), new ZoneMessages.ReleasePages(_node.ImagePages));
    }

    private void SetWatermarks(NodeMessages.SetWatermarks marks) =>
        TellZones(BootStep.WatermarksSet, zone =>
        {
            long managed = state.ManagedPages[(int)zone.Ref.Kind];
            var watermarks = WatermarkSizing.Marks(marks.MinFreeKiB, managed, marks.AllManagedPages);
            return new ZoneMessages.SetMarks(
                watermarks,
                [.. LowmemReserve.Of(zone.Ref.Kind, state.ManagedPages)],
                PageListSize.Of(managed, watermarks.Low, _node.ListedCpus, marks.OnlineCpus));
        });

    private void BeginStep(BootStep step, int children)
    {
        state.ChildrenToHear = children;
        state.StepPages = 0;
        if (children == 0)
        {
            EndStep(step);
        }
    }

    private void HearStep(NodeMessages.ChildDone done)
    {
        state.StepPages += done.Pages;
        if (--state.ChildrenToHear == 0)
        {
            EndStep(done.Step);
        }
    }

    private void EndStep(BootStep step)
    {
        if (step == BootStep.MemblockFreed)
        {
            state.EarlyPages = state.StepPages;
        }
        else if (step == BootStep.Disabled)
        {
            Lane.Ledger.DisableAcknowledged(_node.Nid);
        }

        long pages = step == BootStep.MemoryMap ? _node.EarlyMapPages : state.StepPages;
        Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeStepDone(_node.Nid, step, pages));
    }

    private bool HandleLateInit(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.StartLateInit:
                state.LateStartNs = Lane.NowNs;
                Lane.Ledger.LateInitStarted(_node.Nid);
                Lane.Tell(_coordinator, new CoordinatorMessages.ClaimRest(_node.Nid, _node.ListedCpus));
                return true;
            case NodeMessages.RangeReady ready:
                GoOn(ready);
                return true;
            case NodeMessages.HelpersGranted granted:
                state.Helpers = granted.Count;
                StartRange(granted.Count + 1);
                return true;
            default:
                return false;
        }
    }

    private void GoOn(NodeMessages.RangeReady ready)
    {
        ReturnHelpers();
        if (ready.WantedWorkers > 1)
        {
            Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.HelpersWanted(_node.Nid, ready.WantedWorkers - 1));
        }
        else if (ready.WantedWorkers == 1)
        {
            StartRange(1);
        }
        else
        {
            FinishLateInit(ready.DonePages);
        }
    }

    private void StartRange(int workers)
    {
        while (state.Workers.Count < workers)
        {
            int worker = state.Workers.Count;
            var workerState = new WorkerState();
            state.Workers.Add(workerState);
            Create(ActorAddress.Worker(_node.Nid, worker), $"worker-{worker}", () => new InitWorker(Lane, plan, _node, worker, workerState));
        }

        state.MostWorkers = Math.Max(state.MostWorkers, workers);
        Lane.Tell(_coordinator, new CoordinatorMessages.StartRange(_node.Nid, workers));
    }

    private void ReturnHelpers()
    {
        if (state.Helpers > 0)
        {
            Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.HelpersReturned(_node.Nid, state.Helpers));
            state.Helpers = 0;
        }
    }

    private void FinishLateInit(long pages)
    {
        state.LatePages = pages;
        state.LateNs = Lane.NowNs - state.LateStartNs;
        Lane.Ledger.NodeDone(_node.Nid);
        Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeInitialised(_node.Nid, pages));
    }

    private bool HandleWork(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.DoWork work:
                foreach (int cpu in _node.Cpus.Where(cpu => work.OnlyCpu < 0 || cpu == work.OnlyCpu))
                {
                    Lane.Tell(ActorAddress.Cpu(_node.Nid, cpu), new CpuMessages.DoPhase(work.Phase));
                }

                return true;
            case NodeMessages.CpuWorkDone done:
                Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeWorkDone(_node.Nid, done.Cpu, done.Phase, done.Failure));
                return true;
            default:
                return false;
        }
    }

    private bool HandleReport(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.Report report:
                AskChildren(report);
                return true;
            case NodeMessages.ZoneReported zone when state.Reporting?.Number == zone.ReportNumber:
                state.ManagedPages[(int)zone.Zone.Layout.Kind] = zone.Zone.ManagedPages;
                state.Reporting.Zones[zone.Zone.Layout.Kind] = zone.Zone;
                HearReport(state.Reporting);
                return true;
            case NodeMessages.CoordinatorReported coordinator when state.Reporting?.Number == coordinator.ReportNumber:
                state.Reporting.Coordinator = coordinator;
                HearReport(state.Reporting);
                return true;
            case NodeMessages.CpuReported cpu when state.Reporting?.Number == cpu.ReportNumber:
                state.Reporting.Cpus[cpu.Cpu] = cpu;
                HearReport(state.Reporting);
                return true;
            default:
                return false;
        }
    }

    private void AskChildren(NodeMessages.Report report)
    {
        bool asksCpus = report.AtTheEnd || plan.Cpus.Length <= MostCpusInSnapshots;
        int answers = _node.Zones.Length + 1 + (asksCpus ? _node.Cpus.Length : 0);
        state.Reporting = new NodeReporting(report.ReportNumber, report.AtTheEnd, answers);
        SendZones(_ => new ZoneMessages.ReportZone(report.ReportNumber));
        Lane.Tell(_coordinator, new CoordinatorMessages.ReportCoordinator(report.ReportNumber, _node.Nid));
        if (asksCpus)
        {
            TellCpus(new CpuMessages.ReportCpu(report.ReportNumber));
        }
    }

    private void HearReport(NodeReporting reporting)
    {
        if (--reporting.AnswersToHear > 0)
        {
            return;
        }

        state.Reporting = null;
        var coordinator = reporting.Coordinator!;
        var zones = reporting.Zones.Values
            .Select(zone => zone with { PageListCounts = reporting.ListCounts(new ZoneRef(_node.Nid, zone.Layout.Kind)) });
        var snapshot = new NodeSnapshot(_node.Layout, coordinator.Frontier, coordinator.DeferredPages, [.. zones]);
        Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeReported(
            _node.Nid, reporting.Number, snapshot, reporting.AtTheEnd ? MakeReport(reporting) : null));
    }

    private NodeReport MakeReport(NodeReporting reporting) => new(
        _node.Nid,
        state.EarlyPages,
        reporting.Coordinator!.Growths.Sum(growth => growth.Pages),
        state.LatePages,
        state.MostWorkers,
        state.LateNs,
        reporting.Coordinator.Growths,
        reporting.Cpus.Values.Aggregate(AllocationTally.Zero, (sum, cpu) => sum + cpu.Tally),
        SumHoldings(reporting.Cpus.Values.SelectMany(cpu => cpu.Holdings)),
        [.. reporting.Cpus.Values.SelectMany(cpu => cpu.Failures)]);

    private static ImmutableArray<CpuHoldings> SumHoldings(IEnumerable<CpuHoldings> holdings) =>
    [
        .. holdings.GroupBy(held => held.Zone).OrderBy(group => group.Key.Nid).ThenBy(group => group.Key.Kind)
            .Select(group => new CpuHoldings(
                group.Key, group.Sum(held => held.AllocatedPages), group.Sum(held => held.ListPages))),
    ];

    private void TellZones(BootStep step, Func<ZonePlan, IBootMessage> message)
    {
        BeginStep(step, _node.Zones.Length);
        SendZones(message);
    }

    private void SendZones(Func<ZonePlan, IBootMessage> message)
    {
        foreach (var zone in _node.Zones)
        {
            Lane.Tell(ActorAddress.Zone(zone.Ref), message(zone));
        }
    }

    private void TellCpus(IBootMessage message)
    {
        foreach (int cpu in _node.Cpus)
        {
            Lane.Tell(ActorAddress.Cpu(_node.Nid, cpu), message);
        }
    }

    private void Create<TActor>(ActorAddress address, string name, Func<TActor> make)
        where TActor : ActorBase =>
        Lane.Create(Context, address, BootActorProducer<TActor>.PropsOf(make), name);
}
