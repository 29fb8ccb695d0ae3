using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace NumaBoot.Telemetry;

/// <summary>The instruments of a process as Prometheus reads them, over HTTP.</summary>
public static class MetricsEndpoint
{
    /// <summary>Where they are read.</summary>
    public const string Path = "/metrics";

    /// <summary>Lets a host know them.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="instruments">The instruments.</param>
    public static void AddTo(IServiceCollection services, BootInstruments instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        string? version = typeof(MetricsEndpoint).Assembly.GetName().Version?.ToString(3);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .ConfigureResource(resource => resource.Clear().AddService(TelemetryNames.Source, serviceVersion: version, autoGenerateServiceInstanceId: false)
                .AddTelemetrySdk().AddEnvironmentVariableDetector())
            .AddMeter(TelemetryNames.Source)

            // There may be others of that name in the process, where members share one.
            .AddView(instrument => ReferenceEquals(instrument.Meter, instruments.Meter) ? null : MetricStreamConfiguration.Drop)
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0));
    }

    /// <summary>Adds the endpoint, and begins the series.</summary>
    /// <param name="web">The host, built and with routing.</param>
    /// <param name="instruments">The instruments.</param>
    public static void MapTo(WebApplication web, BootInstruments instruments)
    {
        ArgumentNullException.ThrowIfNull(web);
        ArgumentNullException.ThrowIfNull(instruments);
        _ = web.Services.GetRequiredService<MeterProvider>();
        instruments.BeginAtZero();
        web.MapPrometheusScrapingEndpoint(Path);
    }
}
