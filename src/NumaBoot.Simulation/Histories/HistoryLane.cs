using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Looks on from between the actors and their lane and takes what the history of a boot wants. One thread drives it.</summary>
internal sealed class HistoryLane : PassingLane
{
    private readonly Dictionary<(ActorAddress Zone, RequestId Id), long> _takes = [];
    private readonly HashSet<(ActorAddress Zone, RequestId Id)> _waiting = [];
    private readonly Dictionary<RequestId, (int Nid, long ArrivedNs)> _asks = [];
    private readonly Dictionary<RequestId, int> _cpus = [];
    private readonly HashSet<ActorAddress> _busy = [];
    private readonly List<(ActorAddress Zone, RequestId Id)> _fresh = [];
    private readonly HistoryRecorder _recorder;
    private readonly HistoryLedger _ledger;
    private readonly IMeasuredWorld _world;
    private ActorAddress _actor;

    /// <summary>A lane that is looked at.</summary>
    /// <param name="inner">The lane.</param>
    /// <param name="world">What it knows of its messages.</param>
    /// <param name="ledger">Where actors write: passes on to the lane's own.</param>
    /// <param name="recorder">Keeps what it takes.</param>
    public HistoryLane(ILane inner, IMeasuredWorld world, HistoryLedger ledger, HistoryRecorder recorder)
        : base(inner, ledger)
    {
        _world = world;
        _ledger = ledger;
        _recorder = recorder;
    }

    public override void Handle(ActorAddress actor, object message, Action<object> handle)
    {
        _actor = actor;
        _fresh.Clear();
        base.Handle(actor, message, handle);
        foreach (var take in _fresh)
        {
            if (_takes.ContainsKey(take) && _waiting.Add(take))
            {
                _recorder.Add(actor.Nid, HistoryLine.WaitingCpus, NowNs, 1);
            }
        }
    }

    public override void Taking(ActorAddress actor, IBootMessage message)
    {
        switch (actor.Role)
        {
            case ActorRole.Zone:
                ZoneHears(actor, message);
                break;
            case ActorRole.Coordinator:
                CoordinatorHears(message);
                break;
            case ActorRole.Worker:
                WorkerHears(actor, message);
                break;
        }

        base.Taking(actor, message);
    }

    public override void Tell(ActorAddress to, IBootMessage message)
    {
        switch (message)
        {
            case CpuMessages.TakeAnswered answer when _actor.Role == ActorRole.Zone:
                TakeAnswered(answer.Id);
                break;
            case CoordinatorMessages.AskToGrow ask when _actor.Role == ActorRole.Zone:
                _cpus[ask.Ask] = ask.Cpu;
                break;
            case CoordinatorMessages.ReadFrontier { Asking: { } ask } when _actor.Role == ActorRole.Zone:
                _cpus[ask.Ask] = ask.Cpu;
                break;
            case CoordinatorMessages.ClaimChunk when _busy.Add(_actor):
                _recorder.Add(_actor.Nid, HistoryLine.BusyWorkers, NowNs, 1);
                break;
            case ZoneMessages.GrowAnswered answer when _actor.Role == ActorRole.Coordinator && _asks.Remove(answer.Ask, out var asked):
                _recorder.Waited(asked.Nid, WaitPlace.Coordinator, Math.Max(0, NowNs - asked.ArrivedNs));
                break;
        }

        base.Tell(to, message);
    }

    private void ZoneHears(ActorAddress zone, IBootMessage message)
    {
        switch (message)
        {
            case ZoneMessages.TakePages take:
                _takes[(zone, take.Id)] = _world.ArrivedNs;
                _fresh.Add((zone, take.Id));
                break;
            case ZoneMessages.AddPages add when add.Builder.Role == ActorRole.Worker:
                _ledger.Frees(FreedBy.LateInit, add.Builder.Index);
                break;
            case ZoneMessages.AddPages add:
                _ledger.Frees(FreedBy.Growth, _cpus.GetValueOrDefault(add.Ask, -1));
                break;
            case ZoneMessages.BuildPages build:
                _ledger.Frees(FreedBy.Growth, _cpus.GetValueOrDefault(build.Ask, -1));
                break;
            case ZoneMessages.GrowthRun run:
                _ledger.Frees(FreedBy.Growth, _cpus.GetValueOrDefault(run.Ask, -1));
                break;
            case ZoneMessages.FreeEarlyPages:
                _ledger.Frees(FreedBy.EarlyMap, -1);
                break;
            case ZoneMessages.GrowAnswered answer:
                _cpus.Remove(answer.Ask);
                break;
        }
    }

    // A writer of the whole machine is told of a request by the lane of another node.
    private void CoordinatorHears(IBootMessage message)
    {
        switch (message)
        {
            case CoordinatorMessages.AskToGrow ask:
                _asks[ask.Ask] = (ask.Zone.Nid, _world.ArrivedNs);
                break;
            case CoordinatorMessages.DeclineGrowth declined:
                _asks.Remove(declined.Ask);
                break;
            case CoordinatorMessages.MemoryMapBuilt map:
                _ledger.FrontierStands(map.Nid, map.Frontier);
                break;
        }
    }

    private void WorkerHears(ActorAddress worker, IBootMessage message)
    {
        if (message is WorkerMessages.NoChunkLeft && _busy.Remove(worker))
        {
            _recorder.Add(worker.Nid, HistoryLine.BusyWorkers, NowNs, -1);
        }
    }

    private void TakeAnswered(RequestId id)
    {
        if (_takes.Remove((_actor, id), out long arrivedNs))
        {
            _recorder.Waited(_actor.Nid, WaitPlace.Zone, Math.Max(0, NowNs - arrivedNs));
        }

        if (_waiting.Remove((_actor, id)))
        {
            _recorder.Add(_actor.Nid, HistoryLine.WaitingCpus, NowNs, -1);
        }
    }
}
