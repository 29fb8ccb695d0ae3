using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>A block of lanes that hears and says everything over the wire, as on another member.</summary>
internal sealed class WireBlock : ILaneBlock, IDisposable
{
    private readonly OneSystem _wire;
    private readonly Fence _fence;
    private readonly LaneBlock _block;
    private long _window;

    public WireBlock(OneSystem wire, int number, BootRequest request, IEnumerable<int> nids, HistorySettings? history = null)
    {
        _wire = wire;
        _fence = new Fence("run", 1, number);
        var take = wire.Over(new MemberMessages.TakeBlock(_fence, 0, request, [.. nids], [], 0, History: history));
        var plan = take.Request.Plan();
        _block = new LaneBlock(take.Request, plan, [.. plan.Nodes.Where(node => take.Nids.Contains(node.Nid))], take.Nids.Contains(Actors.ActorAddress.Machine),
            progress: null, new BootObservation { History = take.History });
    }

    /// <summary>How many of the notes it sent were for one, and how many for all.</summary>
    public (long ForOne, long ForAll) Notes { get; private set; }

    public bool Has(long actor) => _block.Has(actor);

    public BlockStanding RunTo(long horizonNs, IReadOnlyList<CrossMessage> incoming, List<CrossMessage> outbox)
    {
        var run = _wire.Over(new MemberMessages.RunWindow(_fence, ++_window, horizonNs, 0, 0, [.. incoming]));
        List<CrossMessage> leaving = [];
        var standing = _block.RunTo(run.HorizonNs, run.Incoming, leaving);
        var state = new BlockState(standing.Promise, standing.ReachedNs, standing.Deliveries, standing.GoesOn, null);
        var done = _wire.Over(new RunMessages.WindowDone(_fence, run.Window, state, [.. leaving]));
        outbox.AddRange(done.Outbox);
        Notes = (Notes.ForOne + leaving.LongCount(note => note.IsNote && note.To >= 0), Notes.ForAll + leaving.LongCount(note => note.To < 0));
        return new BlockStanding(done.State.Promise, done.State.ReachedNs, done.State.Deliveries, done.State.GoesOn);
    }

    public BlockResult Result(bool isOver) => _wire.Over(new RunMessages.BlockEnded(_fence, _block.Result(isOver))).Result;

    public void Dispose() => _block.Dispose();
}
