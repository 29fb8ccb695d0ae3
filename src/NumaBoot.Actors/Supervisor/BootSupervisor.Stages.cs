using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>One stage after the other, and the phases that a report tells of them.</summary>
internal sealed partial class BootSupervisor
{
    /// <summary>The stage in hand is over. Once a machine has failed, late init is the last that it still brings to its end.</summary>
    private void Next()
    {
        state.Stage = state.Failure is not null && state.Stage >= BootStage.DisableLast ? BootStage.End : state.Stage + 1;
        if (PhaseOf(state.Stage) is { } phase)
        {
            BeginPhase(phase);
        }

        Begin(state.Stage);
    }

    private void Begin(BootStage stage)
    {
        switch (stage)
        {
            case BootStage.MemoryMap:
                Broadcast(new NodeMessages.BuildMemoryMap(), BootStep.MemoryMap);
                break;
            case BootStage.MemoryMapCost:
                SpendAlone(BootWork.InitialisePages);
                break;
            case BootStage.FreeMemblock:
                Broadcast(new NodeMessages.FreeMemblock(), BootStep.MemblockFreed);
                break;
            case BootStage.EarlyBoot:
                LetBootCpuWork(WorkPhase.EarlyBoot);
                break;
            case BootStage.SizePageLists:
                Broadcast(new NodeMessages.SizePageLists(plan.Cpus.Length), BootStep.PageListsSized);
                break;
            case BootStage.FreeLateEarly:
                FreeLateIf(FreedLateRule.SkipsDeferred);
                break;
            case BootStage.ReleaseImage:
                Broadcast(new NodeMessages.ReleaseImage(), BootStep.ImageReleased);
                break;
            case BootStage.AfterPageLists when plan.BootCpuHasWork(WorkPhase.AfterPageLists):
                LetBootCpuWork(WorkPhase.AfterPageLists);
                break;
            case BootStage.AfterPageLists:
                Next();
                break;
            case BootStage.SmpInit:
                LetBootCpuWork(WorkPhase.SmpInit);
                break;
            case BootStage.StartCpus:
                Broadcast(new NodeMessages.StartCpus(), BootStep.CpusUp);
                break;
            case BootStage.LetAllCpusRun:
                LetAllCpusRun();
                break;
            default:
                BeginLate(stage);
                break;
        }
    }

    private void BeginLate(BootStage stage)
    {
        switch (stage)
        {
            case BootStage.AwaitLateInit:
                // A step of its own: how much of the workload comes before it is luck.
                state.LateInitAtNs = Lane.NowNs + plan.Machine.LateInitAfterNs;
                Lane.TellSelfAfter(plan.Machine.LateInitAfterNs, new SupervisorMessages.BeginLateInit());
                break;
            case BootStage.DisableFirst:
                DisableIf(DisableMoment.BeforeFanOut);
                break;
            case BootStage.FanOut:
                Broadcast(new NodeMessages.StartLateInit(), BootStep.Initialised);
                break;
            case BootStage.AwaitHelpers:
                GoOnWithAllHelpers();
                break;
            case BootStage.DisableLast:
                DisableIf(DisableMoment.AfterAllNodes);
                break;
            case BootStage.FreeLateAfter:
                FreeLateIf(FreedLateRule.AfterLateInit);
                break;
            case BootStage.FirstWatermarks:
                SetFirstWatermarks();
                break;
            case BootStage.RaiseWatermarks:
                RaiseWatermarks();
                break;
            case BootStage.AwaitRunningWork:
                GoOnWithoutRunningWork();
                break;
            case BootStage.End:
                Report(SnapshotPoints.Up);
                break;
            default:
                TakeSnapshot(stage);
                break;
        }
    }

    private static string? PhaseOf(BootStage stage) => stage switch
    {
        BootStage.MemoryMap => "memory map",
        BootStage.EarlyBoot => "early boot",
        BootStage.SmpInit => "all CPUs",
        BootStage.DisableFirst => "late init",
        BootStage.FirstWatermarks => "watermarks",
        BootStage.AwaitRunningWork => "up",
        _ => null,
    };

    private void BeginPhase(string name)
    {
        EndPhase();
        state.Phase = name;
        state.PhaseStartNs = Lane.NowNs;
        sink.PhaseStarted(name, state.PhaseStartNs);
    }

    private void EndPhase()
    {
        if (state.Phase.Length > 0)
        {
            state.Phases.Add(new BootPhase(state.Phase, state.PhaseStartNs, Lane.NowNs));
        }
    }
}
