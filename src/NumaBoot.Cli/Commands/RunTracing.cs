using System.CommandLine;
using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Telemetry;

namespace NumaBoot.Cli.Commands;

/// <summary>
/// What of a boot is traced, and whose time spans have. Whether anything is exported, and where to, is said by the OTEL_* variables;
/// a timeline has the same spans.
/// </summary>
internal sealed class RunTracing
{
    private const string Real = "real";
    private const string Virtual = "virtual";

    private readonly Option<double?> _share = new("--trace-allocations")
    {
        Description = "with --timeline or OTEL_EXPORTER_OTLP_ENDPOINT: how many of a hundred allocations are traced, beside those that make a zone grow (default: 1)",
        HelpName = "PERCENT",
    };

    private readonly Option<string?> _clock = new("--trace-clock")
    {
        Description = $"with OTEL_EXPORTER_OTLP_ENDPOINT: whose time spans have: {Real}, the simulator's; {Virtual}, that of the simulated boot (default: {Real})",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_share);
        command.Options.Add(_clock);
    }

    /// <summary>Complains about what is no share or no clock, and about a virtual clock where there is none.</summary>
    public void Check(ParseResult parsed, bool isFree)
    {
        if (parsed.GetValue(_share) is { } share and not (>= 0 and <= 100))
        {
            throw new MachineInputException(_share.Name, 0, "a number from 0 to 100", share.ToString(CultureInfo.InvariantCulture));
        }

        if (parsed.GetValue(_clock) is { } clock && !Is(clock, Real) && !Is(clock, Virtual))
        {
            throw new MachineInputException(_clock.Name, 0, $"{Real}, {Virtual}", clock.Length > 0 ? clock : "nothing");
        }

        if (isFree && Clock(parsed) == TraceClock.Virtual)
        {
            throw new MachineInputException(_clock.Name, 0, "--order time beside it, since a free order has no virtual time", "--order free");
        }
    }

    /// <summary>Opens the way out for what is to be seen, while the caller reads what is to be booted: it takes a tenth of a second.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasTimeline">Whether a timeline is made of what is traced.</param>
    /// <exception cref="MachineInputException">A variable says what cannot be.</exception>
    public RunTelemetry Start(ParseResult parsed, bool hasTimeline)
    {
        var settings = OtlpSettings.Read(Environment.GetEnvironmentVariable);
        bool hasTraces = settings.Targets.ContainsKey(TelemetrySignal.Traces);
        var inVain = new List<string>();
        if (!hasTraces && !hasTimeline && IsGiven(parsed, _share))
        {
            inVain.Add($"{_share.Name} changes nothing, since no timeline is written and the OTEL_* variables let no span go anywhere");
        }

        if (!hasTraces && IsGiven(parsed, _clock))
        {
            inVain.Add($"{_clock.Name} changes nothing, since the OTEL_* variables let no span go anywhere");
        }

        // Where nothing is exported the libraries for it are not even loaded.
        var export = settings.Targets.IsEmpty ? null : Task.Run(() => TelemetryExport.Start(settings, line => Console.Error.WriteLine($"numaboot: {line}")));
        return new RunTelemetry(export, (parsed.GetValue(_share) ?? 1) / 100, Clock(parsed), hasTimeline, inVain);
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private TraceClock Clock(ParseResult parsed) => Is(parsed.GetValue(_clock), Virtual) ? TraceClock.Virtual : TraceClock.Real;

    private static bool Is(string? given, string name) => name.Equals(given, StringComparison.OrdinalIgnoreCase);
}
