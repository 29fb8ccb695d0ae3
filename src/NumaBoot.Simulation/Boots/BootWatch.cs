using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Keeps what a boot tells while it runs, and passes on how far it is.</summary>
internal sealed class BootWatch(Action<BootProgress>? progress) : IBootSink
{
    // Under the order `free` the supervisor tells on one thread what is asked for on another.
    private readonly Lock _lock = new();
    private readonly List<(string Name, long StartNs)> _phases = [];
    private long _deliveries;

    /// <summary>What the actors told at the end; null before.</summary>
    public BootReport? Report { get; private set; }

    public void PhaseStarted(string phase, long atNs)
    {
        lock (_lock)
        {
            _phases.Add((phase, atNs));
        }

        Tell(atNs);
    }

    public void Finished(BootReport report) => Report = report;

    /// <summary>Another stretch of deliveries is done.</summary>
    public void Delivered(long deliveries, long virtualNs)
    {
        _deliveries = deliveries;
        Tell(virtualNs);
    }

    /// <summary>The phases as the supervisor reported them, or as far as they came until <paramref name="endNs"/>.</summary>
    public ImmutableArray<BootPhase> Phases(long endNs)
    {
        lock (_lock)
        {
            return Report?.Phases ??
            [
                .. _phases.Select((phase, at) =>
                    new BootPhase(phase.Name, phase.StartNs, at + 1 < _phases.Count ? _phases[at + 1].StartNs : endNs)),
            ];
        }
    }

    private void Tell(long virtualNs) => progress?.Invoke(new BootProgress(_phases.Count > 0 ? _phases[^1].Name : "", _deliveries, virtualNs));
}
