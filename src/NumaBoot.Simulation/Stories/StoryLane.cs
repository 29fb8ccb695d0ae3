using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Passes on to the lane and notes who is told what.</summary>
internal sealed class StoryLane(ILane inner, IBootLedger ledger, Action<ActorAddress, IBootMessage> told, Action<Happening> note) : ILane
{
    private readonly HashSet<(ActorAddress To, ActorAddress From, long Number)> _got = [];

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

    public IBootMessage? Read(ActorAddress to, Letter letter)
    {
        bool isFirst = _got.Add((to, letter.From, letter.Number));
        var content = inner.Read(to, letter);
        if (content is null)
        {
            note(new Happening.Unread(!isFirst ? UnreadLetter.HadBefore : RegisteredPost.IsNeeded(Disturbances) ? UnreadLetter.TooEarly : UnreadLetter.TooLate));
        }

        return content;
    }

    public IBootMessage? ReadOn(ActorAddress to, ActorAddress from) => inner.ReadOn(to, from);

    public bool Attend(ActorAddress at, IBootMessage message) => inner.Attend(at, message);

    public void TellSelfAfter(long delayNs, IBootMessage message) => inner.TellSelfAfter(delayNs, message);

    public void Spend(BootWork work, long units, int sharers = 1) => inner.Spend(work, units, sharers);

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) => inner.Create(parent, address, props, name);
}
