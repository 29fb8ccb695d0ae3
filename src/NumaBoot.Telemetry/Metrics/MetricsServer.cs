using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NumaBoot.Telemetry;

/// <summary>Serves the instruments of a process on loopback, for as long as it is not disposed of.</summary>
public sealed class MetricsServer : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(2);

    private readonly WebApplication _web;

    private MetricsServer(WebApplication web) => _web = web;

    /// <summary>Where they are read.</summary>
    public string Address => $"{_web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()}{MetricsEndpoint.Path}";

    /// <summary>Begins to serve.</summary>
    /// <param name="instruments">The instruments.</param>
    /// <param name="port">The port of 127.0.0.1; 0 for any free one.</param>
    /// <exception cref="IOException">The port is not free.</exception>
    public static MetricsServer Start(BootInstruments instruments, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        MetricsEndpoint.AddTo(builder.Services, instruments);
        var web = builder.Build();
        web.UseRouting();
        MetricsEndpoint.MapTo(web, instruments);
        try
        {
            web.StartAsync().GetAwaiter().GetResult();
        }
        catch
        {
            ((IDisposable)web).Dispose();
            throw;
        }

        return new MetricsServer(web);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _web.StopAsync(LongestStop).GetAwaiter().GetResult();
        ((IDisposable)_web).Dispose();
    }
}
