using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>What a member has of one run, and which of the run's conductors it hears.</summary>
internal sealed class HostedRun
{
    private readonly HashSet<int> _awaited = [];
    private readonly List<BlockInHand> _standing = [];
    private IActorRef? _conductor;
    private IActorRef? _asker;
    private long _gathersFor;

    /// <summary>The latest of its conductors; none before it is not heard.</summary>
    public long Epoch { get; private set; }

    /// <summary>When its conductor was last heard.</summary>
    public TimeSpan HeardAt { get; set; }

    /// <summary>Who has its blocks here, by their number.</summary>
    public SortedDictionary<int, IActorRef> Hosts { get; } = [];

    /// <summary>A conductor speaks; false where another has replaced it.</summary>
    public bool Hears(long epoch, IActorRef conductor, TimeSpan now)
    {
        if (epoch < Epoch)
        {
            return false;
        }

        Epoch = epoch;
        _conductor = conductor;
        HeardAt = now;
        return true;
    }

    /// <summary>A conductor would like to begin; false where another has that epoch, or a later one.</summary>
    public bool Admits(long epoch, IActorRef conductor, TimeSpan now) =>
        (epoch > Epoch || conductor.Equals(_conductor)) && Hears(epoch, conductor, now);

    /// <summary>Whether it follows that very conductor: what it says of an earlier epoch comes late.</summary>
    public bool Follows(IActorRef conductor) => conductor.Equals(_conductor);

    /// <summary>Begins to gather where the blocks stand.</summary>
    /// <returns>Whom to ask; none where the same asker waits already.</returns>
    public IReadOnlyCollection<IActorRef> Gather(IActorRef asker)
    {
        if (asker.Equals(_asker) && _gathersFor == Epoch)
        {
            return [];
        }

        _asker = asker;
        _gathersFor = Epoch;
        _standing.Clear();
        _awaited.Clear();
        _awaited.UnionWith(Hosts.Keys);
        return Hosts.Values;
    }

    /// <summary>A block stands; the answer to whoever asked once all do.</summary>
    public (IActorRef Asker, IReadOnlyList<BlockInHand> Blocks)? Stands(BlockHost.TellInHand told)
    {
        if (told.Epoch != Epoch || !_awaited.Remove(told.Block))
        {
            return null;
        }

        if (told.InHand is { } inHand)
        {
            _standing.Add(inHand);
        }

        return Gathered();
    }

    /// <summary>The answer to whoever asked; null as long as a block is awaited.</summary>
    public (IActorRef Asker, IReadOnlyList<BlockInHand> Blocks)? Gathered()
    {
        if (_awaited.Count > 0 || _asker is not { } asker)
        {
            return null;
        }

        _asker = null;
        return (asker, [.. _standing]);
    }
}
