namespace NumaBoot.Actors;

/// <summary>The situations of a CPU.</summary>
internal sealed partial class Cpu
{
    private const int Resting = 0;
    private const int Computing = 1;
    private const int Waiting = 2;
    private const int WaitingOnceMore = 3;
    private const int Handling = 4;
    private const int Building = 5;

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(
        ActorRole.Cpu,
        "has no work", "computes, or only interrupts are to come", "waits for a zone", "waits for a zone, in its second pass",
        "handles an interrupt", "is within a growth")
        .Handles<CpuMessages.ComeUp>("comes between two phases", Resting)
        .Handles<CpuMessages.DoPhase>("a phase begins once the one before is over", Resting)
        .Handles<CpuMessages.Computed>("ends a computation", Computing, Handling, Building)
        .Handles<CpuMessages.TakeAnswered>("answers a request", Waiting, WaitingOnceMore, Handling, Building)
        .Handles<CpuMessages.FrontierRead>("is for a CPU that has asked for pages", Waiting, WaitingOnceMore, Handling, Building)
        .Handles<CpuMessages.RunGrowth>("is for a CPU that has asked for pages; of two growths one is over first", Waiting, WaitingOnceMore, Handling)
        .Handles<CpuMessages.GrowthBuilt>("ends the first step of a growth", Building)
        .Handles<CpuMessages.Interrupt>()
        .Handles<CpuMessages.ReportCpu>();

    protected override int Situation =>
        state.Growth is not null ? Building
        : state.Interrupts.Handler is not null ? Handling
        : state.Allocation is { } allocation ? allocation.IsSlowPath ? WaitingOnceMore : Waiting
        : state.Phase is not null ? Computing
        : Resting;
}
