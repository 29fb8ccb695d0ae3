using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>
/// The world of hosted actors: no virtual time, letters between nodes as on every lane, and whoever derives from it brings
/// the messages.
/// </summary>
internal abstract class HostedLane(HostedBoot boot) : ILane
{
    private readonly Dictionary<ActorAddress, LetterBox> _letters = [];

    public HostedBoot Boot => boot;

    public long NowNs => 0;

    public IBootLedger Ledger => boot.Ledger;

    public ImmutableArray<Disturbance> Disturbances => [];

    /// <summary>The actor that handles a message; null for the root.</summary>
    protected abstract ActorAddress? Running { get; }

    public void Tell(ActorAddress to, IBootMessage message)
    {
        object sent = Running is { } from && from.Nid != to.Nid ? LettersOf(from).Write(from, to, message) : message;
        Send(new HostedDelivery(Running, to, sent));
    }

    public IBootMessage? Read(ActorAddress to, Letter letter) => LettersOf(to).Read(letter);

    public void TellSelfAfter(long delayNs, IBootMessage message) =>
        SendLater(new HostedDelivery(Running, Running, message));

    public void Spend(BootWork work, long units, int sharers = 1)
    {
        // There is no virtual time.
    }

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) => Create(address, new HostedActor(props));

    /// <summary>Sends a message in the name of the running actor.</summary>
    protected abstract void Send(in HostedDelivery delivery);

    /// <summary>Sends the running actor a message at any later time: without virtual time one is as late as the other.</summary>
    protected abstract void SendLater(in HostedDelivery delivery);

    /// <summary>Makes an actor known and starts it.</summary>
    protected abstract void Create(ActorAddress address, HostedActor actor);

    private LetterBox LettersOf(ActorAddress address)
    {
        if (!_letters.TryGetValue(address, out var letters))
        {
            _letters.Add(address, letters = new LetterBox());
        }

        return letters;
    }
}
