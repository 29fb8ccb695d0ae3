using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using NumaBoot.Cluster;
using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>On which cluster a boot is run; the result is what this process alone would find.</summary>
internal sealed class RunCluster
{
    private readonly Option<string[]> _cluster = new("--cluster")
    {
        Description = "run it on the cluster of which this is a member; may be repeated, for the case that one is not there",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> _certificate = new("--certificate") { Description = "with --cluster: the certificate to show to its members, PEM", HelpName = "FILE" };

    private readonly Option<string?> _key = new("--certificate-key") { Description = "with --cluster: the private key of that certificate, PEM", HelpName = "FILE" };

    private readonly Option<string?> _authority = new("--authority") { Description = "with --cluster: the authorities whose members are trusted, PEM", HelpName = "FILE" };

    private readonly Option<bool> _insecure = new("--insecure") { Description = "with --cluster: do without TLS where its members are on other machines" };

    private int _members;
    private bool _lacksHistory;

    public void AddTo(Command command)
    {
        command.Options.Add(_insecure);
        command.Options.Add(_cluster);
        command.Options.Add(_certificate);
        command.Options.Add(_key);
        command.Options.Add(_authority);
    }

    /// <summary>How often the cluster lost something and recomputed it.</summary>
    public int Recoveries { get; private set; }

    /// <summary>Whether a cluster is to run it.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_cluster) is { Length: > 0 };

    /// <summary>Complains about an address that is none, files that belong together, and options that a cluster has no use for.</summary>
    public void Check(ParseResult parsed, bool isFree, bool hasThreads)
    {
        _ = Contacts(parsed);
        CheckSecurity(parsed);
        if (IsWanted(parsed) && isFree)
        {
            throw new MachineInputException(_cluster.Name, 0, "--order time beside it, since a free order is that of one process", "--order free");
        }

        if (IsWanted(parsed) && hasThreads)
        {
            throw new MachineInputException(_cluster.Name, 0, "no --threads beside it, since each member has its own", "--threads");
        }
    }

    /// <summary>What it is at before anybody has answered.</summary>
    public string Calling(ParseResult parsed) => $"calling {string.Join(", ", Contacts(parsed))}";

    /// <summary>Tells how the cluster got on.</summary>
    public void Tell(BootResult result)
    {
        if (_lacksHistory)
        {
            Console.Error.WriteLine("numaboot: the page has no timeline: a member of an earlier version recorded none, or it is longer than a message between members may be");
        }

        Console.Error.WriteLine($"cluster: {Members(_members)}, {Losses(Recoveries)}; {HorizonLine.Write(result.Horizons)}");
    }

    /// <summary>Runs it there.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="request">Which boot.</param>
    /// <param name="observation">Who looks on.</param>
    /// <param name="traceParent">The span of the boot where it is traced, as a W3C traceparent.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="stop">Ends it.</param>
    public BootResult Run(ParseResult parsed, BootRequest request, BootObservation observation, string? traceParent, Action<BootProgress>? progress, CancellationToken stop)
    {
        var run = new ClusterRun
        {
            Contacts = Contacts(parsed),
            Tls = Tls(parsed),
            Insecure = parsed.GetValue(_insecure),
            Tracing = observation.Tracing is { } tracing ? new TracingWish(tracing.Share, tracing.Clock is not null, traceParent ?? "", tracing.HasWork) : null,
            History = observation.History,
            Progress = progress is null ? null : status => progress(Describe(status)),
        };
        var ran = run.RunAsync(request, stop).GetAwaiter().GetResult();
        (_members, Recoveries) = (ran.Members, ran.Recoveries);
        _lacksHistory = observation.History is not null && ran.Result.Histories.IsEmpty;
        return ran.Result;
    }

    private static string Members(int count) => count == 1 ? "on 1 member" : string.Create(CultureInfo.InvariantCulture, $"on {count} members");

    private static string Losses(int count) => count switch
    {
        0 => "nothing was lost",
        1 => "1 loss recomputed",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} losses recomputed"),
    };

    private static BootProgress Describe(ClientMessages.RunStatus status)
    {
        string what = status.State switch
        {
            RunState.Waiting => "waiting for members",
            RunState.Starting => "setting out",
            RunState.Recovering => "recomputing what was lost",
            _ => status.Progress?.Phase ?? "setting out",
        };
        return new BootProgress(
            string.Create(CultureInfo.InvariantCulture, $"{what}, {Members(status.Members)}"), status.Progress?.Deliveries ?? 0, status.Progress?.VirtualNs ?? 0);
    }

    private ImmutableArray<HostPort> Contacts(ParseResult parsed) =>
    [
        .. (parsed.GetValue(_cluster) ?? []).Select(text => HostPort.TryParse(text)
            ?? throw new MachineInputException(_cluster.Name, 0, "HOST:PORT, with a name or an IPv4 address and a port from 1 to 65535", text)),
    ];

    // The files are read now, so that a bad one is told before anything is run or waited for.
    private void CheckSecurity(ParseResult parsed)
    {
        var files = Tls(parsed);
        bool insecure = parsed.GetValue(_insecure);
        if (insecure && !IsWanted(parsed))
        {
            throw new MachineInputException(_insecure.Name, 0, $"{_cluster.Name} beside it, since only a cluster is asked without TLS", "none");
        }

        if (insecure && files is not null)
        {
            throw new MachineInputException(_insecure.Name, 0, $"either {_insecure.Name} or certificates", "both");
        }

        if (files is not null)
        {
            _ = MemberCertificates.Load(files);
        }
    }

    private TlsFiles? Tls(ParseResult parsed)
    {
        string?[] files = [parsed.GetValue(_certificate), parsed.GetValue(_key), parsed.GetValue(_authority)];
        int given = files.Count(file => file is not null);
        if (given == 0)
        {
            return null;
        }

        if (!IsWanted(parsed))
        {
            throw new MachineInputException(_certificate.Name, 0, $"{_cluster.Name} beside it, since only a cluster is shown certificates", "none");
        }

        return given == files.Length
            ? new TlsFiles(files[0]!, files[1]!, files[2]!)
            : throw new MachineInputException(_certificate.Name, 0, $"{_certificate.Name}, {_key.Name} and {_authority.Name} together", $"{given} of them");
    }
}
