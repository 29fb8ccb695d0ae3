namespace NumaBoot.Machines;

/// <summary>From which event of a recording on a phase of the boot is reached; later than all of them where never.</summary>
internal sealed class TraceStages
{
    /// <summary>Page lists have their size.</summary>
    public int AfterPageListsAt { get; set; } = int.MaxValue;

    /// <summary>The other CPUs are being brought up.</summary>
    public int SmpInitAt { get; set; } = int.MaxValue;

    /// <summary>All CPUs run, and late init may begin.</summary>
    public int RunningAt { get; set; } = int.MaxValue;

    /// <summary>The phase in which an event falls.</summary>
    /// <param name="at">Which event, from 0.</param>
    public WorkPhase PhaseAt(int at) =>
        at >= RunningAt ? WorkPhase.Running
        : at >= SmpInitAt ? WorkPhase.SmpInit
        : at >= AfterPageListsAt ? WorkPhase.AfterPageLists
        : WorkPhase.EarlyBoot;
}
