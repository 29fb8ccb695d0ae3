using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Passes all on to another lane; who looks on overrides what he wants to see.</summary>
/// <param name="inner">The other.</param>
/// <param name="ledger">Where actors write.</param>
internal abstract class PassingLane(ILane inner, IBootLedger ledger) : ILane
{
    public long NowNs => inner.NowNs;

    public IBootLedger Ledger => ledger;

    public ImmutableArray<Disturbance> Disturbances => inner.Disturbances;

    public virtual IPairNotes? Pairs => inner.Pairs;

    public virtual ISituationNotes? Situations => inner.Situations;

    public virtual void Handle(ActorAddress actor, object message, Action<object> handle) => inner.Handle(actor, message, handle);

    public virtual void Taking(ActorAddress actor, IBootMessage message) => inner.Taking(actor, message);

    public virtual void Tell(ActorAddress to, IBootMessage message) => inner.Tell(to, message);

    public virtual IBootMessage? Read(ActorAddress to, Letter letter) => inner.Read(to, letter);

    public IBootMessage? ReadOn(ActorAddress to, ActorAddress from) => inner.ReadOn(to, from);

    public bool Attend(ActorAddress at, IBootMessage message) => inner.Attend(at, message);

    public virtual void Restarted(ActorAddress actor) => inner.Restarted(actor);

    public virtual void TellSelfAfter(long delayNs, IBootMessage message) => inner.TellSelfAfter(delayNs, message);

    public void Spend(BootWork work, long units, int sharers = 1) => inner.Spend(work, units, sharers);

    public virtual void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) => inner.Create(parent, address, props, name);
}
