using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>The claim of an init job and its chunks.</summary>
internal sealed partial class GrowCoordinator
{
    private bool HandleLateInit(IBootMessage message)
    {
        switch (message)
        {
            case CoordinatorMessages.ClaimRest claim:
                Request(new WriterRequest.Claim(claim.Nid, claim.Cpus));
                return true;
            case CoordinatorMessages.StartRange start:
                StartRange(start);
                return true;
            case CoordinatorMessages.ClaimChunk claim:
                HandOut(claim);
                return true;
            case CoordinatorMessages.ChunkBuilt built:
                FinishChunk(built);
                return true;
            default:
                return false;
        }
    }

    private void ClaimRest(WriterRequest.Claim claim)
    {
        if (!_state.Deferred.TryGetValue(claim.Nid, out var deferred))
        {
            Lane.Tell(ActorAddress.Node(claim.Nid), new NodeMessages.RangeReady(0, 0));
            return;
        }

        var job = deferred.Claim(claim.Cpus);
        Lane.Ledger.RestClaimed(claim.Nid);
        if (_plan.Policy.InitJob == InitJobRule.HoldsTheWriter && !job.IsDone)
        {
            _state.HeldByJobOf = claim.Nid;
        }

        TellRange(claim.Nid, job);
    }

    private void StartRange(CoordinatorMessages.StartRange start)
    {
        _state.Deferred[start.Nid].Job!.Start(start.Workers);
        _state.StartedRanges.Add(start.Nid);
        int range = _state.Ranges[start.Nid] = _state.Ranges.GetValueOrDefault(start.Nid) + 1;
        for (int worker = 0; worker < start.Workers; worker++)
        {
            Lane.Tell(ActorAddress.Worker(start.Nid, worker), new WorkerMessages.StartWork(range));
        }
    }

    private void HandOut(CoordinatorMessages.ClaimChunk claim)
    {
        var worker = ActorAddress.Worker(claim.Nid, claim.Worker);
        bool somebodyWaits = _state.Parked.Exists(ask => ask.Zone.Nid == claim.Nid);

        // Who was started for an earlier range has no part in this one: padata may have granted fewer workers.
        bool isOfThisRange = _state.StartedRanges.Contains(claim.Nid) && claim.Range == _state.Ranges[claim.Nid];
        if (isOfThisRange && _state.Deferred[claim.Nid].Job!.TryClaim(somebodyWaits, out var frames))
        {
            int sharers = _state.ChunksOut.GetValueOrDefault(claim.Nid) + 1;
            _state.ChunksOut[claim.Nid] = sharers;
            Lane.Tell(worker, new WorkerMessages.ChunkClaimed(frames, sharers));
        }
        else
        {
            Lane.Tell(worker, new WorkerMessages.NoChunkLeft());
        }
    }

    private void FinishChunk(CoordinatorMessages.ChunkBuilt built)
    {
        var job = _state.Deferred[built.Nid].Job!;
        _state.ChunksOut[built.Nid]--;
        bool rangeEnded = job.Finish(built.Pages);
        AnswerParked(built.Nid, grew: true);
        if (rangeEnded)
        {
            _state.StartedRanges.Remove(built.Nid);
            TellRange(built.Nid, job);
        }
    }

    private void TellRange(int nid, InitJob job)
    {
        Lane.Tell(ActorAddress.Node(nid), new NodeMessages.RangeReady(job.WantedWorkers, job.DonePages));
        if (job.IsDone)
        {
            AnswerParked(nid, grew: false);
            _state.HeldByJobOf = _state.HeldByJobOf == nid ? null : _state.HeldByJobOf;
            ServeQueue();
        }
    }

    private void AnswerParked(int nid, bool grew)
    {
        var parked = _state.Parked.Where(ask => ask.Zone.Nid == nid).ToImmutableArray();
        _state.Parked.RemoveAll(ask => ask.Zone.Nid == nid);
        foreach (var ask in parked)
        {
            Lane.Ledger.GrowthAnswered(ask.Ask, grew);
            Lane.Tell(ActorAddress.Zone(ask.Zone), new ZoneMessages.GrowAnswered(ask.Ask, grew, Waited: true));
        }
    }
}
