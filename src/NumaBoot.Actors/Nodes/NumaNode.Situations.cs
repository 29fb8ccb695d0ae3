namespace NumaBoot.Actors;

/// <summary>The situations of a node.</summary>
internal sealed partial class NumaNode
{
    private const int AtRest = 0;
    private const int FirstStep = 1;
    private const int LateInit = FirstStep + (int)BootStep.LateFreed + 1;
    private const int Reporting = LateInit + 1;
    private const int Disabling = FirstStep + (int)BootStep.Disabled;
    private const int Setting = FirstStep + (int)BootStep.WatermarksSet;
    private const int FreeingLate = FirstStep + (int)BootStep.LateFreed;

    private const string OneByOne = "the supervisor waits for what it asked before";
    private const string OfLateInit = "belongs to late init, in which no step is done";
    private const string OfReport = "answers what a node asks for its report";

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(
        ActorRole.Node,
        [
            "nothing in hand", .. Enum.GetNames<BootStep>().Select(step => $"step {step}"), "late init", "a report in hand",
        ])
        .Handles<NodeMessages.BuildMemoryMap>(OneByOne, AtRest)
        .Handles<NodeMessages.FreeMemblock>(OneByOne, AtRest)
        .Handles<NodeMessages.ReleaseImage>(OneByOne, AtRest)
        .Handles<NodeMessages.FreeLate>(OneByOne, AtRest)
        .Handles<NodeMessages.SizePageLists>(OneByOne, AtRest)
        .Handles<NodeMessages.StartCpus>(OneByOne, AtRest)
        .Handles<NodeMessages.DoWork>(OneByOne, AtRest)
        .Handles<NodeMessages.DisableDeferredPages>(OneByOne, AtRest)
        .Handles<NodeMessages.StartLateInit>(OneByOne, AtRest)
        .Handles<NodeMessages.HelpersGranted>(OfLateInit, LateInit)
        .Handles<NodeMessages.SetWatermarks>(OneByOne, AtRest)
        .Handles<NodeMessages.Report>(
            "comes between two steps, or when the boot was given up in one that CPUs work through", AtRest, Setting, FreeingLate, Reporting)
        .Handles<NodeMessages.ChildDone>(
            "belongs to a step; a report comes between when the boot was given up in one",
            FirstStep + (int)BootStep.MemoryMap, FirstStep + (int)BootStep.MemblockFreed, FirstStep + (int)BootStep.ImageReleased,
            FirstStep + (int)BootStep.PageListsSized, FirstStep + (int)BootStep.CpusUp, Disabling, Setting, FreeingLate, Reporting)
        .Handles<NodeMessages.CpuWorkDone>(
            "CPUs work between the steps up to late init, and through all that comes then", AtRest, Disabling, Setting, FreeingLate, LateInit, Reporting)
        .Handles<NodeMessages.RangeReady>(OfLateInit, LateInit)
        .Handles<NodeMessages.ZoneReported>(OfReport, Reporting)
        .Handles<NodeMessages.CoordinatorReported>(OfReport, Reporting)
        .Handles<NodeMessages.CpuReported>(OfReport, Reporting);

    protected override int Situation =>
        state.Reporting is not null ? Reporting
        : state.IsInLateInit ? LateInit
        : state.ChildrenToHear.Count > 0 ? FirstStep + (int)state.Step
        : AtRest;
}
