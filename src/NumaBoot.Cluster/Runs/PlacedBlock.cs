using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>A block of lanes as its conductor knows it.</summary>
/// <param name="number">Its number.</param>
/// <param name="member">Who has it.</param>
/// <param name="nids">Its nodes, ascending; -1 for what belongs to none.</param>
/// <param name="state">Where it stands.</param>
internal sealed class PlacedBlock(int number, Address member, ImmutableArray<int> nids, BlockState state)
{
    private readonly HashSet<int> _nids = [.. nids];

    public int Number { get; } = number;

    public Address Member { get; } = member;

    public ImmutableArray<int> Nids { get; } = nids;

    public BlockState State { get; set; } = state;

    /// <summary>The last window that it went through.</summary>
    public long Window { get; set; }

    /// <summary>What others sent to it that it has not got.</summary>
    public List<CrossMessage> Inbox { get; } = [];

    /// <summary>What it was asked and has not answered; null where nothing.</summary>
    public Question? Open { get; set; }

    /// <summary>What came of it; null before the end.</summary>
    public BlockResult? Result { get; set; }

    /// <summary>What it sent to the nodes of a lost block; null until it has told.</summary>
    public ImmutableArray<CrossMessage>? Records { get; set; }

    /// <summary>Whether a node is on it.</summary>
    public bool Has(int nid) => _nids.Contains(nid);

    /// <summary>Its promise, with what is under way to it. What arrives where it has been it has got before.</summary>
    public Promise Promise() => Inbox
        .Where(crossed => !crossed.IsNote && crossed.ArrivalNs >= State.ReachedNs)
        .Aggregate(State.Promise, (promise, crossed) => promise.And(new Promise(crossed.ArrivalNs, PromiseKind.MessageUnderWay)));
}
