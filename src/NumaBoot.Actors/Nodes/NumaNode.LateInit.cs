namespace NumaBoot.Actors;

/// <summary>Late init of a node, range by range (<c>mm/page_alloc.c: deferred_init_memmap</c>).</summary>
internal sealed partial class NumaNode
{
    private bool HandleLateInit(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.StartLateInit:
                state.IsInLateInit = true;
                state.LateStartNs = Lane.NowNs;
                Lane.Ledger.LateInitStarted(_node.Nid);
                Lane.Tell(_coordinator, new CoordinatorMessages.ClaimRest(_node.Nid, _node.InitThreads));
                return true;
            case NodeMessages.RangeReady ready:
                GoOn(ready);
                return true;
            case NodeMessages.HelpersGranted granted:
                state.AwaitsHelpers = false;
                state.Helpers = granted.Count;
                StartRange(granted.Count + 1);
                return true;
            default:
                return false;
        }
    }

    private void GoOn(NodeMessages.RangeReady ready)
    {
        ReturnHelpers();
        if (ready.WantedWorkers > 1)
        {
            state.AwaitsHelpers = true;
            Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.HelpersWanted(_node.Nid, ready.WantedWorkers - 1));
        }
        else if (ready.WantedWorkers == 1)
        {
            StartRange(1);
        }
        else
        {
            FinishLateInit(ready.DonePages);
        }
    }

    private void StartRange(int workers)
    {
        Func<WorkerState, InitWorker> make = its => new InitWorker(Lane, plan, _node, its.Number, its);
        while (state.Workers.Count < workers)
        {
            var worker = new WorkerState(state.Workers.Count);
            state.Workers.Add(worker);
            Create(ActorAddress.Worker(_node.Nid, worker.Number), $"worker-{worker.Number}", worker, make);
        }

        state.MostWorkers = Math.Max(state.MostWorkers, workers);
        Lane.Tell(_coordinator, new CoordinatorMessages.StartRange(_node.Nid, workers));
    }

    private void ReturnHelpers()
    {
        if (state.Helpers > 0)
        {
            Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.HelpersReturned(_node.Nid, state.Helpers));
            state.Helpers = 0;
        }
    }

    private void FinishLateInit(long pages)
    {
        state.IsInLateInit = false;
        state.LatePages = pages;
        state.LateNs = Lane.NowNs - state.LateStartNs;
        Lane.Ledger.NodeDone(_node.Nid);
        Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeInitialised(_node.Nid, pages));
    }
}
