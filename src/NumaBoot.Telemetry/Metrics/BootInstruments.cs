using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;
using Labels = NumaBoot.Telemetry.TelemetryNames.Labels;
using Names = NumaBoot.Telemetry.TelemetryNames.Instruments;

namespace NumaBoot.Telemetry;

/// <summary>
/// The instruments of a process, on a meter named <see cref="TelemetryNames.Source"/>: what all its boots, searches and actor
/// systems come to. Series of a node are there for machines of at most so many nodes; those of one that is gone go to 0.
/// </summary>
public sealed class BootInstruments : IBootMeter, IDisposable
{
    /// <summary>Machines of more nodes have no series for each node, unless somebody says otherwise.</summary>
    public const int UsualMostNodes = 64;

    private static readonly KeyValuePair<string, object?>[] Outcomes = MetricTag.ForEach<BootOutcome>(Labels.Outcome, MetricTag.Word);
    private static readonly KeyValuePair<string, object?>[] Bounds = MetricTag.ForEach<PromiseKind>(Labels.Bound, MetricTag.Word);

    private readonly int _mostNodes;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _broken;
    private readonly Counter<long> _horizons;
    private readonly Counter<long> _recoveries;
    private readonly Standings _standings;

    /// <summary>Makes them.</summary>
    /// <param name="mostNodes">Machines of more nodes have no series for each node.</param>
    public BootInstruments(int mostNodes = UsualMostNodes)
    {
        _mostNodes = mostNodes;
        Meter = new Meter(TelemetryNames.Source, typeof(BootInstruments).Assembly.GetName().Version?.ToString(3));
        Actors = new ActorInstruments(Meter);
        Boots = new BootCounters(Meter);
        _standings = new Standings(Meter);
        Searches = new SearchInstruments(Meter, Boots.Deliveries, _standings);
        _runs = Meter.CreateCounter<long>(Names.Runs, "{run}", "Boots that ended.");
        _broken = Searches.Broken;
        _horizons = Meter.CreateCounter<long>(Names.Horizons, "{horizon}", "Windows of time that lanes went through side by side, by what bound them.");
        _recoveries = Meter.CreateCounter<long>(Names.Recoveries, "{recovery}", "How often lost lanes were recomputed.");
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; }

    /// <summary>What actor systems are measured by.</summary>
    public ActorInstruments Actors { get; }

    /// <summary>What searches of orders are measured by.</summary>
    public SearchInstruments Searches { get; }

    internal BootCounters Boots { get; }

    /// <summary>
    /// Begins the series that count what is rare, at 0: of one that begins at 1 nobody can tell that it rose. To be called
    /// once somebody listens.
    /// </summary>
    public void BeginAtZero()
    {
        foreach (var outcome in Outcomes)
        {
            _runs.Add(0, outcome);
        }

        foreach (var bound in Bounds)
        {
            _horizons.Add(0, bound);
        }

        foreach (var invariant in Enum.GetValues<Memory.Invariant>())
        {
            _broken.Add(0, OfInvariant(invariant));
        }

        _recoveries.Add(0);
        Boots.BeginAtZero();
    }

    /// <inheritdoc />
    public void RunBegan() => _standings.BeginRun();

    /// <inheritdoc />
    public void RunLeft() => _standings.LeaveRun();

    /// <inheritdoc />
    public void RunConcluded(BootOutcome outcome, ImmutableArray<Violation> violations)
    {
        _runs.Add(1, Outcomes[(int)outcome]);
        foreach (var violation in violations)
        {
            _broken.Add(1, OfInvariant(violation.Invariant));
        }
    }

    /// <inheritdoc />
    public IBlockMeter BlockBegan(BootPlan plan, IReadOnlyCollection<int> lanes, Activity? span)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(lanes);
        return new BlockInstruments(this, _standings.Begin(lanes.Count, plan.Nodes.Length <= _mostNodes), span);
    }

    /// <inheritdoc />
    public void WindowsEnded(PromiseKind bound, long windows) => _horizons.Add(windows, Bounds[(int)bound]);

    /// <inheritdoc />
    public void LanesRecovered() => _recoveries.Add(1);

    /// <inheritdoc />
    public void Dispose() => Meter.Dispose();

    internal static KeyValuePair<string, object?> OfInvariant(Memory.Invariant invariant) => MetricTag.Of(Labels.Invariant, Memory.Invariants.Name(invariant));
}
