namespace NumaBoot.Actors;

/// <summary>The situations of a grow coordinator.</summary>
internal sealed partial class GrowCoordinator
{
    private const int Free = 0;
    private const int FreeOthersParked = 1;
    private const int HeldByGrowth = 2;
    private const int HeldByJob = 4;
    private const int Queued = 1;

    private const string NobodyElseAsks = "where latecomers wait for late init a zone asks once for all, without a ticket";
    private const string OfGrowth = "belongs to the growth that holds the writer";
    private const string OfJob = "belongs to an init job, after whose claim nothing grows";

    /// <summary>The pairs of situation and message that can come up.</summary>
    public static SituationTable SituationTable { get; } = new SituationTable(
        ActorRole.Coordinator,
        "free", "free, a request waits for late init",
        "held by a growth", "held by a growth, others queue",
        "held by an init job", "held by an init job, others queue")
        .Handles<CoordinatorMessages.MemoryMapBuilt>("comes before anybody asks for pages", Free)
        .Handles<CoordinatorMessages.FreeLate>("comes before the other CPUs are up, or when all pages are built", Free)
        .Handles<CoordinatorMessages.ReadFrontier>(NobodyElseAsks, Free, HeldByGrowth, HeldByGrowth + Queued, HeldByJob, HeldByJob + Queued)
        .Handles<CoordinatorMessages.AskToGrow>(NobodyElseAsks, Free, HeldByGrowth, HeldByGrowth + Queued, HeldByJob, HeldByJob + Queued)
        .Handles<CoordinatorMessages.ConfirmGrowth>(OfGrowth, HeldByGrowth, HeldByGrowth + Queued)
        .Handles<CoordinatorMessages.DeclineGrowth>(OfGrowth, HeldByGrowth, HeldByGrowth + Queued)
        .Handles<CoordinatorMessages.PagesAdded>(OfGrowth, HeldByGrowth, HeldByGrowth + Queued)
        .Handles<CoordinatorMessages.DisableGrowth>(
            "comes once, before any init job or after all of them; nobody waits for late init before it", Free, HeldByGrowth, HeldByGrowth + Queued)
        .Handles<CoordinatorMessages.ClaimRest>(
            "comes once a node, and where a job holds the writer each node has its own", Free, FreeOthersParked, HeldByGrowth, HeldByGrowth + Queued)
        .Handles<CoordinatorMessages.StartRange>(OfJob, Free, FreeOthersParked, HeldByJob, HeldByJob + Queued)
        .Handles<CoordinatorMessages.ClaimChunk>(OfJob, Free, FreeOthersParked, HeldByJob, HeldByJob + Queued)
        .Handles<CoordinatorMessages.ChunkBuilt>(OfJob, Free, FreeOthersParked, HeldByJob, HeldByJob + Queued)
        .Handles<CoordinatorMessages.ReportCoordinator>(
            "nobody is asked to report between the disable and the end of late init", Free, HeldByGrowth, HeldByGrowth + Queued);

    protected override int Situation
    {
        get
        {
            int queue = _state.HasQueue ? Queued : 0;
            return _state.Growth is not null ? HeldByGrowth + queue
                : _state.HeldByJobOf is not null ? HeldByJob + queue
                : _state.Parked.Count > 0 ? FreeOthersParked
                : Free;
        }
    }
}
