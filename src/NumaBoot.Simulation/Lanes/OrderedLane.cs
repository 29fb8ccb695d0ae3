using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>The world of a boot's actors under a deterministic order.</summary>
internal sealed class OrderedLane(CostModel costs, IBootLedger ledger, ImmutableArray<Disturbance> disturbances, IPairNotes? pairs = null) : ILane
{
    private const int RoleShift = 24;
    private const int NodeShift = 32;

    private readonly Dictionary<ActorAddress, IActorRef> _actors = [];
    private readonly Dictionary<ActorAddress, LetterBox> _letters = [];

    public long NowNs => OrderedEngine.Current.NowNs;

    public IBootLedger Ledger => ledger;

    public ImmutableArray<Disturbance> Disturbances => disturbances;

    public IPairNotes? Pairs => pairs;

    public void Tell(ActorAddress to, IBootMessage message)
    {
        // The root, which switches the machine on, has no address.
        object sent = OrderedEngine.Current.Running.Tag is ActorAddress from && from.Nid != to.Nid
            ? LettersOf(from).Write(from, to, message)
            : message;
        _actors[to].Tell(sent, ActorRefs.NoSender);
    }

    public IBootMessage? Read(ActorAddress to, Letter letter) => LettersOf(to).Read(letter);

    public void TellSelfAfter(long delayNs, IBootMessage message) => OrderedEngine.Current.After(delayNs, message);

    public void Spend(BootWork work, long units, int sharers = 1) =>
        OrderedEngine.Current.Spend(costs.DurationNs(work, units, sharers));

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) =>
        _actors[address] = OrderedEngine.Current.SpawnChild(parent, props, name, PlaceOf(address));

    /// <summary>The actor at an address.</summary>
    public IActorRef At(ActorAddress address) => _actors[address];

    /// <summary>The node of an actor, or <see cref="ActorAddress.Machine"/>; does not have to fetch its address.</summary>
    public static int NidOf(ActorSlot actor) => actor.DigestGroup - 1;

    private LetterBox LettersOf(ActorAddress address)
    {
        if (!_letters.TryGetValue(address, out var letters))
        {
            _letters.Add(address, letters = new LetterBox());
        }

        return letters;
    }

    /// <summary>Nodes are lanes: what happens on each has its own digest, and ties go by address.</summary>
    private static ActorPlace PlaceOf(ActorAddress address) => new(
        ((long)(address.Nid + 1) << NodeShift) | ((long)address.Role << RoleShift) | (uint)address.Index,
        address.Nid + 1,
        address);
}
