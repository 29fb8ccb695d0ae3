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
                HearNode(initialised.Nid, BootStep.Initialised, pages: 0);
                return true;
            case SupervisorMessages.BeginLateInit when state.Stage == BootStage.AwaitLateInit:
                Next();
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
            case SupervisorMessages.NodeReported reported:
                HearReport(reported);
                return true;
            default:
                return false;
        }
    }

    private void PowerOn()
    {
        if (state.Stage == BootStage.Off)
        {
            state.PoolLeft = plan.Cpus.Length;
            Next();
        }
    }

    private void Broadcast(IBootMessage message, BootStep step)
    {
        state.Step = step;
        state.StepPages = 0;
        foreach (var node in plan.Nodes)
        {
            state.NodesToHear.Add(node.Nid);
            Lane.Tell(ActorAddress.Node(node.Nid), message);
        }
    }

    /// <summary>Each node counts once in each step: an answer that comes twice, or late, stands for no other.</summary>
    private void HearNode(int nid, BootStep step, long pages)
    {
        if (step != state.Step || !state.NodesToHear.Remove(nid))
        {
            return;
        }

        state.StepPages += pages;
        if (state.NodesToHear.Count == 0 && state.Stage != BootStage.End)
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
        state.BootCpuWork = phase;
        Lane.Tell(ActorAddress.Node(boot.Nid), new NodeMessages.DoWork(phase, boot.Cpu));
    }

    private void LetAllCpusRun()
    {
        state.NodesRunning.UnionWith(plan.Cpus.Select(place => place.Nid));
        foreach (var node in plan.Nodes)
        {
            Lane.Tell(ActorAddress.Node(node.Nid), new NodeMessages.DoWork(WorkPhase.Running, -1));
        }

        Next();
    }

    private void HearWork(SupervisorMessages.NodeWorkDone done)
    {
        bool isExpected = done.Phase == WorkPhase.Running
            ? state.NodesRunning.Remove(done.Nid)
            : state.BootCpuWork == done.Phase;
        if (!isExpected)
        {
            return;
        }

        if (done.Failure is { } failure)
        {
            GiveUp(failure);
        }
        else if (done.Phase != WorkPhase.Running)
        {
            state.BootCpuWork = null;
            Next();
        }
        else if (state.Stage == BootStage.AwaitRunningWork)
        {
            GoOnWithoutRunningWork();
        }
    }

    private void GoOnWithoutRunningWork()
    {
        if (state.NodesRunning.Count == 0)
        {
            Next();
        }
    }

    /// <summary>
    /// A required allocation failed: the machine does not boot, but it still answers for itself. Late init that is under
    /// way comes to its end first, since there are those who wait for its pages.
    /// </summary>
    private void GiveUp(WorkFailure failure)
    {
        state.Failure ??= failure;
        if (state.Stage is not (>= BootStage.DisableFirst and <= BootStage.DisableLast or BootStage.End))
        {
            state.Stage = BootStage.End;
            Begin(BootStage.End);
        }
    }

    /// <summary>Nodes report done once their helpers are back: the pool is whole before anything else begins.</summary>
    private void GoOnWithAllHelpers()
    {
        if (state.Stage == BootStage.AwaitHelpers && state.PoolLeft == plan.Cpus.Length)
        {
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
