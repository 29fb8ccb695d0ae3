using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Makes spans of the phases that the supervisor tells, and passes on.</summary>
internal sealed class TracedSink(IBootSink inner, TracedLane lane) : IBootSink
{
    private int _phases;

    public void PhaseStarted(string phase, long atNs)
    {
        lane.BeginPhase(++_phases, phase, atNs);
        inner.PhaseStarted(phase, atNs);
    }

    public void Finished(BootReport report)
    {
        lane.EndPhase(_phases, lane.NowNs);
        inner.Finished(report);
    }
}
