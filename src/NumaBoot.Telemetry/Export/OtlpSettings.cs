using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Machines;

namespace NumaBoot.Telemetry;

/// <summary>
/// Which signals go where, by the standard OTEL_* variables: a signal is exported where it has an endpoint and nobody has
/// turned it off. The rest of the variables (resource, sampler, limits, batches, compression) the SDK reads itself.
/// </summary>
public sealed record OtlpSettings(ImmutableDictionary<TelemetrySignal, OtlpTarget> Targets)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const string DefaultEndpoint = "http://localhost:4317";
    private const string DefaultHttpEndpoint = "http://localhost:4318";

    /// <summary>Nothing goes anywhere.</summary>
    public static OtlpSettings None { get; } = new(ImmutableDictionary<TelemetrySignal, OtlpTarget>.Empty);

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">A variable by its name; null where it is not set.</param>
    /// <exception cref="MachineInputException">One of them says what cannot be.</exception>
    public static OtlpSettings Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (bool.TryParse(variable("OTEL_SDK_DISABLED"), out bool isDisabled) && isDisabled)
        {
            return None;
        }

        var targets = ImmutableDictionary.CreateBuilder<TelemetrySignal, OtlpTarget>();
        foreach (var signal in Enum.GetValues<TelemetrySignal>())
        {
            if (TargetOf(signal, variable) is { } target)
            {
                targets.Add(signal, target);
            }
        }

        return new OtlpSettings(targets.ToImmutable());
    }

    private static OtlpTarget? TargetOf(TelemetrySignal signal, Func<string, string?> variable)
    {
        string name = signal.ToString().ToUpperInvariant();
        bool? isWanted = IsWanted($"OTEL_{name}_EXPORTER", variable);
        if (isWanted == false)
        {
            return null;
        }

        string? own = NotEmpty(variable($"{Prefix}{name}_ENDPOINT"));
        string? all = NotEmpty(variable($"{Prefix}ENDPOINT"));
        if (isWanted is null && (own ?? all) is null)
        {
            return null;
        }

        var protocol = Protocol($"{Prefix}{name}_PROTOCOL", variable) ?? Protocol($"{Prefix}PROTOCOL", variable);
        string endpoint = own ?? all ?? (protocol == OtlpProtocol.HttpProtobuf ? DefaultHttpEndpoint : DefaultEndpoint);
        return new OtlpTarget(
            Address(own is not null ? $"{Prefix}{name}_ENDPOINT" : $"{Prefix}ENDPOINT", endpoint),
            own is not null,
            protocol,
            NotEmpty(variable($"{Prefix}{name}_HEADERS")),
            Timeout($"{Prefix}{name}_TIMEOUT", variable) ?? Timeout($"{Prefix}TIMEOUT", variable));
    }

    // Null where nobody has said anything: then an endpoint says that it is wanted.
    private static bool? IsWanted(string name, Func<string, string?> variable) => NotEmpty(variable(name)) switch
    {
        null => null,
        "none" => false,
        "otlp" => true,
        var other => throw new MachineInputException(name, 0, "otlp or none", other),
    };

    private static Uri Address(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new MachineInputException(name, 0, "an address that begins with http:// or https://", text);

    private static OtlpProtocol? Protocol(string name, Func<string, string?> variable) => NotEmpty(variable(name)) switch
    {
        null => null,
        "grpc" => OtlpProtocol.Grpc,
        "http/protobuf" => OtlpProtocol.HttpProtobuf,
        var other => throw new MachineInputException(name, 0, "grpc or http/protobuf", other),
    };

    private static TimeSpan? Timeout(string name, Func<string, string?> variable) => NotEmpty(variable(name)) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int ms) && ms > 0 => TimeSpan.FromMilliseconds(ms),
        var other => throw new MachineInputException(name, 0, "a number of milliseconds from 1", other),
    };

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
