using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Which request a message belongs to.</summary>
internal static class RequestIds
{
    /// <summary>The request of a message; null for what is no request.</summary>
    public static RequestId? Of(IBootMessage message) => message switch
    {
        ZoneMessages.TakePages take => take.Id,
        ZoneMessages.GivePages give => give.Id,
        ZoneMessages.FrontierRead read => read.Ask,
        ZoneMessages.WriterGranted granted => granted.Ask,
        ZoneMessages.BuildPages build => build.Ask,
        ZoneMessages.AddPages add => add.Ask,
        ZoneMessages.GrowthRun run => run.Ask,
        ZoneMessages.GrowAnswered answer => answer.Ask,
        CpuMessages.TakeAnswered answer => answer.Id,
        CpuMessages.RunGrowth run => run.Ask,
        CoordinatorMessages.ReadFrontier read => read.Ask,
        CoordinatorMessages.AskToGrow ask => ask.Ask,
        CoordinatorMessages.ConfirmGrowth confirm => confirm.Ask,
        CoordinatorMessages.DeclineGrowth decline => decline.Ask,
        CoordinatorMessages.PagesAdded added => added.Ask,
        WorkerMessages.ChunkAdded added => added.Ask,
        _ => null,
    };
}
