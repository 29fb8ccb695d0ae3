using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Names = NumaBoot.Telemetry.TelemetryNames.Instruments;

namespace NumaBoot.Telemetry;

/// <summary>What all actor systems of a process are measured by, simulated or not.</summary>
public sealed class ActorInstruments
{
    /// <summary>What the actors of simulated machines say for <see cref="TelemetryNames.Labels.System"/>.</summary>
    public const string Simulated = "simulated";

    /// <summary>What the actors of a member itself say.</summary>
    public const string Cluster = "cluster";

    // Akka and its modules have some fifty classes of actors in a member.
    private const int MostTypes = 200;

    private readonly ConcurrentDictionary<(string System, string? Type), ActorNumbers> _numbers = new();

    internal ActorInstruments(Meter meter)
    {
        Messages = meter.CreateCounter<long>(Names.AkkaMessages, "{message}", "Messages that actors handled.");
        Latency = meter.CreateHistogram(
            Names.AkkaLatency, "s", "From sending a message to handling it; virtual time in the simulated system.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = MetricTag.SecondsBounds });
        Restarts = meter.CreateCounter<long>(Names.AkkaRestarts, "{restart}", "Actors that were restarted.");
        meter.CreateObservableGauge(Names.AkkaMailboxDepth, () => Stands(numbers => numbers.Depth), "{message}", "Messages that wait or are under way.");
        meter.CreateObservableGauge(Names.AkkaLive, () => Stands(numbers => numbers.Live), "{actor}", "Actors that live.");
    }

    internal Counter<long> Messages { get; }

    internal Histogram<double> Latency { get; }

    internal Counter<long> Restarts { get; }

    /// <summary>The numbers of a kind of actor.</summary>
    /// <param name="system">The kind of actor system.</param>
    /// <param name="type">The kind of actor; null for all of that system.</param>
    internal ActorNumbers Of(string system, string? type)
    {
        if (_numbers.TryGetValue((system, type), out var known))
        {
            return known;
        }

        string? word = _numbers.Count < MostTypes ? type : "other";
        KeyValuePair<string, object?> ofSystem = MetricTag.Of(TelemetryNames.Labels.System, system);
        return _numbers.GetOrAdd((system, word), _ => new ActorNumbers(
            this, word is null ? [ofSystem] : [ofSystem, MetricTag.Of(TelemetryNames.Labels.ActorType, word)]));
    }

    private IEnumerable<Measurement<long>> Stands(Func<ActorNumbers, long?> read)
    {
        foreach (var numbers in _numbers.Values)
        {
            if (read(numbers) is { } value)
            {
                yield return new Measurement<long>(value, numbers.Tags);
            }
        }
    }
}
