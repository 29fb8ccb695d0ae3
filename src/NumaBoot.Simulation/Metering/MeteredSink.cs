using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Takes the phases that the supervisor tells, and passes on.</summary>
internal sealed class MeteredSink(IBootSink inner, BlockMeasures measures) : IBootSink
{
    public void PhaseStarted(string phase, long atNs)
    {
        measures.BeginPhase(phase, atNs);
        inner.PhaseStarted(phase, atNs);
    }

    public void Finished(BootReport report) => inner.Finished(report);
}
