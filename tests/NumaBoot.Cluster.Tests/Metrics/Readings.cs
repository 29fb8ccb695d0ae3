using System.Diagnostics.Metrics;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster.Tests.Metrics;

/// <summary>Reads the instruments of one meter as somebody does who listens to it.</summary>
internal sealed class Readings : IDisposable
{
    private readonly Lock _one = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>Listens.</summary>
    public Readings(BootInstruments instruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, instruments.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All series, such as <c>akka.actor.live{akka.system=cluster}</c>: sums of counters, numbers of what was timed, the latest of gauges.</summary>
    public IReadOnlyDictionary<string, double> Now()
    {
        _listener.RecordObservableInstruments();
        lock (_one)
        {
            return new Dictionary<string, double>(_values, StringComparer.Ordinal);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        string series = labels.Length == 0 ? instrument.Name : $"{instrument.Name}{{{labels}}}";
        lock (_one)
        {
            _values[series] = instrument switch
            {
                Counter<long> => _values.GetValueOrDefault(series) + value,
                Histogram<double> => _values.GetValueOrDefault(series) + 1,
                _ => value,
            };
        }
    }
}
