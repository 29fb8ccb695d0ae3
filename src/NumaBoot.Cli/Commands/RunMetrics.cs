using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using NumaBoot.Machines;
using NumaBoot.Telemetry;

namespace NumaBoot.Cli.Commands;

/// <summary>Where Prometheus reads what a command is at, and for how long.</summary>
internal sealed class RunMetrics
{
    private const int MostPort = 65_535;
    private const int MostSeconds = 86_400;

    private readonly Option<int?> _port = new("--metrics")
    {
        Description = "serve metrics for Prometheus at this port of 127.0.0.1 while the command runs, 0 for any free one",
        HelpName = "PORT",
    };

    private readonly Option<double?> _linger = new("--metrics-linger")
    {
        Description = "with --metrics: how many seconds they can be read after the result; Ctrl-C ends that at once (default: 0)",
        HelpName = "SECONDS",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_port);
        command.Options.Add(_linger);
    }

    /// <summary>Complains about what is no port and no time, and about metrics of what another process does.</summary>
    /// <param name="parsed">What was asked for.</param>
    /// <param name="isElsewhere">Whether a cluster is to do it.</param>
    public void Check(ParseResult parsed, bool isElsewhere = false)
    {
        var port = parsed.GetValue(_port);
        if (port is < 0 or > MostPort)
        {
            throw new MachineInputException(_port.Name, 0, $"a port from 0 to {MostPort}", port.Value.ToString(CultureInfo.InvariantCulture));
        }

        if (port is not null && isElsewhere)
        {
            throw new MachineInputException(_port.Name, 0, "no --cluster beside it, since its members serve their own at their health ports", "--cluster");
        }

        if (parsed.GetValue(_linger) is not { } seconds)
        {
            return;
        }

        if (seconds is not (>= 0 and <= MostSeconds))
        {
            throw new MachineInputException(_linger.Name, 0, $"a number of seconds from 0 to {MostSeconds}", seconds.ToString(CultureInfo.InvariantCulture));
        }

        if (port is null)
        {
            throw new MachineInputException(_linger.Name, 0, $"{_port.Name} beside it", "none");
        }
    }

    /// <summary>Opens the way out for the series of a command that is no boot; null where none goes out.</summary>
    public static TelemetryExport? Export()
    {
        var settings = OtlpSettings.Read(Environment.GetEnvironmentVariable);
        return settings.Targets.ContainsKey(TelemetrySignal.Metrics)
            ? TelemetryExport.Start(
                settings with { Targets = settings.Targets.RemoveRange([TelemetrySignal.Traces, TelemetrySignal.Logs]) },
                line => Console.Error.WriteLine($"numaboot: {line}"))
            : null;
    }

    /// <summary>Begins to measure, where somebody wants to read it, and to serve it.</summary>
    /// <exception cref="MachineInputException">The port is taken.</exception>
    public MeasuredRun Start(ParseResult parsed)
    {
        bool isExported = OtlpSettings.Read(Environment.GetEnvironmentVariable).Targets.ContainsKey(TelemetrySignal.Metrics);
        if (parsed.GetValue(_port) is not { } port)
        {
            return new MeasuredRun(isExported ? new BootInstruments() : null, server: null, TimeSpan.Zero);
        }

        var instruments = new BootInstruments();
        try
        {
            var server = MetricsServer.Start(instruments, port);
            Console.Error.WriteLine($"numaboot: metrics at {server.Address}");
            return new MeasuredRun(instruments, server, TimeSpan.FromSeconds(parsed.GetValue(_linger) ?? 0));
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            instruments.Dispose();
            throw new MachineInputException(_port.Name, 0, "a free port of 127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"{port}: {taken.GetBaseException().Message}"), taken);
        }
    }
}
