using System.Collections.Immutable;
using NumaBoot.Lanes;

namespace NumaBoot.Cluster;

/// <summary>What a run is told by its members.</summary>
public static class RunMessages
{
    /// <summary>The block stands.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="PromiseNs">Before when nothing of it leaves that nobody provokes, in nanoseconds; <see cref="long.MaxValue"/> where nothing is pending.</param>
    /// <param name="PromiseKind">What binds that promise.</param>
    /// <param name="ReachedNs">Up to when it has gone on.</param>
    public sealed record BlockTaken(Fence Fence, long PromiseNs, string PromiseKind, long ReachedNs) : IWireMessage;

    /// <summary>The block has gone on for a window.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Window">Which window, counted from 1.</param>
    /// <param name="PromiseNs">Before when nothing of it leaves that nobody provokes, in nanoseconds; <see cref="long.MaxValue"/> where nothing is pending.</param>
    /// <param name="PromiseKind">What binds that promise.</param>
    /// <param name="ReachedNs">Up to when it has gone on.</param>
    /// <param name="Deliveries">How many deliveries its lanes have made in all.</param>
    /// <param name="IsFutile">Whether going on is pointless.</param>
    /// <param name="Outbox">What its lanes sent to others in this window.</param>
    public sealed record WindowDone(
        Fence Fence,
        long Window,
        long PromiseNs,
        string PromiseKind,
        long ReachedNs,
        long Deliveries,
        bool IsFutile,
        ImmutableArray<CrossMessage> Outbox) : IWireMessage;

    /// <summary>What came of the block.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Ending">It.</param>
    public sealed record BlockEnded(Fence Fence, BlockEnding Ending) : IWireMessage;

    /// <summary>The block cannot go on: a fault of the simulation, which would be the same on any other member.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Why">Why, in one line.</param>
    public sealed record BlockFailed(Fence Fence, string Why) : IWireMessage;

    /// <summary>The member's blocks of a run.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">Which of its conductors asked.</param>
    /// <param name="Blocks">Where those blocks stand that the member has.</param>
    public sealed record Standing(string RunId, long Epoch, ImmutableArray<BlockStanding> Blocks) : IWireMessage;

    /// <summary>What the block sent to the nodes that were asked about.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Sent">It, in the order in which it was sent.</param>
    public sealed record Records(Fence Fence, ImmutableArray<CrossMessage> Sent) : IWireMessage;

    /// <summary>The member has no such block.</summary>
    /// <param name="Fence">Which block.</param>
    public sealed record NotMine(Fence Fence) : IWireMessage;
}
