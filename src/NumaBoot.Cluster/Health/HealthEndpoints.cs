using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster;

/// <summary>The health of a member over HTTP: 200 or 503, with a line of text that says why.</summary>
internal static class HealthEndpoints
{
    /// <summary>A host that listens there and reads no settings but ours.</summary>
    public static WebApplicationBuilder CreateBuilder(IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port);
        });
        builder.Services.AddRoutingCore();
        return builder;
    }

    /// <summary>The host with its endpoints.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="instruments">What Prometheus reads; null for nothing.</param>
    public static WebApplication Build(WebApplicationBuilder builder, BootInstruments? instruments)
    {
        var web = builder.Build();
        web.UseRouting();
        foreach (string tag in MemberChecks.Tags)
        {
            web.MapHealthChecks($"/health/{tag}", new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(tag),
                ResponseWriter = WriteAsync,
            });
        }

        if (instruments is not null)
        {
            MetricsEndpoint.MapTo(web, instruments);
        }

        return web;
    }

    /// <summary>The port on which a started host listens.</summary>
    public static int PortOf(IServiceProvider services) => new Uri(
        services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Values.Select(entry => entry.Description).OfType<string>();
        return context.Response.WriteAsync($"{report.Status}{string.Concat(reasons.Select(reason => $": {reason}"))}\n");
    }
}
