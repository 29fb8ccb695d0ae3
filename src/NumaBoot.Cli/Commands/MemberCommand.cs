using System.CommandLine;
using NumaBoot.Cluster;
using NumaBoot.Telemetry;

namespace NumaBoot.Cli.Commands;

/// <summary><c>numaboot member</c>: be a member of a cluster of simulators.</summary>
internal sealed class MemberCommand
{
    // Without an explanation a setting would not be an option.
    private static readonly Dictionary<string, (string Value, string Description)> Explained = new(StringComparer.Ordinal)
    {
        [nameof(MemberSettings.Port)] = ("PORT", $"the port that other members call, 0 for any free one [default: {MemberSettings.DefaultPort}]"),
        [nameof(MemberSettings.JoinWithin)] = ("TIME", "how long names to join may take to resolve, and joining after that [default: 60s]"),
        [nameof(MemberSettings.Address)] = ("ADDRESS", "the address to bind; any but loopback demands TLS or --insecure [default: 127.0.0.1]"),
        [nameof(MemberSettings.PublicAddress)] = ("ADDRESS", "the name or address by which other members know this one [default: as bound]"),
        [nameof(MemberSettings.PublicPort)] = ("PORT", "the port by which other members know this one [default: as bound]"),
        [nameof(MemberSettings.HealthPort)] = ("PORT", "answer at /health/startup, /health/live, /health/ready and /metrics here [default: not at all]"),
        [nameof(TlsFiles.Certificate)] = ("FILE", "the certificate of this member, PEM"),
        [nameof(TlsFiles.CertificateKey)] = ("FILE", "the private key of this member, PEM"),
        [nameof(TlsFiles.Authority)] = ("FILE", "the authorities whose members are let in, PEM"),
        [nameof(MemberSettings.AcceptablePause)] = ("TIME", "how long a member may be silent before it is suspected [default: 8s]"),
        [nameof(MemberSettings.StableAfter)] = ("TIME", "how long nothing may change before the smaller side of a partition stops [default: 5s]"),
        [nameof(MemberSettings.DownAllAfter)] = ("TIME", "how long after that things may go on changing before all members stop [default: 15s]"),
        [nameof(MemberSettings.LogLevel)] = ("LEVEL", "Akka's own lines: error, warning, info or debug [default: warning]"),
    };

    private readonly Dictionary<string, Option<string?>> _texts = Explained.ToDictionary(
        pair => pair.Key,
        pair => new Option<string?>(MemberSettingsReader.OptionOf(pair.Key)) { Description = pair.Value.Description, HelpName = pair.Value.Value },
        StringComparer.Ordinal);

    private readonly Option<string[]> _join = new(MemberSettingsReader.OptionOf(nameof(MemberSettings.Join)))
    {
        Description = "a member to join, this one perhaps; may be repeated; without any, this one begins a cluster",
        HelpName = "HOST:PORT",
    };

    private readonly Option<bool> _insecure = new(MemberSettingsReader.OptionOf(nameof(MemberSettings.Insecure)))
    {
        Description = "do without TLS on an address that is not loopback: whoever reaches the port can join, submit and read",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "the same as --log-level info" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var member = new MemberCommand();
        var command = new ExampleCommand(
            "member", "Be a member of a cluster of simulators.", "numaboot member --port 4054 --join 127.0.0.1:4053 --health-port 8054");
        foreach (string name in MemberSettingsReader.Names)
        {
            command.Add(member.OptionFor(name));
        }

        command.Add(member._verbose);
        command.SetAction(parsed => Guard.Run(() => member.Execute(parsed)));
        return command;
    }

    private Option OptionFor(string name) => name switch
    {
        nameof(MemberSettings.Join) => _join,
        nameof(MemberSettings.Insecure) => _insecure,
        _ => _texts[name],
    };

    private int Execute(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        try
        {
            var settings = MemberSettingsReader.Read(Environment.CurrentDirectory, Written(parsed));
            var otlp = OtlpSettings.Read(Environment.GetEnvironmentVariable);
            var end = MemberHost.RunAsync(settings, [new RunsWork()], new MemberLines(Console.Error), otlp, interrupt.Defer()).GetAwaiter().GetResult();
            return end switch
            {
                MemberEnd.Left => ExitCodes.Clean,
                MemberEnd.OutOfReach => ExitCodes.OutOfReach,
                _ => ExitCodes.Downed,
            };
        }
        catch (MemberSettingsException bad)
        {
            Console.Error.WriteLine($"numaboot: {bad.Message}");
            return ExitCodes.BadInput;
        }
    }

    private Dictionary<string, string> Written(ParseResult parsed)
    {
        var written = _texts.Select(pair => (pair.Key, Value: parsed.GetValue(pair.Value))).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        if (parsed.GetValue(_join) is { Length: > 0 } join)
        {
            written[nameof(MemberSettings.Join)] = string.Join(',', join);
        }

        if (parsed.GetValue(_insecure))
        {
            written[nameof(MemberSettings.Insecure)] = bool.TrueString;
        }

        if (parsed.GetValue(_verbose))
        {
            written.TryAdd(nameof(MemberSettings.LogLevel), "info");
        }

        return written;
    }
}
