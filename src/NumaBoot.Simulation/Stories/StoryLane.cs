using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Passes on to the lane and notes who is told what.</summary>
internal sealed class StoryLane(ILane inner, IBootLedger ledger, Action<ActorAddress, IBootMessage> told) : ILane
{
    public long NowNs => inner.NowNs;

    public IBootLedger Ledger => ledger;

    public ImmutableArray<Disturbance> Disturbances => inner.Disturbances;

    public IPairNotes? Pairs => inner.Pairs;

    public void Tell(ActorAddress to, IBootMessage message)
    {
        told(to, message);
        inner.Tell(to, message);
    }

    public void Handle(ActorAddress actor, object message, Action<object> handle) => inner.Handle(actor, message, handle);

    public IBootMessage? Read(ActorAddress to, Letter letter) => inner.Read(to, letter);

    public IBootMessage? ReadOn(ActorAddress to, ActorAddress from) => inner.ReadOn(to, from);

    public bool Attend(ActorAddress at, IBootMessage message) => inner.Attend(at, message);

    public void TellSelfAfter(long delayNs, IBootMessage message) => inner.TellSelfAfter(delayNs, message);

    public void Spend(BootWork work, long units, int sharers = 1) => inner.Spend(work, units, sharers);

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) => inner.Create(parent, address, props, name);
}
