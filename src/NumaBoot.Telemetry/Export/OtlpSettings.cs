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

    // A quarter of what waits by default before spans are dropped.
    private const int UsualRoom = 512;

    /// <summary>How many spans may wait to be sent.</summary>
    public int Room { get; init; } = UsualRoom;

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

        CheckInterval(variable);
        var targets = ImmutableDictionary.CreateBuilder<TelemetrySignal, OtlpTarget>();
        foreach (var signal in Enum.GetValues<TelemetrySignal>())
        {
            if (TargetOf(signal, variable) is { } target)
            {
                targets.Add(signal, target);
            }
        }

        return new OtlpSettings(targets.ToImmutable())
        {
            Room = int.TryParse(variable("OTEL_BSP_MAX_QUEUE_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out int queue) && queue > 0 ? Math.Min(UsualRoom, queue) : UsualRoom,
        };
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
            Headers($"{Prefix}{name}_HEADERS", variable) ?? Headers($"{Prefix}HEADERS", variable),
            Timeout($"{Prefix}{name}_TIMEOUT", variable) ?? Timeout($"{Prefix}TIMEOUT", variable));
    }

    // Null where nobody has said anything: then an endpoint says that it is wanted.
    private static bool? IsWanted(string name, Func<string, string?> variable) => NotEmpty(variable(name)) switch
    {
        null => null,
        // The others are OpenTelemetry's names for what this command does not have.
        "none" or "console" or "logging" or "prometheus" or "zipkin" or "jaeger" => false,
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

    // Names and values of headers are those of HTTP.
    private static string? Headers(string name, Func<string, string?> variable)
    {
        string? text = NotEmpty(variable(name));
        return text is null || text.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0 && pair.All(letter => letter is > ' ' and < '\x7f' or ' '))
            ? text
            : throw new MachineInputException(name, 0, "headers such as name=value,name=value", text);
    }

    private static void CheckInterval(Func<string, string?> variable) => _ = Timeout("OTEL_METRIC_EXPORT_INTERVAL", variable);

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
