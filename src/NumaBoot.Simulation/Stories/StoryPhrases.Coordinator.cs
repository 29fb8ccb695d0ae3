using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What coordinators and workers are told.</summary>
internal sealed partial class StoryPhrases
{
    private string? ToCoordinator(string coordinator, IBootMessage message) => message switch
    {
        CoordinatorMessages.MemoryMapBuilt map => $"hands {coordinator} the deferred pages of node {map.Nid}",
        CoordinatorMessages.ReadFrontier read => $"asks for the frontier, for {Whom(read.Ask)}",
        CoordinatorMessages.FreeLate late => $"asks for the frontier, for what memblock frees on node {late.Nid}",
        CoordinatorMessages.AskToGrow ask => $"asks to grow for cpu {ask.Cpu}{TicketWords(ask)}",
        CoordinatorMessages.ConfirmGrowth confirm => $"still needs pages for {Whom(confirm.Ask)}",
        CoordinatorMessages.DeclineGrowth decline => $"has pages for {Whom(decline.Ask)} and declines",
        CoordinatorMessages.PagesAdded added => $"is done growing for {Whom(added.Ask)}",
        CoordinatorMessages.DisableGrowth => $"tells {coordinator} to turn growth off",
        CoordinatorMessages.ClaimRest claim => $"claims the rest of node {claim.Nid}",
        CoordinatorMessages.StartRange start => $"has {StoryWords.Count(start.Workers, "worker")} for {coordinator}",
        CoordinatorMessages.ClaimChunk => $"asks {coordinator} for a chunk",
        CoordinatorMessages.ChunkBuilt => $"tells {coordinator} that its chunk is free",
        CoordinatorMessages.ReportCoordinator => $"asks {coordinator} how it stands",
        _ => null,
    };

    private string? ToWorker(string worker, IBootMessage message) => message switch
    {
        WorkerMessages.StartWork => $"starts {worker}",
        WorkerMessages.ChunkClaimed chunk => $"lets {worker} build {words.Of(chunk.Frames)}",
        WorkerMessages.NoChunkLeft => $"tells {worker} that no chunk is left",
        WorkerMessages.ChunkAdded => $"tells {worker} that its pages are free",
        _ => null,
    };

    private string TicketWords(CoordinatorMessages.AskToGrow ask) => books.Plan.Policy.Ticket switch
    {
        TicketRule.Trusted or TicketRule.ComparedByTheWriter when ask.Ticket == Frontier.None => ", seeing no frontier",
        TicketRule.Trusted or TicketRule.ComparedByTheWriter => $", at {words.Frontier(ask.Zone.Nid, ask.Ticket)}",
        _ => "",
    };
}
