using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Looks on from between the actors and their lane and takes the numbers that a meter wants.</summary>
internal sealed class MeteredLane : PassingLane
{
    // What the thread delivers at the moment: to whom, and the request for pages that has just arrived there.
    [ThreadStatic]
    private static ActorAddress _actor;

    [ThreadStatic]
    private static RequestId? _fresh;

    // Each is touched only while its zone, or its coordinator, handles a message.
    private readonly ConcurrentDictionary<ActorAddress, Dictionary<RequestId, long>> _takes = new();
    private readonly ConcurrentDictionary<ActorAddress, Dictionary<RequestId, MeteredAsk>> _asks = new();

    // A timer's way begins when it is due. Only where there is time, and so a single thread.
    private readonly HashSet<object> _timers = new(ReferenceEqualityComparer.Instance);
    private readonly IMeasuredWorld _world;
    private readonly BlockMeasures _measures;
    private readonly MeteredLedger _ledger;
    private readonly Func<RequestId, bool> _isTraced;
    private readonly IReadOnlySet<int> _lanes;

    /// <summary>A lane that is looked at.</summary>
    /// <param name="inner">The lane.</param>
    /// <param name="world">What it knows of its messages.</param>
    /// <param name="ledger">Where actors write: passes on to the lane's own.</param>
    /// <param name="measures">Gathers the numbers.</param>
    /// <param name="isTraced">Whether a trace has a request for pages.</param>
    /// <param name="lanes">The nodes of the block; <see cref="ActorAddress.Machine"/> for what belongs to none.</param>
    public MeteredLane(
        ILane inner, IMeasuredWorld world, MeteredLedger ledger, BlockMeasures measures, Func<RequestId, bool> isTraced, IReadOnlySet<int> lanes)
        : base(inner, ledger)
    {
        _world = world;
        _measures = measures;
        _ledger = ledger;
        _isTraced = isTraced;
        _lanes = lanes;
    }

    public override void Create(IActorRefFactory parent, ActorAddress address, Props props, string name)
    {
        if (address.Role == ActorRole.Zone)
        {
            _takes[address] = [];
        }
        else if (address.Role == ActorRole.Coordinator)
        {
            _asks[address] = [];
        }

        _measures.Add(new Measure(MeasureKind.Created, (int)address.Role, 1));
        base.Create(parent, address, props, name);
    }

    public override void Restarted(ActorAddress actor)
    {
        _measures.Add(new Measure(MeasureKind.Restarted, (int)actor.Role, 1));
        base.Restarted(actor);
    }

    public override void Handle(ActorAddress actor, object message, Action<object> handle)
    {
        _actor = actor;
        _fresh = null;

        _measures.StartNs = NowNs;

        // Every block is told to begin, and a boot begins once.
        if (_lanes.Contains(ActorAddress.Machine) || message is not LaneRoot.Begin)
        {
            _measures.Deliver(actor.Role, _world.IsTimed ? WayNs(message) : null);
        }

        base.Handle(actor, message, handle);
    }

    public override void Taking(ActorAddress actor, IBootMessage message)
    {
        switch (message)
        {
            case ZoneMessages.TakePages take when actor.Role == ActorRole.Zone:
                _takes[actor][take.Id] = _world.ArrivedNs;
                _fresh = take.Id;
                break;
            case CoordinatorMessages.AskToGrow ask when actor.Role == ActorRole.Coordinator:
                _asks[actor][ask.Ask] = new MeteredAsk(ask, _world.ArrivedNs);
                break;
            case CoordinatorMessages.DeclineGrowth declined when actor.Role == ActorRole.Coordinator:
                _asks[actor].Remove(declined.Ask);
                break;
            case CoordinatorMessages.MemoryMapBuilt map:
                _ledger.FrontierStands(map.Nid, map.Frontier);
                break;
        }

        base.Taking(actor, message);
    }

    public override void Tell(ActorAddress to, IBootMessage message)
    {
        if (!_lanes.Contains(to.Nid))
        {
            _measures.Add(new Measure(MeasureKind.Crossed, 0, 1));
        }

        if (_actor.Role == ActorRole.Zone && message is CpuMessages.TakeAnswered taken)
        {
            HearAnswer(taken);
        }
        else if (_actor.Role == ActorRole.Coordinator)
        {
            HearCoordinator(message);
        }

        base.Tell(to, message);
    }

    public override void TellSelfAfter(long delayNs, IBootMessage message)
    {
        if (_world.IsTimed && delayNs > 0)
        {
            _timers.Add(message);
        }

        base.TellSelfAfter(delayNs, message);
    }

    // Where a chooser decides, what was sent later may be handled earlier.
    private long WayNs(object message) => Math.Max(0, NowNs - (_timers.Remove(message) ? _world.ArrivedNs : _world.SentNs));

    private void HearAnswer(CpuMessages.TakeAnswered answer)
    {
        if (_takes[_actor].Remove(answer.Id, out long arrivedNs) && _world.IsTimed)
        {
            _measures.Add(new Measure(
                MeasureKind.Waited, (int)WaitPlace.Zone, Math.Max(0, NowNs - arrivedNs), IsTraced: _fresh != answer.Id || _isTraced(answer.Id)));
        }
    }

    private void HearCoordinator(IBootMessage message)
    {
        var asks = _asks[_actor];
        switch (message)
        {
            case ZoneMessages.BuildPages build when asks.TryGetValue(build.Ask, out var ask):
                ask.Builds = HasPages(build.Frames);
                break;
            case ZoneMessages.AddPages add when asks.TryGetValue(add.Ask, out var ask):
                ask.Builds = HasPages(add.Frames);
                break;
            case ZoneMessages.GrowAnswered answer when asks.Remove(answer.Ask, out var ask):
                End(ask);
                break;
        }
    }

    private void End(MeteredAsk ask)
    {
        if (ask.Builds)
        {
            _measures.Add(new Measure(MeasureKind.Grew, (int)ask.Question.Reason, 1, ask.Question.Zone.Nid));
        }

        if (_world.IsTimed)
        {
            _measures.Add(new Measure(
                MeasureKind.Waited, (int)WaitPlace.Coordinator, Math.Max(0, NowNs - ask.ArrivedNs), ask.Question.Zone.Nid, IsTraced: ask.Builds));
        }
    }

    private static bool HasPages(ImmutableArray<PfnRange> frames) => frames.Sum(range => range.Pages) > 0;
}
