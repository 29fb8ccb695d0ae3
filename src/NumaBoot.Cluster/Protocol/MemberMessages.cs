using System.Collections.Immutable;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What a member is told by a run.</summary>
public static class MemberMessages
{
    /// <summary>Set up a block of lanes and let it catch up; answered with <see cref="RunMessages.WindowDone"/>.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Window">What the answer is the answer to.</param>
    /// <param name="Request">The boot that it is a part of.</param>
    /// <param name="Nids">Its nodes, ascending; -1 for what belongs to none.</param>
    /// <param name="Past">What others sent to it before, each sender's in the order in which it was sent; empty at the beginning of a run.</param>
    /// <param name="ReachedByAllNs">
    /// Up to when all blocks have gone on, in nanoseconds of virtual time: so far it catches up, and what arrived before
    /// that is known to whom it was for. 0 at the beginning of a run.
    /// </param>
    /// <param name="Tracing">How the run is to be traced; null for not.</param>
    /// <param name="History">How closely its history is to be recorded; null for not at all.</param>
    public sealed record TakeBlock(
        Fence Fence,
        long Window,
        BootRequest Request,
        ImmutableArray<int> Nids,
        ImmutableArray<CrossMessage> Past,
        long ReachedByAllNs,
        TracingWish? Tracing = null,
        HistorySettings? History = null) : IWireMessage;

    /// <summary>Go on for a window; answered with <see cref="RunMessages.WindowDone"/>.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Window">Which window, counted from 1.</param>
    /// <param name="HorizonNs">Up to when it may go on, in nanoseconds of virtual time.</param>
    /// <param name="ReachedByAllNs">Up to when all blocks have gone on, in nanoseconds of virtual time.</param>
    /// <param name="DoneByAll">The window that all blocks have gone through: each has what was sent in those before it.</param>
    /// <param name="Incoming">What others sent to it in the window before.</param>
    public sealed record RunWindow(
        Fence Fence, long Window, long HorizonNs, long ReachedByAllNs, long DoneByAll, ImmutableArray<CrossMessage> Incoming) : IWireMessage;

    /// <summary>Tell what came of the block; answered with <see cref="RunMessages.BlockEnded"/>.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="IsOver">Whether nothing is pending on any block.</param>
    public sealed record EndBlock(Fence Fence, bool IsOver) : IWireMessage;

    /// <summary>Run the whole boot on one thread; answered with <see cref="RunMessages.WholeEnded"/>.</summary>
    /// <param name="Fence">In the name of which block.</param>
    /// <param name="Request">The boot.</param>
    /// <param name="Tracing">How it is to be traced; null for not.</param>
    /// <param name="History">How closely its history is to be recorded; null for not at all.</param>
    public sealed record RunWhole(Fence Fence, BootRequest Request, TracingWish? Tracing = null, HistorySettings? History = null) : IWireMessage;

    /// <summary>Forget all of a run.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">Which of the run's conductors says so; of one that another has replaced it is not heard.</param>
    public sealed record DropRun(string RunId, long Epoch) : IWireMessage;

    /// <summary>The run goes on, though there is nothing to do for you at the moment. Not answered.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">Which of the run's conductors says so.</param>
    public sealed record KeepRun(string RunId, long Epoch) : IWireMessage;

    /// <summary>
    /// Which blocks of the run have you, and where do they stand? Answered with <see cref="RunMessages.Standing"/>. From then
    /// on no conductor of an earlier epoch is heard, so that what is told stays true until the asker goes on.
    /// </summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">Which of the run's conductors the asker would be.</param>
    public sealed record AskStanding(string RunId, long Epoch) : IWireMessage;

    /// <summary>What did your block send to these nodes, from the beginning? Answered with <see cref="RunMessages.Records"/>.</summary>
    /// <param name="Fence">Which block.</param>
    /// <param name="Question">Which of the conductor's questions it is.</param>
    /// <param name="ForNids">The nodes; -1 for what belongs to none.</param>
    public sealed record AskRecords(Fence Fence, long Question, ImmutableArray<int> ForNids) : IWireMessage;
}
