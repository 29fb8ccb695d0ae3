using NumaBoot.Machines;
using OpenTelemetry.Exporter;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Export;

/// <summary>Which signals go where, by the OTEL_* variables.</summary>
public sealed class OtlpSettingsTests
{
    // Expect nothing to go anywhere where nobody has said where, or that it is not to.
    [Theory]
    [InlineData]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_SDK_DISABLED", "true")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_TRACES_EXPORTER", "console")]
    public void Without_an_endpoint_there_is_no_exporter(params string[] variables) => Assert.Empty(Read(variables).Targets);

    // Expect all three signals where all have an endpoint, and one where one has.
    [Fact]
    public void An_endpoint_is_for_all_signals_or_for_one()
    {
        Assert.Equal(3, Read("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1").Targets.Count);
        Assert.Equal([TelemetrySignal.Logs], Read("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://a:1").Targets.Keys);
        Assert.Equal([TelemetrySignal.Traces], Read("OTEL_TRACES_EXPORTER", "otlp").Targets.Keys);
    }

    // Expect what is said for one signal to win over what is said for all, and a path only behind what is said for all.
    [Theory]
    [InlineData("http://a:1/v1/traces", OtlpExportProtocol.HttpProtobuf, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]
    [InlineData("http://a:1/base/v1/traces", OtlpExportProtocol.HttpProtobuf, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1/base/", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]
    [InlineData("http://b:2/x", OtlpExportProtocol.HttpProtobuf, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://b:2/x", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf")]
    [InlineData("http://a:1/", OtlpExportProtocol.Grpc, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1")]
    [InlineData("http://localhost:4317/", OtlpExportProtocol.Grpc, "OTEL_TRACES_EXPORTER", "otlp")]
    [InlineData("http://localhost:4318/v1/traces", OtlpExportProtocol.HttpProtobuf, "OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]
    public void What_is_said_for_a_signal_wins(string endpoint, OtlpExportProtocol protocol, params string[] variables)
    {
        var options = Configured(variables);

        Assert.Equal((endpoint, protocol), (options.Endpoint.AbsoluteUri, options.Protocol));
    }

    // Expect headers and time-outs of a signal to be used.
    [Fact]
    public void Headers_and_time_are_those_of_the_signal()
    {
        var options = Configured(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=b", "OTEL_EXPORTER_OTLP_TIMEOUT", "5", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "7000");

        Assert.Equal(("a=b", 7_000), (options.Headers, options.TimeoutMilliseconds));
    }

    // Expect one line that names the variable, what it may say and what it says.
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT: expected an address that begins with http:// or https://, found a:1", "OTEL_EXPORTER_OTLP_ENDPOINT", "a:1")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: expected an address that begins with http:// or https://, found nonsense", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "nonsense")]
    [InlineData("OTEL_TRACES_EXPORTER: expected otlp or none, found oltp", "OTEL_TRACES_EXPORTER", "oltp")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL: expected grpc or http/protobuf, found http/json", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT: expected a number of milliseconds from 1, found 10s", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:1", "OTEL_EXPORTER_OTLP_TIMEOUT", "10s")]
    public void What_cannot_be_is_told(string complaint, params string[] variables) =>
        Assert.Equal(complaint, Assert.Throws<MachineInputException>(() => Read(variables)).Message);

    private static OtlpExporterOptions Configured(params string[] variables)
    {
        var options = new OtlpExporterOptions();
        Read(variables).Targets[TelemetrySignal.Traces].Configure(options, "v1/traces");
        return options;
    }

    private static OtlpSettings Read(params string[] variables)
    {
        var given = variables.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return OtlpSettings.Read(given.GetValueOrDefault);
    }
}
