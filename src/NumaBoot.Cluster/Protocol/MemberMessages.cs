using System.Collections.Immutable;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What a member is told by a run.</summary>
public static class MemberMessages
{
    /// <summary>Set up a block of lanes, and let it catch up.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Request">The boot that it is a part of.</param>
    /// <param name="Nids">Its nodes, ascending.</param>
    /// <param name="HasMachine">Whether what belongs to no node is on it.</param>
    /// <param name="Past">What others sent to it before, as far as they know.</param>
    /// <param name="RunToNs">Up to when to catch up, in nanoseconds of virtual time; 0 at the beginning of a run.</param>
    /// <param name="Blocks">Where all blocks of the run stand.</param>
    public sealed record TakeBlock(
        Fence Fence,
        BootRequest Request,
        ImmutableArray<int> Nids,
        bool HasMachine,
        ImmutableArray<CrossMessage> Past,
        long RunToNs,
        ImmutableArray<BlockStanding> Blocks) : IWireMessage;

    /// <summary>Go on for a window.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Window">Which window, counted from 1.</param>
    /// <param name="Blocks">Where all blocks of the run stand.</param>
    /// <param name="Incoming">What others sent to it in the window before.</param>
    public sealed record RunWindow(
        Fence Fence, long Window, ImmutableArray<BlockStanding> Blocks, ImmutableArray<CrossMessage> Incoming) : IWireMessage;

    /// <summary>Nothing is to come: tell what came of the block.</summary>
    /// <param name="Fence">Which block.</param>
    public sealed record EndBlock(Fence Fence) : IWireMessage;

    /// <summary>Forget all of a run.</summary>
    /// <param name="RunId">The run.</param>
    public sealed record DropRun(string RunId) : IWireMessage;

    /// <summary>Which blocks of the run have you, and where do they stand?</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">Which of its conductors asks.</param>
    public sealed record AskStanding(string RunId, long Epoch) : IWireMessage;

    /// <summary>What did your block send to these nodes, from the beginning?</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="ForNids">The nodes; -1 for what belongs to none.</param>
    public sealed record AskRecords(Fence Fence, ImmutableArray<int> ForNids) : IWireMessage;
}
