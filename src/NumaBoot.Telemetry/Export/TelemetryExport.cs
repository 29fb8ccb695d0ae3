using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NumaBoot.Machines;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NumaBoot.Telemetry;

/// <summary>
/// The way out for spans, series and log records, for as long as a command runs. Where no signal has an endpoint it is nothing.
/// What goes wrong on the way costs one warning.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private readonly SortedDictionary<TelemetrySignal, Task<bool>> _closing = [];
    private readonly int _longestMs;
    private readonly ExportWatch? _watch;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly ILoggerFactory? _logs;
    private bool _isClosed;

    private TelemetryExport(OtlpSettings settings, Action<string> warn, bool hasOwnLogs)
    {
        if (settings.Targets.IsEmpty)
        {
            return;
        }

        Room = settings.Room;

        // A little longer than one export that is not answered.
        _longestMs = (int)settings.Targets.Values.Max(target => target.LongestExport).TotalMilliseconds + 1_000;
        _watch = new ExportWatch(warn, isAtOnce: !hasOwnLogs);
        if (settings.Targets.TryGetValue(TelemetrySignal.Traces, out var traces))
        {
            _traces = OpenTelemetry.Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(TelemetryNames.Source)
                .AddOtlpExporter(options => traces.Configure(options, "v1/traces")).Build();
        }

        if (settings.Targets.TryGetValue(TelemetrySignal.Metrics, out var metrics))
        {
            _metrics = OpenTelemetry.Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(TelemetryNames.Source)
                .SetExemplarFilter(ExemplarFilterType.TraceBased)
                .AddOtlpExporter(options => metrics.Configure(options, "v1/metrics")).Build();
        }

        if (hasOwnLogs && settings.Targets.TryGetValue(TelemetrySignal.Logs, out var logs))
        {
            _logs = LoggerFactory.Create(logging => Add(logging, logs));
        }
    }

    /// <summary>Opens it.</summary>
    /// <param name="settings">Which signals go where.</param>
    /// <param name="warn">Gets the one line that there is where something does not arrive.</param>
    /// <param name="hasOwnLogs">
    /// Whether this is for one command, whose log records go by <see cref="Log"/>; a host has logging of its own, see
    /// <see cref="AddTo"/>, and is told at once what does not arrive.
    /// </param>
    /// <exception cref="MachineInputException">A variable says what the SDK can make nothing of.</exception>
    public static TelemetryExport Start(OtlpSettings settings, Action<string> warn, bool hasOwnLogs = true)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return new TelemetryExport(settings, warn, hasOwnLogs);
        }
        catch (Exception bad) when (bad is ArgumentException or FormatException)
        {
            throw new MachineInputException("OTEL_*", 0, "variables that OpenTelemetry understands", bad.Message.ReplaceLineEndings(" "), bad);
        }
    }

    /// <summary>How many spans may wait to be sent: of more some are dropped.</summary>
    public int Room { get; }

    /// <summary>Where what happens is told, with the trace that it belongs to.</summary>
    public ILogger Log => _logs?.CreateLogger(TelemetryNames.Source) ?? NullLogger.Instance;

    /// <summary>Lets log records of a host go the same way.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="settings">Which signals go where.</param>
    public static void AddTo(ILoggingBuilder logging, OtlpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Targets.TryGetValue(TelemetrySignal.Logs, out var target))
        {
            Add(logging, target);
            logging.AddFilter<OpenTelemetryLoggerProvider>(TelemetryNames.Source, LogLevel.Information);
        }
    }

    /// <summary>Sends the spans that have ended, before more of them wait than there is room for.</summary>
    /// <param name="hurry">Whoever waits does not want to any longer: what is not sent is lost.</param>
    /// <returns>False once something has not arrived: more will not either, and each would cost time.</returns>
    public bool SendSpans(CancellationToken hurry)
    {
        if (_watch is null || _watch.HasFailed(TelemetrySignal.Traces) || hurry.IsCancellationRequested)
        {
            return false;
        }

        try
        {
            OnItsOwn(() => _traces?.ForceFlush() ?? true).Wait(hurry);
        }
        catch (OperationCanceledException)
        {
            _watch.Fail([TelemetrySignal.Traces], ": interrupted");
        }

        return !_watch.HasFailed(TelemetrySignal.Traces);
    }

    /// <summary>
    /// No series and no log record comes any more: begins to send what is left of them, while the caller is at the spans.
    /// </summary>
    public void CloseAllButSpans()
    {
        if (_watch is not null && _closing.Count == 0)
        {
            _closing[TelemetrySignal.Metrics] = OnItsOwn(() => _metrics?.Shutdown(_longestMs) ?? true);
            _closing[TelemetrySignal.Logs] = OnItsOwn(() =>
            {
                _logs?.Dispose();
                return true;
            });
        }
    }

    /// <summary>Sends what is left; takes no longer than one export may.</summary>
    /// <param name="hurry">Whoever waits does not want to any longer: what is not sent is lost.</param>
    public void Close(CancellationToken hurry)
    {
        if (_watch is null || _isClosed)
        {
            return;
        }

        _isClosed = true;
        CloseAllButSpans();

        // Who did not take spans a moment ago does not take them now.
        int ms = _watch.HasFailed(TelemetrySignal.Traces) ? 0 : _longestMs;
        _closing[TelemetrySignal.Traces] = OnItsOwn(() => _traces?.Shutdown(ms) ?? true);
        try
        {
            Task.WaitAll([.. _closing.Values], hurry);
            _watch.Fail(_closing.Where(end => !end.Value.Result).Select(end => end.Key), ": no answer in time");
        }
        catch (OperationCanceledException)
        {
            _watch.Fail(_closing.Where(end => !end.Value.IsCompleted).Select(end => end.Key), ": interrupted");
        }

        _watch.Tell();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Close(CancellationToken.None);
        _traces?.Dispose();
        _metrics?.Dispose();
        _watch?.Dispose();
    }

    // Each waits for the network; on threads of the pool they would keep from it those that bring the answers.
    private static Task<bool> OnItsOwn(Func<bool> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Add(ILoggingBuilder logging, OtlpTarget target) => logging.AddOpenTelemetry(options =>
    {
        options.SetResourceBuilder(Resource());
        options.IncludeFormattedMessage = true;
        options.AddOtlpExporter(exporter => target.Configure(exporter, "v1/logs"));
    });

    // What the variables say wins over what stands here.
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService(TelemetryNames.Source, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
