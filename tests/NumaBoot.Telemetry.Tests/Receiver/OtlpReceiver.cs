using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>
/// A place to send traces, metrics and logs to, in this process: OTLP over gRPC at one port of 127.0.0.1 and over HTTP at
/// another, since without TLS a port cannot tell the two apart. It keeps what it gets.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    // Nothing that is under way is worth a wait: whoever goes down goes down at once.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Gate _gate;
    private WebApplication? _server;
    private int _grpcPort;
    private int _httpPort;

    private OtlpReceiver() => _gate = new Gate(Received);

    /// <summary>What it has got so far.</summary>
    public Received Received { get; } = new();

    /// <summary>Where it takes gRPC: the value for OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public Uri Grpc => new($"http://127.0.0.1:{_grpcPort}");

    /// <summary>Where it takes HTTP: the value for OTEL_EXPORTER_OTLP_ENDPOINT, to which exporters add /v1/traces and the like.</summary>
    public Uri Http => new($"http://127.0.0.1:{_httpPort}");

    /// <summary>Whether every request is refused: 503 over HTTP, Unavailable over gRPC.</summary>
    public bool Refusing
    {
        get => _gate.Refusing;
        set => _gate.Refusing = value;
    }

    /// <summary>How long a request waits before it is answered.</summary>
    public TimeSpan Delay
    {
        get => _gate.Delay;
        set => _gate.Delay = value;
    }

    /// <summary>Starts one, at two free ports.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.ComeUpAsync();
        return receiver;
    }

    /// <summary>Where to send by this protocol, as OTEL_EXPORTER_OTLP_PROTOCOL names it: grpc or http/protobuf.</summary>
    public Uri Endpoint(string protocol) => protocol switch
    {
        "grpc" => Grpc,
        "http/protobuf" => Http,
        _ => throw new ArgumentException($"there is no protocol {protocol}", nameof(protocol)),
    };

    /// <summary>Closes both ports: whoever sends is refused the connection. What was received stays.</summary>
    public async Task GoDownAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            using var patience = new CancellationTokenSource(Patience);
            await server.StopAsync(patience.Token);
            await server.DisposeAsync();
        }
    }

    /// <summary>Opens both ports, the same as before if it was up before.</summary>
    public async Task ComeUpAsync()
    {
        if (_server is not null)
        {
            throw new InvalidOperationException("the receiver is up");
        }

        var server = Build();
        await server.StartAsync();
        _server = server;
        string[] addresses = [.. server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        _grpcPort = new Uri(addresses[0]).Port;
        _httpPort = new Uri(addresses[1]).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await GoDownAsync();

    private WebApplication Build()
    {
        // An empty one neither reads the environment and files of settings nor writes a log.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _grpcPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, _httpPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(Received);
        builder.Services.AddSingleton(_gate);
        builder.Services.AddRouting();
        builder.Services.AddRequestDecompression();
        // A batch of 512 spans with long attributes may be larger than the 4 MiB that gRPC takes otherwise.
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        var server = builder.Build();
        server.UseRequestDecompression();
        server.MapGrpcService<TraceIntake>();
        server.MapGrpcService<MetricsIntake>();
        server.MapGrpcService<LogsIntake>();
        new HttpIntake(Received, _gate).Map(server);
        return server;
    }
}
