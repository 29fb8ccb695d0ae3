namespace NumaBoot.Actors;

/// <summary>The situations of a CPU.</summary>
internal sealed partial class Cpu
{
    private const int Resting = 0;
    private const int Computing = 1;
    private const int Waiting = 2;
    private const int WaitingOnceMore = 3;

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(
        ActorRole.Cpu,
        "has no work", "computes", "waits for a zone", "waits for a zone, in its second pass")
        .Handles<CpuMessages.ComeUp>("comes between two phases", Resting)
        .Handles<CpuMessages.DoPhase>("a phase begins once the one before is over", Resting)
        .Handles<CpuMessages.Computed>("ends a computation", Computing)
        .Handles<CpuMessages.TakeAnswered>("answers a request", Waiting, WaitingOnceMore)
        .Handles<CpuMessages.RunGrowth>("is for a CPU that has asked for pages", Waiting, WaitingOnceMore)
        .Handles<CpuMessages.ReportCpu>();

    protected override int Situation =>
        state.Allocation is { } allocation ? allocation.IsSlowPath ? WaitingOnceMore : Waiting
        : state.Phase is not null ? Computing
        : Resting;
}
