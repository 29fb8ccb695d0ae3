using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Who looks on at one block of lanes.</summary>
/// <param name="what">What is wanted.</param>
/// <param name="plan">The boot.</param>
internal sealed class BlockObservation(BootObservation what, BootPlan plan)
{
    private readonly SpanRecorder? _recorder = what.Tracing is { } tracing ? new SpanRecorder(tracing, plan) : null;
    private TracedLane? _traced;

    /// <summary>What was recorded for the trace; null where none is wanted.</summary>
    public BlockTrace? Trace => _recorder?.Recorded;

    /// <summary>What actors are to see in place of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="carrier">What lets things travel beside its messages.</param>
    public ILane Over(ILane lane, ICarrier carrier) =>
        _recorder is null ? lane : _traced = TracedLane.Over(lane, carrier, _recorder, plan.Policy);

    /// <summary>Whom the supervisor is to tell; after <see cref="Over(ILane, ICarrier)"/>.</summary>
    public IBootSink Over(IBootSink sink) => _traced is null ? sink : new TracedSink(sink, _traced);
}
