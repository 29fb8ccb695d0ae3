using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What zones and CPUs are told.</summary>
internal sealed partial class StoryPhrases
{
    private string? ToZone(string zone, ActorAddress to, IBootMessage message) => message switch
    {
        ZoneMessages.FreeEarlyPages => $"lets {zone} free what is built",
        ZoneMessages.ReleasePages release => $"releases {words.Of(release.Frames)} to {zone}",
        ZoneMessages.FreeLate { Frontier: Frontier.None } => $"lets {zone} free what memblock kept",
        ZoneMessages.FreeLate late => $"lets {zone} free what memblock kept below {words.Frontier(to.Nid, late.Frontier)}",
        ZoneMessages.SizePageList => $"lets {zone} size its page lists",
        ZoneMessages.SetMarks => $"sets the watermarks of {zone}",
        ZoneMessages.TakePages { Mode: TakeMode.Refill } => $"asks {zone} for a refill of its list",
        ZoneMessages.TakePages take => $"asks {zone} for {words.Blocks(take.Order, take.Count)}{PassWords(take.Check)}",
        ZoneMessages.GivePages give => $"gives {words.Of(give.Frames)} back to {zone}",
        ZoneMessages.FrontierRead { Frontier: Frontier.None } read => $"answers no frontier, for {Whom(read.Ask)}",
        ZoneMessages.FrontierRead read => $"answers {words.Frontier(to.Nid, read.Frontier)}, for {Whom(read.Ask)}",
        ZoneMessages.WriterGranted granted => $"lets {zone} grow for {Whom(granted.Ask)}",
        ZoneMessages.BuildPages build => $"grows {words.Of(build.Frames)} for {Whom(build.Ask)}",
        ZoneMessages.AddPages add => $"hands {words.Of(add.Frames)} to {zone}, initialised",
        ZoneMessages.GrowthRun => $"has run its growth of {zone}",
        ZoneMessages.GrowAnswered { Grew: true } answer => $"lets {Whom(answer.Ask)} try again",
        ZoneMessages.GrowAnswered answer => $"says no to {Whom(answer.Ask)}",
        ZoneMessages.DeferredPagesDisabled => $"tells {zone} that growth is off",
        ZoneMessages.ReportZone => $"asks {zone} how it stands",
        _ => null,
    };

    private string? ToCpu(string cpu, IBootMessage message) => message switch
    {
        CpuMessages.ComeUp => $"lets {cpu} come up",
        CpuMessages.DoPhase phase => $"lets {cpu} begin its work ({PhaseWords(phase.Phase)})",
        CpuMessages.Computed => "is done computing",
        CpuMessages.TakeAnswered { Blocks: 0 } => $"refuses {cpu}",
        CpuMessages.TakeAnswered answer => $"gives {cpu} {words.Of(answer.Frames)}",
        CpuMessages.FrontierRead { Ask.Ticket: Frontier.None } => $"answers {cpu} that there is none",
        CpuMessages.FrontierRead read => $"answers {cpu}: {words.Frontier(read.Ask.Zone.Nid, read.Ask.Ticket)}",
        CpuMessages.GrowthBuilt => "has initialised the pages",
        CpuMessages.Interrupt interrupt => $"is interrupted: the handler wants {words.Blocks(interrupt.Order, 1)}",
        CpuMessages.RunGrowth run => $"lets {cpu} initialise {StoryWords.Count(run.Pages, "page")}",
        CpuMessages.ReportCpu => $"asks {cpu} how it stands",
        _ => null,
    };

    private static string PassWords(WatermarkCheck check) => check == WatermarkCheck.Low ? "" : ", once more";

    private static string PhaseWords(Machines.WorkPhase phase) => phase switch
    {
        Machines.WorkPhase.EarlyBoot => "early boot",
        Machines.WorkPhase.AfterPageLists => "early boot, page lists sized",
        Machines.WorkPhase.SmpInit => "smp_init",
        _ => "all CPUs",
    };
}
