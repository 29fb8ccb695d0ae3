using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>
/// A block of lanes that a member has, with the record of all that it sent: from the records of others a lost block is
/// recomputed. Used by one thread at a time.
/// </summary>
internal sealed class HostedBlock : IDisposable
{
    private readonly LaneBlock _lanes;
    private readonly HeardOnce _heard = new();
    private readonly List<CrossMessage> _sent = [];
    private readonly int _block;
    private readonly ImmutableArray<int> _nids;
    private BootProgress? _progress;
    private BlockState _state = new(new Promise(0, PromiseKind.NextDelivery), 0, 0, GoesOn: true, Progress: null);
    private long _window;
    private long _reachedByAllNs;

    // What was sent in windows of which not everybody is known to have got it: who lost his conductor may lack that.
    private readonly List<(long Window, ImmutableArray<CrossMessage> Outbox)> _recent = [];

    /// <summary>A block at the beginning of its run.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="request">The boot that it is a part of.</param>
    /// <param name="nids">Its nodes; -1 for what belongs to none.</param>
    /// <param name="observation">Who looks on.</param>
    /// <param name="stop">Ends what it is at.</param>
    public HostedBlock(int block, BootRequest request, ImmutableArray<int> nids, BootObservation observation, CancellationToken stop)
    {
        _block = block;
        _nids = nids;
        var plan = request.Plan();
        ImmutableArray<NodePlan> nodes = [.. plan.Nodes.Where(node => nids.Contains(node.Nid))];
        bool hasMachine = nids.Contains(ActorAddress.Machine);
        _lanes = new LaneBlock(request, plan, nodes, hasMachine, progress => _progress = progress, observation with { CountsLate = true }, stop);
    }

    /// <summary>How much came again and was dropped.</summary>
    public long Dropped => _heard.Dropped;

    /// <summary>Where it stands, for a conductor that has just begun.</summary>
    public BlockInHand InHand => new(_block, _nids, _window, _reachedByAllNs, _state, [.. _recent.SelectMany(recent => recent.Outbox)]);

    /// <summary>Goes on for a window.</summary>
    /// <returns>Where it stands then, and what it sent.</returns>
    public (BlockState State, ImmutableArray<CrossMessage> Outbox) Run(MemberMessages.RunWindow window)
    {
        _recent.RemoveAll(recent => recent.Window < window.DoneByAll);
        _lanes.CountTo(window.ReachedByAllNs);
        var outbox = new List<CrossMessage>();
        var standing = _lanes.RunTo(window.HorizonNs, _heard.New(window.Incoming), outbox);
        return End(window.Window, window.ReachedByAllNs, standing, outbox, [.. outbox]);
    }

    /// <summary>Catches up with where all blocks are, from what was sent to its nodes.</summary>
    /// <returns>Where it stands then, and what of it others may not have got from whoever had these nodes before.</returns>
    public (BlockState State, ImmutableArray<CrossMessage> Outbox) CatchUp(MemberMessages.TakeBlock take)
    {
        var outbox = new List<CrossMessage>();
        var standing = take.ReachedByAllNs == 0 && take.Past.IsEmpty
            ? new BlockStanding(_state.Promise, 0, 0, GoesOn: true)
            : _lanes.CatchUp(take.ReachedByAllNs, _heard.New(take.Past), outbox);

        // Who has gone on beyond a message's arrival has it. Notes arrive at no time.
        return End(
            take.Window, take.ReachedByAllNs, standing, outbox,
            [.. outbox.Where(crossed => crossed.IsNote || crossed.ArrivalNs >= take.ReachedByAllNs)]);
    }

    /// <summary>What it sent to some nodes, from the beginning.</summary>
    public ImmutableArray<CrossMessage> SentTo(ImmutableArray<int> nids)
    {
        var wanted = nids.ToHashSet();
        return [.. _sent.Where(crossed => crossed.To == CrossMessage.Everybody || wanted.Contains(LaneBlock.NidOf(crossed.To)))];
    }

    /// <summary>What came of it.</summary>
    /// <param name="isOver">Whether nothing is pending anywhere.</param>
    /// <returns>It, without a history that is longer than a message may be.</returns>
    public BlockResult Result(bool isOver)
    {
        var result = _lanes.Result(isOver);
        return result.History is { } history && !HistoryRoom.Fits([history]) ? result with { History = null } : result;
    }

    /// <inheritdoc />
    public void Dispose() => _lanes.Dispose();

    private (BlockState State, ImmutableArray<CrossMessage> Outbox) End(
        long window, long reachedByAllNs, BlockStanding standing, List<CrossMessage> outbox, ImmutableArray<CrossMessage> news)
    {
        _sent.AddRange(outbox);
        _window = window;
        _reachedByAllNs = reachedByAllNs;
        _recent.Add((window, news));
        _state = new BlockState(standing.Promise, standing.ReachedNs, standing.Deliveries, standing.GoesOn, _progress);
        return (_state, news);
    }
}
