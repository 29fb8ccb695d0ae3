using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Who looks on at one block of lanes.</summary>
/// <param name="what">What is wanted.</param>
/// <param name="plan">The boot.</param>
/// <param name="lanes">The nodes of the block; <see cref="ActorAddress.Machine"/> for what belongs to none.</param>
internal sealed class BlockObservation(BootObservation what, BootPlan plan, IReadOnlyCollection<int> lanes)
{
    // So many deliveries are told at a time where they come from all threads.
    private const long DeliveriesBetweenTellings = 4_096;

    private readonly SpanRecorder? _recorder = what.Tracing is { } tracing ? new SpanRecorder(tracing, plan) : null;
    private readonly HistoryRecorder? _history = what.History is { } history ? new HistoryRecorder(history) : null;
    private readonly BlockMeasures? _measures = what.Meter is { } meter ? new BlockMeasures(meter.BlockBegan(plan, lanes, what.Span)) : null;
    private readonly HashSet<int> _lanes = [.. lanes];
    private TracedLane? _traced;
    private bool _isTimed;

    /// <summary>All lanes of a boot.</summary>
    public static IReadOnlyCollection<int> AllLanes(BootPlan plan) => [ActorAddress.Machine, .. plan.Nodes.Select(node => node.Nid)];

    /// <summary>What was recorded for the trace; null where none is wanted.</summary>
    public BlockTrace? Trace => _recorder?.Recorded;

    /// <summary>What was recorded for the history; null where none is wanted.</summary>
    public BlockHistory? History => _history?.Recorded;

    /// <summary>
    /// Whether the block goes once more where one that is lost has been: what it counts then, the other has counted.
    /// </summary>
    public bool IsRepeating
    {
        set
        {
            if (_measures is not null)
            {
                _measures.IsRepeating = value;
            }
        }
    }

    /// <summary>What actors are to see in place of a lane.</summary>
    /// <typeparam name="TWorld">The kind of lane that it is at the bottom.</typeparam>
    /// <param name="lane">The lane.</param>
    /// <param name="world">The lane at the bottom.</param>
    public ILane Over<TWorld>(ILane lane, TWorld world)
        where TWorld : ICarrier, IMeasuredWorld
    {
        _isTimed = world.IsTimed;
        var seen = _measures is null ? lane : Metered(lane, world, _measures);
        seen = _history is null ? seen : Remembered(seen, world, _history);
        return _recorder is null ? seen : _traced = TracedLane.Over(seen, world, _recorder, plan.Policy);
    }

    /// <summary>Whom the supervisor is to tell; after <see cref="Over{TWorld}(ILane, TWorld)"/>.</summary>
    public IBootSink Over(IBootSink sink)
    {
        var told = _measures is null || !_isTimed ? sink : new MeteredSink(sink, _measures);
        return _traced is null ? told : new TracedSink(told, _traced);
    }

    /// <summary>Another stretch of deliveries is done: tells the numbers of it.</summary>
    /// <param name="pending">How many messages wait or are under way.</param>
    /// <param name="reachedNs">How far the block is, in nanoseconds of virtual time.</param>
    /// <param name="countedNs">What began at this time or later is not counted yet, in nanoseconds.</param>
    public void Tell(long pending, long reachedNs, long countedNs = long.MaxValue) => _measures?.Tell(pending, reachedNs, countedNs);

    /// <summary>The block is no more.</summary>
    public void End() => _measures?.End();

    private HistoryLane Remembered(ILane lane, IMeasuredWorld world, HistoryRecorder history) => world.IsTimed
        ? new HistoryLane(lane, world, new HistoryLedger(lane.Ledger, history, plan, () => lane.NowNs), history)
        : throw new InvalidOperationException("a boot without virtual time has no history");

    private MeteredLane Metered(ILane lane, IMeasuredWorld world, BlockMeasures measures)
    {
        if (world.UnderWay is not null)
        {
            measures.TellsItself(DeliveriesBetweenTellings, () => world.UnderWay ?? 0);
        }

        var ledger = new MeteredLedger(lane.Ledger, measures, plan, world.IsTimed ? () => lane.NowNs : null);
        ledger.Begin(_lanes);
        return new MeteredLane(lane, world, ledger, measures, id => _recorder?.IsDrawn(id) == true, _lanes);
    }
}
