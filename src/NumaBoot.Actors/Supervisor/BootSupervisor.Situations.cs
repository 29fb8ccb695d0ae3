namespace NumaBoot.Actors;

/// <summary>The situations of the supervisor: the stages of the boot.</summary>
internal sealed partial class BootSupervisor
{
    private const string OfLateInit = "belongs to late init, which the supervisor waits for";

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(ActorRole.Supervisor, Enum.GetNames<BootStage>())
        .Handles<SupervisorMessages.PowerOn>("comes once", [(int)BootStage.Off])
        .Handles<SupervisorMessages.NodeStepDone>(
            "comes in stages in which nodes do a step, or when the boot was given up in one",
            [
                .. In(
                    BootStage.MemoryMap, BootStage.FreeMemblock, BootStage.SizePageLists, BootStage.FreeLateEarly,
                    BootStage.ReleaseImage, BootStage.StartCpus, BootStage.DisableFirst, BootStage.DisableLast, BootStage.FreeLateAfter,
                    BootStage.FirstWatermarks, BootStage.RaiseWatermarks, BootStage.End),
            ])
        .Handles<SupervisorMessages.NodeInitialised>(OfLateInit, [(int)BootStage.FanOut])
        .Handles<SupervisorMessages.BeginLateInit>(
            "comes in its stage, or when the boot was given up in it", [.. In(BootStage.AwaitLateInit, BootStage.End)])
        .Handles<SupervisorMessages.NodeWorkDone>(
            "CPUs work in three stages of their own, and from the moment that all run; the other stages are passed at once",
            [
                .. In(
                    BootStage.EarlyBoot, BootStage.AfterPageLists, BootStage.SmpInit, BootStage.SnapshotBeforeLateInit, BootStage.AwaitLateInit,
                    BootStage.DisableFirst, BootStage.FanOut, BootStage.DisableLast, BootStage.FreeLateAfter, BootStage.SnapshotAllDone, BootStage.FirstWatermarks,
                    BootStage.SnapshotWatermarks, BootStage.RaiseWatermarks, BootStage.AwaitRunningWork, BootStage.End),
            ])
        .Handles<SupervisorMessages.HelpersWanted>(OfLateInit, [(int)BootStage.FanOut])
        .Handles<SupervisorMessages.HelpersReturned>(
            "helpers come back before their node says that it is done", [(int)BootStage.FanOut])
        .Handles<SupervisorMessages.NodeReported>(
            "comes where a snapshot is taken, or when the boot was given up there",
            [
                .. In(
                    BootStage.SnapshotBeforeFree, BootStage.SnapshotAfterFree, BootStage.SnapshotBeforeSmp,
                    BootStage.SnapshotBeforeLateInit, BootStage.SnapshotAllDone, BootStage.SnapshotWatermarks, BootStage.End),
            ]);

    private static IEnumerable<int> In(params BootStage[] stages) => stages.Select(stage => (int)stage);

    protected override int Situation => (int)state.Stage;
}
