using System.Diagnostics.Metrics;
using NumaBoot.Simulation;
using Labels = NumaBoot.Telemetry.TelemetryNames.Labels;
using Names = NumaBoot.Telemetry.TelemetryNames.Instruments;

namespace NumaBoot.Telemetry;

/// <summary>What searches of orders are measured by.</summary>
public sealed class SearchInstruments
{
    private readonly Lock _one = new();
    private readonly Counter<long> _schedules;
    private readonly Counter<long> _deliveries;
    private readonly Standings _standings;
    private ExplorationProgress _told;

    internal SearchInstruments(Meter meter, Counter<long> deliveries, Standings standings)
    {
        _deliveries = deliveries;
        _standings = standings;
        _schedules = meter.CreateCounter<long>(Names.Schedules, "{schedule}", "Orders tried by searches.");
        Broken = meter.CreateCounter<long>(Names.InvariantsBroken, "{violation}", "Invariants that broke, claimed by the policy or not.");
        meter.CreateObservableGauge(Names.DistinctOrders, () => Told.Search.DistinctOrders, "{order}", "Different orders that the latest search has seen.");
        meter.CreateObservableGauge(Names.Coverage, Coverage, "{situation}", "Pairs of situation and message seen by the latest search, and defined.");
    }

    internal Counter<long> Broken { get; }

    private ExplorationProgress Told
    {
        get
        {
            lock (_one)
            {
                return _told;
            }
        }
    }

    /// <summary>Runs a search and measures it.</summary>
    /// <param name="exploration">The search; what it tells has to come to <see cref="Hear"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public ExplorationResult Run(BootExploration exploration, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        lock (_one)
        {
            _told = default;
        }

        _standings.BeginRun();
        try
        {
            var result = exploration.Run(cancellation);
            Hear(new ExplorationProgress(new(result.Schedules, result.Deliveries, result.DistinctOrders), result.Coverage, 0));
            foreach (var broken in result.Broken)
            {
                Broken.Add(1, BootInstruments.OfInvariant(broken.Invariant));
            }

            return result;
        }
        finally
        {
            _standings.LeaveRun();
        }
    }

    /// <summary>The search has come so far.</summary>
    public void Hear(ExplorationProgress progress)
    {
        lock (_one)
        {
            _schedules.Add(Math.Max(0, progress.Search.Schedules - _told.Search.Schedules));
            _deliveries.Add(Math.Max(0, progress.Search.Deliveries - _told.Search.Deliveries));
            _told = progress;
        }
    }

    private List<Measurement<int>> Coverage()
    {
        var coverage = Told.Coverage;
        return
        [
            new Measurement<int>(coverage.Seen, MetricTag.Of(Labels.Coverage, "seen")),
            new Measurement<int>(coverage.Defined, MetricTag.Of(Labels.Coverage, "defined")),
        ];
    }
}
