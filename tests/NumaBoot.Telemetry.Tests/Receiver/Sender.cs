using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>A process that sends with the real exporters: a source of spans, a meter and a logger of its own.</summary>
internal sealed class Sender : IDisposable
{
    /// <summary>How many milliseconds a test waits for what must come.</summary>
    public const int Patience = 20_000;

    private readonly OpenTelemetrySdk _sdk;

    /// <summary>Sets one up that sends here.</summary>
    /// <param name="protocol">grpc or http/protobuf.</param>
    /// <param name="endpoint">The endpoint for all three signals; for HTTP /v1/traces and the like are added.</param>
    /// <param name="timeoutMs">How long one request may take.</param>
    public Sender(string protocol, Uri endpoint, int timeoutMs = 10_000)
    {
        // A name of its own for each: sources are known to the whole process, and tests run side by side.
        string name = "test " + Guid.NewGuid();
        Spans = new ActivitySource(name);
        Meter = new Meter(name);
        _sdk = OpenTelemetrySdk.Create(builder => builder
            .ConfigureResource(resource => resource.AddService("sender"))
            .WithTracing(traces => traces.AddSource(name).AddOtlpExporter(options => Set(options, "traces")))
            .WithMetrics(metrics => metrics
                .AddMeter(name)
                .SetExemplarFilter(ExemplarFilterType.TraceBased)
                .AddOtlpExporter(options => Set(options, "metrics")))
            .WithLogging(logs => logs.AddOtlpExporter(options => Set(options, "logs"))));
        Logger = _sdk.GetLoggerFactory().CreateLogger("tests");

        void Set(OtlpExporterOptions options, string signal)
        {
            bool grpc = string.Equals(protocol, "grpc", StringComparison.Ordinal);
            options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = grpc ? endpoint : new Uri(endpoint, "v1/" + signal);
            options.TimeoutMilliseconds = timeoutMs;
        }
    }

    /// <summary>Where its spans begin.</summary>
    public ActivitySource Spans { get; }

    /// <summary>Its instruments.</summary>
    public Meter Meter { get; }

    /// <summary>Its log.</summary>
    public ILogger Logger { get; }

    /// <summary>Sends what there is; true if all three signals say that they have ended in this time.</summary>
    public bool Shutdown(int atMostMs) =>
        _sdk.TracerProvider.Shutdown(atMostMs) & _sdk.MeterProvider.Shutdown(atMostMs) & _sdk.LoggerProvider.Shutdown(atMostMs);

    /// <summary>
    /// Sends one span by a sender of its own, and returns when the request was answered or given up; a flush would not wait for
    /// that.
    /// </summary>
    public static void SendSpan(string protocol, Uri endpoint, string name, int timeoutMs = 10_000)
    {
        using var sender = new Sender(protocol, endpoint, timeoutMs);
        sender.Spans.StartActivity(name)!.Dispose();
        if (!sender.Shutdown(Patience))
        {
            throw new TimeoutException($"{name} was neither sent nor given up in {Patience} ms");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Spans.Dispose();
        Meter.Dispose();
        _sdk.Dispose();
    }
}
