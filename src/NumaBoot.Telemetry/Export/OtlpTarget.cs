using OpenTelemetry.Exporter;

namespace NumaBoot.Telemetry;

/// <summary>Where a signal goes, as the OTEL_* variables say it.</summary>
/// <param name="Endpoint">The address as it was given.</param>
/// <param name="IsOfSignal">Whether it was given for this signal alone: then no path is put behind it.</param>
/// <param name="Protocol">The protocol; null for the default, gRPC.</param>
/// <param name="Headers">Headers, such as name=value,name=value; null for none.</param>
/// <param name="Timeout">How long one export may take; null for the default here, 5 s.</param>
public sealed record OtlpTarget(Uri Endpoint, bool IsOfSignal, OtlpProtocol? Protocol, string? Headers, TimeSpan? Timeout)
{
    // Who cannot be reached is given up on soon: the run is over and somebody waits for the prompt.
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long one export may take.</summary>
    internal TimeSpan LongestExport => Timeout ?? UsualTimeout;

    /// <summary>Sets an exporter up for it.</summary>
    /// <param name="options">The exporter's options, as the variables that hold for all signals have filled them.</param>
    /// <param name="path">The path of the signal over HTTP.</param>
    internal void Configure(OtlpExporterOptions options, string path)
    {
        options.Protocol = Protocol switch
        {
            OtlpProtocol.Grpc => OtlpExportProtocol.Grpc,
            OtlpProtocol.HttpProtobuf => OtlpExportProtocol.HttpProtobuf,
            _ => options.Protocol,
        };
        options.Headers = Headers ?? options.Headers;
        options.TimeoutMilliseconds = (int)LongestExport.TotalMilliseconds;
        options.Endpoint = IsOfSignal || options.Protocol == OtlpExportProtocol.Grpc ? Endpoint : Under(Endpoint, path);
        var connect = TimeSpan.FromMilliseconds(Math.Min(options.TimeoutMilliseconds, LongestConnect.TotalMilliseconds));
        options.HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { ConnectTimeout = connect })
        {
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds),
        };
    }

    private static Uri Under(Uri endpoint, string path) =>
        new(endpoint.AbsoluteUri.EndsWith('/') ? endpoint.AbsoluteUri + path : $"{endpoint.AbsoluteUri}/{path}");
}
