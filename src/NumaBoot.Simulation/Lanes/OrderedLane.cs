using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>The world of a boot's actors under a deterministic order.</summary>
internal sealed class OrderedLane : ILane, ICarrier, IMeasuredWorld
{
    private const int RoleShift = 24;
    private const int NodeShift = 32;

    private readonly Dictionary<ActorAddress, IActorRef> _actors = [];
    private readonly Dictionary<ActorAddress, LetterBox> _letters = [];
    private readonly CostModel _costs;

    // Receipts and retries are only for boots in which letters get lost.
    private readonly RegisteredPost? _post;

    // Where other lanes begin; null where all are here.
    private readonly LaneBorder? _border;

    public OrderedLane(
        CostModel costs, IBootLedger ledger, ImmutableArray<Disturbance> disturbances, IPairNotes? pairs = null, LaneBorder? border = null)
    {
        _border = border;
        _costs = costs;
        Ledger = ledger;
        Disturbances = disturbances;
        Pairs = pairs;
        _post = RegisteredPost.IsNeeded(disturbances) ? new RegisteredPost(this, Leave) : null;
    }

    public long NowNs => OrderedEngine.Current.NowNs;

    public object? Carried
    {
        get => OrderedEngine.Current.Carried;
        set => OrderedEngine.Current.Carried = value;
    }

    public long SentNs => OrderedEngine.Current.SentNs;

    public long ArrivedNs => OrderedEngine.Current.ArrivedNs;

    public bool IsTimed => true;

    public long? UnderWay => null;

    public IBootLedger Ledger { get; }

    public ImmutableArray<Disturbance> Disturbances { get; }

    public IPairNotes? Pairs { get; }

    public void Tell(ActorAddress to, IBootMessage message)
    {
        // The root, which switches the machine on, has no address.
        if (OrderedEngine.Current.Running.Tag is not ActorAddress from || from.Nid == to.Nid)
        {
            Leave(to, message);
        }
        else if (_post is null)
        {
            Leave(to, LettersOf(from).Write(from, to, message));
        }
        else
        {
            _post.Send(from, to, message);
        }
    }

    public IBootMessage? Read(ActorAddress to, Letter letter)
    {
        _border?.Read(to.Nid);
        return _post is null ? LettersOf(to).Read(letter) : _post.Read(to, letter);
    }

    public IBootMessage? ReadOn(ActorAddress to, ActorAddress from) => _post?.ReadOn(to, from);

    public bool Attend(ActorAddress at, IBootMessage message) => _post?.Attend(at, message) == true;

    public void TellSelfAfter(long delayNs, IBootMessage message) => OrderedEngine.Current.After(delayNs, message);

    public void Spend(BootWork work, long units, int sharers = 1) =>
        OrderedEngine.Current.Spend(_costs.DurationNs(work, units, sharers));

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) =>
        _actors[address] = OrderedEngine.Current.SpawnChild(parent, props, name, PlaceOf(address));

    /// <summary>The actor at an address.</summary>
    public IActorRef At(ActorAddress address) => _actors[address];

    /// <summary>The node of an actor, or <see cref="ActorAddress.Machine"/>; does not have to fetch its address.</summary>
    public static int NidOf(ActorSlot actor) => actor.DigestGroup - 1;

    /// <summary>The digest group of a node, or of <see cref="ActorAddress.Machine"/>.</summary>
    public static int GroupOf(int nid) => nid + 1;

    private void Leave(ActorAddress to, IBootMessage message)
    {
        if (_border?.IsAbroad(to.Nid) == true)
        {
            _border.Leave(to, message);
        }
        else
        {
            if (message is Letter)
            {
                _border?.Pass(to, message);
            }

            _actors[to].Tell(message, ActorRefs.NoSender);
        }
    }

    private LetterBox LettersOf(ActorAddress address)
    {
        if (!_letters.TryGetValue(address, out var letters))
        {
            _letters.Add(address, letters = new LetterBox());
        }

        return letters;
    }

    /// <summary>Nodes are lanes: what happens on each has its own digest, and ties go by address.</summary>
    public static ActorPlace PlaceOf(ActorAddress address) => new(KeyOf(address), GroupOf(address.Nid), address);

    /// <summary>The sort key of an address.</summary>
    public static long KeyOf(ActorAddress address) =>
        ((long)(address.Nid + 1) << NodeShift) | ((long)address.Role << RoleShift) | (uint)address.Index;

    /// <summary>The address that has a sort key.</summary>
    public static ActorAddress AddressOf(long key) => new(
        (ActorRole)((key >> RoleShift) & ((1 << (NodeShift - RoleShift)) - 1)),
        (int)(key >> NodeShift) - 1,
        (int)(key & ((1 << RoleShift) - 1)));
}
