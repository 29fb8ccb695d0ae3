using System.Collections.Immutable;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What a run is told by its members.</summary>
public static class RunMessages
{
    /// <summary>The block has gone on for a window, or caught up.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Window">Which window.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Outbox">What its lanes sent to others in this window.</param>
    public sealed record WindowDone(Fence Fence, long Window, BlockState State, ImmutableArray<CrossMessage> Outbox) : IWireMessage;

    /// <summary>What came of the block.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Result">It.</param>
    public sealed record BlockEnded(Fence Fence, BlockResult Result) : IWireMessage;

    /// <summary>What came of the boot on one thread.</summary>
    /// <param name="Fence">In the name of which block.</param>
    /// <param name="Ending">It.</param>
    public sealed record WholeEnded(Fence Fence, RunEnding Ending) : IWireMessage;

    /// <summary>The block cannot go on: a fault of the simulation, which would be the same on any other member.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Why">Why, in one line.</param>
    public sealed record BlockFailed(Fence Fence, string Why) : IWireMessage;

    /// <summary>The member's blocks of a run.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">That of the question.</param>
    /// <param name="Blocks">Its blocks.</param>
    public sealed record Standing(string RunId, long Epoch, ImmutableArray<BlockInHand> Blocks) : IWireMessage;

    /// <summary>The member hears another conductor of the run, and not the asker.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">Which: the asker is heard in a later epoch.</param>
    public sealed record HearsAnother(string RunId, long Epoch) : IWireMessage;

    /// <summary>What the block sent to the nodes that were asked about.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Question">Which of the conductor's questions it answers.</param>
    /// <param name="Sent">It, in the order in which it was sent.</param>
    public sealed record Records(Fence Fence, long Question, ImmutableArray<CrossMessage> Sent) : IWireMessage;

    /// <summary>The member has no such block.</summary>
    /// <param name="Fence">Which block.</param>
    public sealed record NotMine(Fence Fence) : IWireMessage;
}
