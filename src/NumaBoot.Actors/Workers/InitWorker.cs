using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Builds chunks of a node's deferred pages until none is left (<c>kernel/padata.c: padata_mt_helper</c>,
/// <c>mm/page_alloc.c: deferred_init_memmap_chunk</c>).
/// </summary>
internal sealed partial class InitWorker(ILane lane, BootPlan plan, NodePlan node, int worker, WorkerState state)
    : BootActor(lane, ActorAddress.Worker(node.Nid, worker))
{
    private readonly ActorAddress _coordinator = ActorAddress.Coordinator(plan.Policy.Writer, node.Nid);
    private readonly ZoneRef _zone = node.LastZone!.Ref;

    protected override bool Handle(IBootMessage message)
    {
        switch (message)
        {
            case WorkerMessages.StartWork start:
                state.Range = Math.Max(state.Range, start.Range);
                if (!state.IsBusy)
                {
                    Lane.Spend(BootWork.StartWorker, 1);
                    Claim();
                }

                return true;
            case WorkerMessages.ChunkClaimed chunk:
                Build(chunk);
                return true;
            case WorkerMessages.ChunkAdded added when added.Ask == Request:
                state.IsBuilding = false;
                Lane.Tell(_coordinator, new CoordinatorMessages.ChunkBuilt(node.Nid, worker, state.ChunkPages));
                Claim();
                return true;
            case WorkerMessages.ChunkAdded:
                return true;
            case WorkerMessages.NoChunkLeft:
                Lane.Ledger.Answered(Request);
                state.IsBusy = false;
                if (state.ClaimedRange < state.Range)
                {
                    // It was started for the next range before it knew that the one before had nothing left.
                    Claim();
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The claim in hand, and the chunk that it brings.</summary>
    private RequestId Request => new(Address, state.Claims);

    private void Claim()
    {
        state.IsBusy = true;
        state.Claims++;
        state.ClaimedRange = state.Range;
        Lane.Ledger.Requested(Request);
        Lane.Tell(_coordinator, new CoordinatorMessages.ClaimChunk(node.Nid, worker, state.Range));
    }

    private void Build(WorkerMessages.ChunkClaimed chunk)
    {
        Lane.Ledger.Answered(Request);
        state.ChunkPages = chunk.Frames.Sum(range => range.Pages);
        Lane.Spend(BootWork.InitialisePages, state.ChunkPages, chunk.Sharers);
        state.IsBuilding = true;
        state.BuildsUntilNs = Lane.NowNs;
        Lane.Ledger.Initialised(_zone, chunk.Frames, PageBuilder.InitJob);
        Lane.Tell(ActorAddress.Zone(_zone), new ZoneMessages.AddPages(Address, Request, chunk.Frames));
    }
}
