using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// A node (the kernel's <c>pgdat</c>): creates its zones, CPUs and coordinator in a fixed order, passes steps on to them
/// and answers when all of them have, and runs its part of late init (<c>mm/page_alloc.c: deferred_init_memmap</c>).
/// </summary>
internal sealed partial class NumaNode(ILane lane, BootPlan plan, NodeState state) : BootActor(lane, ActorAddress.Node(state.Plan.Nid))
{
    // Asking every CPU at every snapshot is for machines that a person can read.
    private const int MostCpusInSnapshots = 4096;

    private readonly NodePlan _node = state.Plan;
    private readonly ActorAddress _coordinator = ActorAddress.Coordinator(plan.Policy.Writer, state.Plan.Nid);

    protected override void PreStart()
    {
        base.PreStart();
        if (plan.Policy.Writer == WriterScope.Node)
        {
            var coordinatorState = state.Coordinator = new CoordinatorState();
            Create(_coordinator, "coordinator", coordinatorState, its => new GrowCoordinator(Lane, plan, _coordinator, [_node], its));
        }

        Func<ZoneState, Zone> makeZone = its => new Zone(Lane, plan, _node, its);
        foreach (var zone in _node.Zones)
        {
            var zoneState = new ZoneState(zone, plan.Machine.Geometry);
            state.Zones.Add(zoneState);
            Create(ActorAddress.Zone(zone.Ref), $"zone-{zone.Ref.Kind.Name()}", zoneState, makeZone);
        }

        Func<CpuState, Cpu> makeCpu = its => new Cpu(Lane, plan, its);
        foreach (int cpu in _node.Cpus)
        {
            var cpuState = new CpuState(cpu, _node.Nid, plan.WorkByCpu.GetValueOrDefault(cpu, []));
            state.Cpus.Add(cpuState);
            Create(ActorAddress.Cpu(_node.Nid, cpu), $"cpu-{cpu}", cpuState, makeCpu);
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
            case NodeMessages.FreeLate:
                FreeLate();
                return true;
            case NodeMessages.SizePageLists size:
                TellZones(BootStep.PageListsSized, _ => new ZoneMessages.SizePageList(_node.ListedCpus, size.OnlineCpus));
                return true;
            case NodeMessages.StartCpus:
                BeginStep(BootStep.CpusUp, Cpus());
                TellCpus(new CpuMessages.ComeUp());
                return true;
            case NodeMessages.DisableDeferredPages:
                BeginStep(BootStep.Disabled, Zones().Append(_coordinator));
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
            Lane.Ledger.Initialised(zone.Ref, zone.EarlyFrames, PageBuilder.EarlyMap);
        }

        BeginStep(BootStep.MemoryMap, [_coordinator]);
        Lane.Tell(_coordinator, new CoordinatorMessages.MemoryMapBuilt(_node.Nid, _node.Frontier));
    }

    private void ReleaseImage()
    {
        var zone = _node.Zones.FirstOrDefault(zone => zone.Layout.Span.Contains(_node.ImagePages));
        if (_node.ImagePages.IsEmpty || zone is null)
        {
            BeginStep(BootStep.ImageReleased, []);
            return;
        }

        BeginStep(BootStep.ImageReleased, [ActorAddress.Zone(zone.Ref)]);
        Lane.Tell(ActorAddress.Zone(zone.Ref), new ZoneMessages.ReleasePages(_node.ImagePages));
    }

    private void FreeLate()
    {
        ActorAddress[] zones = [.. _node.Zones.Where(zone => !zone.LateFrames.IsEmpty).Select(zone => ActorAddress.Zone(zone.Ref))];
        BeginStep(BootStep.LateFreed, zones);
        if (zones.Length > 0)
        {
            Lane.Tell(_coordinator, new CoordinatorMessages.FreeLate(_node.Nid));
        }
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

    private IEnumerable<ActorAddress> Zones() => _node.Zones.Select(zone => ActorAddress.Zone(zone.Ref));

    private IEnumerable<ActorAddress> Cpus() => _node.Cpus.Select(cpu => ActorAddress.Cpu(_node.Nid, cpu));

    private void BeginStep(BootStep step, IEnumerable<ActorAddress> children)
    {
        state.Step = step;
        state.ChildrenToHear.Clear();
        state.ChildrenToHear.UnionWith(children);
        state.StepPages = 0;
        if (state.ChildrenToHear.Count == 0)
        {
            EndStep(step);
        }
    }

    private void HearStep(NodeMessages.ChildDone done)
    {
        // Each child counts once in each step: an answer that comes twice, or late, stands for no other.
        if (done.Step != state.Step || !state.ChildrenToHear.Remove(done.Child))
        {
            return;
        }

        if (done is { Step: BootStep.Disabled, Child.Role: ActorRole.Coordinator })
        {
            // There is one static key, and whoever has seen it off sees it off everywhere. So zones, which look at it
            // without the lock, hear of it only once the writer has turned it off.
            SendZones(_ => new ZoneMessages.DeferredPagesDisabled());
        }

        state.StepPages += done.Pages;
        if (state.ChildrenToHear.Count == 0)
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
        else if (step == BootStep.LateFreed)
        {
            state.LostPages = state.StepPages;
        }
        else if (step == BootStep.Disabled)
        {
            Lane.Ledger.DisableAcknowledged(_node.Nid);
        }

        long pages = step == BootStep.MemoryMap ? _node.EarlyMapPages : state.StepPages;
        Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeStepDone(_node.Nid, step, pages));
    }

    private bool HandleWork(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.DoWork work:
                state.WorkPhase = work.Phase;
                foreach (var cpu in state.Cpus.Where(cpu => work.OnlyCpu < 0 || cpu.Cpu == work.OnlyCpu))
                {
                    state.Working.Add(cpu);
                    Lane.Tell(ActorAddress.Cpu(_node.Nid, cpu.Cpu), new CpuMessages.DoPhase(work.Phase));
                }

                return true;
            case NodeMessages.CpuWorkDone done:
                HearWork(done);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A failure is told at once; that all is done once, however many CPUs there are.</summary>
    private void HearWork(NodeMessages.CpuWorkDone done)
    {
        if (state.Working.RemoveAll(cpu => cpu.Cpu == done.Cpu) > 0 && (done.Failure is not null || state.Working.Count == 0))
        {
            Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeWorkDone(_node.Nid, done.Phase, done.Failure));
        }
    }

    private void TellZones(BootStep step, Func<ZonePlan, IBootMessage> message)
    {
        BeginStep(step, Zones());
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

    private void Create<TState, TActor>(ActorAddress address, string name, TState its, Func<TState, TActor> make)
        where TActor : ActorBase =>
        Lane.Create(Context, address, BootProps.Of(make, its), name);
}
