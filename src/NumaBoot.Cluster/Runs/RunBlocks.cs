using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>
/// The blocks of a run: who has which nodes, what is under way between them, and what is lost. It decides; its conductor
/// asks and is answered.
/// </summary>
/// <param name="request">The run.</param>
/// <param name="plan">What follows from it.</param>
/// <param name="meter">Who hears of its windows; null for nobody.</param>
internal sealed class RunBlocks(BootRequest request, BootPlan plan, IBootMeter? meter = null)
{
    private readonly SortedDictionary<int, PlacedBlock> _blocks = [];
    private readonly SortedSet<int> _lost = [];
    private readonly long _delayNs = LaneBlock.DelayNs(request);
    private int _next;

    /// <summary>The blocks that somebody has.</summary>
    public IReadOnlyCollection<PlacedBlock> Placed => _blocks.Values;

    /// <summary>Whether nodes are lost that nobody recomputes yet.</summary>
    public bool HasLost => _lost.Count > 0;

    /// <summary>The nodes that are lost; -1 for what belongs to none.</summary>
    public ImmutableArray<int> Lost => [.. _lost];

    /// <summary>Whether some block has not answered.</summary>
    public bool AreWaitedFor => _blocks.Values.Any(block => block.Open is not null);

    /// <summary>Up to when all blocks have gone on, those included that were lost, in nanoseconds.</summary>
    public long ReachedByAllNs { get; private set; }

    /// <summary>The window that all blocks have gone through.</summary>
    public long DoneByAll => _blocks.Values.Min(block => block.Window);

    /// <summary>The windows so far, by what bound them.</summary>
    public HorizonCounts Horizons { get; private set; } = HorizonCounts.None;

    /// <summary>Deliveries on all blocks.</summary>
    public long Deliveries => _blocks.Values.Sum(block => block.State.Deliveries);

    /// <summary>The block by its number; null where it is lost, or another has its nodes.</summary>
    public PlacedBlock? Find(int number) => _blocks.GetValueOrDefault(number);

    /// <summary>Shares all nodes out: a run begins, or begins again because all was lost.</summary>
    /// <returns>The new blocks.</returns>
    public IReadOnlyList<PlacedBlock> PlaceAll(IReadOnlyList<Address> members)
    {
        _blocks.Clear();
        _lost.Clear();
        ReachedByAllNs = 0;
        foreach (var (nodes, at) in NodeParts.Of(plan.Nodes, members.Count).Select((nodes, at) => (nodes, at)))
        {
            ImmutableArray<int> nids = [.. nodes.Select(node => node.Nid)];
            Place(members[at], at == 0 ? [ActorAddress.Machine, .. nids] : nids);
        }

        return [.. _blocks.Values];
    }

    /// <summary>Forgets all blocks.</summary>
    public void Clear() => _blocks.Clear();

    /// <summary>Takes over what members have of the run; what none of them has is lost.</summary>
    public void TakeOver(IEnumerable<(Address Member, BlockInHand Block)> found)
    {
        _blocks.Clear();
        var all = found.OrderByDescending(pair => pair.Block.Block).ToList();
        foreach (var (member, inHand) in all)
        {
            // Where two have the same nodes, one was taken for lost; its successor has the larger number.
            if (!_blocks.Values.Any(block => inHand.Nids.Any(block.Has)))
            {
                _blocks.Add(inHand.Block, new PlacedBlock(inHand.Block, member, inHand.Nids, inHand.State) { Window = inHand.Window });
            }
        }

        _next = all.Select(pair => pair.Block.Block + 1).DefaultIfEmpty(0).Max();
        ReachedByAllNs = all.Select(pair => pair.Block.ReachedByAllNs).DefaultIfEmpty(0).Max();
        _lost.Clear();
        _lost.UnionWith(AllNids().Where(nid => !_blocks.Values.Any(block => block.Has(nid))));
        foreach (var (_, inHand) in all.Where(pair => _blocks.ContainsKey(pair.Block.Block)))
        {
            HandOut(inHand.Block, inHand.Recent);
        }
    }

    /// <summary>A member is gone: what it had is lost, but for a block that has told what came of it while all others have, too.</summary>
    /// <returns>Whether anything is lost.</returns>
    public bool Lose(Address member) => Lose(block => block.Member == member);

    /// <summary>A member has a block no more.</summary>
    public bool Lose(PlacedBlock lost) => Lose(block => ReferenceEquals(block, lost));

    /// <summary>Sets the lost nodes on a member, all of them as one block.</summary>
    /// <param name="members">Who there is.</param>
    /// <param name="past">What was sent to them.</param>
    public PlacedBlock PlaceLost(IReadOnlyList<Address> members, out ImmutableArray<CrossMessage> past)
    {
        past = [.. _blocks.Values.SelectMany(block => block.Records ?? [])];
        foreach (var block in _blocks.Values)
        {
            block.Records = null;
        }

        // The one that has least to do; of several the first.
        var member = members.MinBy(one => _blocks.Values.Where(block => block.Member == one).Sum(block => block.Nids.Length))!;
        var placed = Place(member, Lost);
        _lost.Clear();
        return placed;
    }

    /// <summary>Takes in what a block sent, for those that it is for.</summary>
    public void HandOut(int from, ImmutableArray<CrossMessage> outbox)
    {
        foreach (var crossed in outbox)
        {
            foreach (var block in _blocks.Values)
            {
                if (crossed.To == CrossMessage.Everybody ? block.Number != from : block.Has(LaneBlock.NidOf(crossed.To)))
                {
                    block.Inbox.Add(crossed);
                }
            }
        }
    }

    /// <summary>Works out the next window.</summary>
    /// <returns>Up to when each block may go on; null where nothing is pending anywhere.</returns>
    public IReadOnlyList<(PlacedBlock Block, long HorizonNs)>? NextWindow()
    {
        ReachedByAllNs = Math.Max(ReachedByAllNs, _blocks.Values.Min(block => block.State.ReachedNs));
        Promise[] promises = [.. _blocks.Values.Select(block => block.Promise())];
        long[] horizonsNs = new long[promises.Length];
        var smallest = Lanes.Horizons.Set(promises, _delayNs, horizonsNs);
        if (smallest.AtNs == long.MaxValue && _blocks.Values.All(block => block.Inbox.Count == 0))
        {
            return null;
        }

        Horizons = Horizons.With(smallest.Kind);
        meter?.WindowsEnded(smallest.Kind, 1);
        return [.. _blocks.Values.Select((block, at) => (block, horizonsNs[at]))];
    }

    private bool Lose(Predicate<PlacedBlock> isLost)
    {
        foreach (var block in _blocks.Values.Where(block => isLost(block)).ToList())
        {
            _blocks.Remove(block.Number);
            _lost.UnionWith(block.Nids);
        }

        return _lost.Count > 0;
    }

    private PlacedBlock Place(Address member, ImmutableArray<int> nids)
    {
        var block = new PlacedBlock(_next++, member, nids, new BlockState(new Promise(0, PromiseKind.NextDelivery), 0, 0, GoesOn: true, Progress: null));
        _blocks.Add(block.Number, block);
        return block;
    }

    private IEnumerable<int> AllNids() => plan.Nodes.Select(node => node.Nid).Prepend(ActorAddress.Machine);
}
