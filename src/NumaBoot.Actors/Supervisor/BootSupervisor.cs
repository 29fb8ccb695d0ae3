using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Brings the machine up, phase by phase (<c>init/main.c: start_kernel, kernel_init_freeable</c>;
/// <c>mm/page_alloc.c: page_alloc_init_late</c>). It broadcasts that growth is disabled and waits for every
/// acknowledgement before it fans the late initialisation out, or after all nodes are done, as the policy says.
/// </summary>
internal sealed partial class BootSupervisor(ILane lane, BootPlan plan, IBootSink sink, SupervisorState state)
    : BootActor(lane, ActorAddress.Supervisor)
{
    protected override bool Handle(IBootMessage message)
    {
        switch (message)
        {
            case SupervisorMessages.PowerOn:
                PowerOn();
                return true;
            case SupervisorMessages.NodeStepDone done:
                HearNode(done.Nid, done.Step, done.Pages);
                return true;
            case SupervisorMessages.NodeInitialised initialised:
                HearNode(initialised.Nid, step: null, pages: 0);
                return true;
            case SupervisorMessages.NodeWorkDone done:
                HearWork(done);
                return true;
            case SupervisorMessages.HelpersWanted wanted:
                int granted = Math.Min(wanted.Count, state.PoolLeft);
                state.PoolLeft -= granted;
                Lane.Tell(ActorAddress.Node(wanted.Nid), new NodeMessages.HelpersGranted(granted));
                return true;
            case SupervisorMessages.HelpersReturned returned:
                state.PoolLeft += returned.Count;
                GoOnWithAllHelpers();
                return true;
            case SupervisorMessages.NodeReported reported when reported.ReportNumber == state.Reports:
                HearReport(reported);
                return true;
            default:
                return false;
        }
    }

    private void PowerOn()
    {
        state.PoolLeft = plan.Cpus.Length;
        Plan(
            () => BeginPhase("memory map"),
            () => Broadcast(new NodeMessages.BuildMemoryMap(), BootStep.MemoryMap),
            () => SpendAlone(BootWork.InitialisePages),
            () => TakeSnapshot(SnapshotPoints.MemblockFreeAll),
            () => Broadcast(new NodeMessages.FreeMemblock(), BootStep.MemblockFreed),
            () => TakeSnapshot(SnapshotPoints.AfterMemblockFreeAll),
            () => BeginPhase("early boot"),
            () => LetBootCpuWork(WorkPhase.EarlyBoot),
            () => Broadcast(new NodeMessages.SizePageLists(plan.Cpus.Length), BootStep.PageListsSized),
            () => Broadcast(new NodeMessages.ReleaseImage(), BootStep.ImageReleased),
            () => TakeSnapshot(SnapshotPoints.SmpInit),
            () => BeginPhase("all CPUs"),
            () => LetBootCpuWork(WorkPhase.SmpInit),
            () => Broadcast(new NodeMessages.StartCpus(), BootStep.CpusUp),
            LetAllCpusRun,
            () => TakeSnapshot(SnapshotPoints.PageAllocInitLate),
            () => BeginPhase("late init"),
            () => DisableIf(DisableMoment.BeforeFanOut),
            () => Broadcast(new NodeMessages.StartLateInit(), step: null),
            AwaitHelpers,
            () => DisableIf(DisableMoment.AfterAllNodes),
            () => Report(SnapshotPoints.FilesMaxfilesInit),
            () => BeginPhase("watermarks"),
            SetFirstWatermarks,
            () => TakeSnapshot(SnapshotPoints.AfterWatermarks, isNeeded: MayRaiseMinFree),
            RaiseWatermarks,
            () => BeginPhase("up"),
            AwaitRunningWork,
            End);
        Next();
    }

    private void Plan(params Action[] stages)
    {
        foreach (var stage in stages)
        {
            state.Stages.Enqueue(stage);
        }
    }

    private void Next()
    {
        if (state.Stages.TryDequeue(out var stage))
        {
            stage();
        }
    }

    private void BeginPhase(string name)
    {
        EndPhase();
        state.Phase = name;
        state.PhaseStartNs = Lane.NowNs;
        sink.PhaseStarted(name, state.PhaseStartNs);
        Next();
    }

    private void EndPhase()
    {
        if (state.Phase.Length > 0)
        {
            state.Phases.Add(new BootPhase(state.Phase, state.PhaseStartNs, Lane.NowNs));
        }
    }

    private void Broadcast(IBootMessage message, BootStep? step)
    {
        state.NodesToHear.UnionWith(plan.Nodes.Select(node => node.Nid));
        state.Step = step;
        state.StepPages = 0;
        foreach (var node in plan.Nodes)
        {
            Lane.Tell(ActorAddress.Node(node.Nid), message);
        }
    }

    /// <summary>Each node counts once in each step: an answer that comes twice, or late, stands for no other.</summary>
    private void HearNode(int nid, BootStep? step, long pages)
    {
        if (step != state.Step || !state.NodesToHear.Remove(nid))
        {
            return;
        }

        state.StepPages += pages;
        if (state.NodesToHear.Count == 0 && !state.IsEnding)
        {
            Next();
        }
    }

    /// <summary>The boot CPU does this alone, node after node, whoever in our house keeps the books.</summary>
    private void SpendAlone(BootWork work)
    {
        Lane.Spend(work, state.StepPages);
        Next();
    }

    private void LetBootCpuWork(WorkPhase phase)
    {
        if (plan.Cpus.IsEmpty)
        {
            Next();
            return;
        }

        var boot = plan.Cpus[0];
        state.AwaitedWork = phase;
        Lane.Tell(ActorAddress.Node(boot.Nid), new NodeMessages.DoWork(phase, boot.Cpu));
    }

    private void LetAllCpusRun()
    {
        state.CpusRunning = plan.Cpus.Length;
        foreach (var node in plan.Nodes)
        {
            Lane.Tell(ActorAddress.Node(node.Nid), new NodeMessages.DoWork(WorkPhase.Running, -1));
        }

        Next();
    }

    private void HearWork(SupervisorMessages.NodeWorkDone done)
    {
        if (done.Phase == WorkPhase.Running)
        {
            state.CpusRunning--;
        }

        if (done.Failure is { } failure)
        {
            state.Failure ??= failure;
            GiveUp();
        }
        else if (state.AwaitedWork == done.Phase && (done.Phase != WorkPhase.Running || state.CpusRunning == 0))
        {
            state.AwaitedWork = null;
            Next();
        }
    }

    private void AwaitRunningWork()
    {
        if (state.CpusRunning == 0)
        {
            Next();
            return;
        }

        state.AwaitedWork = WorkPhase.Running;
    }

    /// <summary>A required allocation failed: the machine does not boot, but it still answers for itself.</summary>
    private void GiveUp()
    {
        if (!state.IsEnding)
        {
            state.Stages.Clear();
            End();
        }
    }

    /// <summary>Nodes report done once their helpers are back: the pool is whole before anything else begins.</summary>
    private void AwaitHelpers()
    {
        state.AwaitsHelpers = true;
        GoOnWithAllHelpers();
    }

    private void GoOnWithAllHelpers()
    {
        if (state.AwaitsHelpers && state.PoolLeft == plan.Cpus.Length)
        {
            state.AwaitsHelpers = false;
            Next();
        }
    }

    private void DisableIf(DisableMoment moment)
    {
        if (plan.Policy.Disable == moment)
        {
            Broadcast(new NodeMessages.DisableDeferredPages(), BootStep.Disabled);
        }
        else
        {
            Next();
        }
    }
}
