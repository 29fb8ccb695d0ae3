using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// Looks on from between the actors and their lane and records what becomes spans. What belongs together is known by the ids
/// that requests have anyway, and by what travels beside messages.
/// </summary>
internal sealed partial class TracedLane : PassingLane
{
    [ThreadStatic]
    private static DeliveryInHand _inHand;

    private readonly ConcurrentDictionary<ActorAddress, ZoneInHand> _zones = new();
    private readonly ICarrier _carrier;
    private readonly SpanRecorder _recorder;
    private readonly bool _asksOncePerZone;

    /// <summary>A lane that is looked at.</summary>
    /// <param name="inner">The lane.</param>
    /// <param name="carrier">What lets things travel beside its messages.</param>
    /// <param name="ledger">Where actors write: passes on to the lane's own.</param>
    /// <param name="recorder">Keeps the spans.</param>
    /// <param name="asking">How zones ask to grow.</param>
    private TracedLane(ILane inner, ICarrier carrier, TracedLedger ledger, SpanRecorder recorder, AskRule asking)
        : base(inner, ledger)
    {
        _carrier = carrier;
        _recorder = recorder;
        _asksOncePerZone = asking == AskRule.OncePerZone;
        ledger.Lane = this;
    }

    private TraceContext Context => _carrier.Carried as TraceContext ?? TraceContext.Nothing;

    /// <summary>Puts one between the actors and a lane.</summary>
    public static TracedLane Over(ILane lane, ICarrier carrier, SpanRecorder recorder, InitPolicy policy) =>
        new(lane, carrier, new TracedLedger(lane.Ledger), recorder, policy.Asking);

    public override void Create(IActorRefFactory parent, ActorAddress address, Props props, string name)
    {
        if (address.Role == ActorRole.Zone)
        {
            _zones[address] = new ZoneInHand();
        }

        base.Create(parent, address, props, name);
    }

    public override void Handle(ActorAddress actor, object message, Action<object> handle)
    {
        _inHand = new DeliveryInHand { Actor = actor, Number = _recorder.CountDelivery(actor.Nid) };
        base.Handle(actor, message, handle);
    }

    public override void Taking(ActorAddress actor, IBootMessage message)
    {
        switch (message)
        {
            case ZoneMessages.TakePages take:
                HearRequest(actor, take);
                break;
            case CpuMessages.TakeAnswered answer:
                HearAnswer(answer);
                break;
            case WorkerMessages.StartWork:
                BeginWork(actor);
                break;
            case WorkerMessages.NoChunkLeft:
                EndWork(actor);
                break;
            default:
                if (AskOf(message) is { } ask)
                {
                    _inHand.Ask = ask;
                    _inHand.Take = actor.Role == ActorRole.Zone ? _zones[actor].Asks.GetValueOrDefault(ask)?.Take : null;
                }

                break;
        }

        base.Taking(actor, message);
    }

    public override void Tell(ActorAddress to, IBootMessage message)
    {
        object? carried = _carrier.Carried;
        switch (message)
        {
            case ZoneMessages.TakePages take:
                Request(take, to);
                break;
            case CpuMessages.TakeAnswered answer when _inHand.Actor.Role == ActorRole.Zone:
                Answer(answer);
                break;
            case CoordinatorMessages.AskToGrow ask when _inHand.Actor.Role == ActorRole.Zone:
                Ask(ask);
                break;
            case CoordinatorMessages.ReadFrontier { Asking: { } ask } when _inHand.Actor.Role == ActorRole.Zone:
                Ask(ask);
                break;
            case CoordinatorMessages.ClaimChunk when _inHand.Actor.Role == ActorRole.Worker:
                BeginWork(_inHand.Actor);
                break;
        }

        base.Tell(to, message);
        _carrier.Carried = carried;
    }

    /// <summary>The supervisor begins a phase.</summary>
    /// <param name="number">Which, counted from 1.</param>
    /// <param name="name">Its name.</param>
    /// <param name="atNs">When, in nanoseconds of virtual time.</param>
    public void BeginPhase(int number, string name, long atNs)
    {
        EndPhase(number - 1, atNs);
        Begin(SpanKey.Phase(number), SpanKey.Boot, atNs, SpanFact.Of(SpanFactKind.Phase, name));
        _carrier.Carried = new TraceContext(number);
    }

    /// <summary>A phase is over.</summary>
    public void EndPhase(int number, long atNs)
    {
        if (number > 0)
        {
            _recorder.End(SpanKey.Phase(number), atNs, []);
        }
    }

    private static SpanKey PhaseOf(TraceContext context) => context.Phase == 0 ? SpanKey.Boot : SpanKey.Phase(context.Phase);

    private static RequestId? AskOf(IBootMessage message) => message switch
    {
        ZoneMessages.GrowAnswered answer => answer.Ask,
        ZoneMessages.FrontierRead read => read.Ask,
        ZoneMessages.WriterGranted granted => granted.Ask,
        ZoneMessages.BuildPages build => build.Ask,
        ZoneMessages.GrowthRun run => run.Ask,
        CoordinatorMessages.AskToGrow ask => ask.Ask,
        CoordinatorMessages.ConfirmGrowth confirm => confirm.Ask,
        CoordinatorMessages.PagesAdded added => added.Ask,
        _ => null,
    };

    private void Begin(SpanKey key, SpanKey parent, long startNs, params ImmutableArray<SpanFact> facts) =>
        _recorder.Begin(new SpanRecord(key, parent, _inHand.Actor.Nid, _inHand.Number, startNs, _recorder.Ticks, facts));
}
