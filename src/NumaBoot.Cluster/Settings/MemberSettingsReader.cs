using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace NumaBoot.Cluster;

/// <summary>Reads the settings of a member, each from the place that wins, and refuses what makes no sense.</summary>
public sealed class MemberSettingsReader
{
    /// <summary>The names of all settings, in the order in which they are explained.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(MemberSettings.Port), nameof(MemberSettings.Join), nameof(MemberSettings.JoinWithin),
        nameof(MemberSettings.Address), nameof(MemberSettings.PublicAddress), nameof(MemberSettings.PublicPort), nameof(MemberSettings.HealthPort),
        nameof(TlsFiles.Certificate), nameof(TlsFiles.CertificateKey), nameof(TlsFiles.Authority), nameof(MemberSettings.Insecure),
        nameof(MemberSettings.AcceptablePause), nameof(MemberSettings.StableAfter), nameof(MemberSettings.DownAllAfter), nameof(MemberSettings.LogLevel),
    ];

    private static readonly string[] Levels = ["error", "warning", "info", "debug"];
    private readonly IReadOnlyList<SettingsLayer> _places;

    private MemberSettingsReader(IReadOnlyList<SettingsLayer> places) => _places = places;

    /// <summary>The option that is a setting's name on the command line.</summary>
    public static string OptionOf(string name) => SettingsPlaces.OptionOf(name);

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder that may hold <c>appsettings.json</c>.</param>
    /// <param name="commandLine">What was written on the command line, by the name of the setting; lists with commas.</param>
    /// <exception cref="MemberSettingsException">Something is not as it should be.</exception>
    public static MemberSettings Read(string folder, IReadOnlyDictionary<string, string> commandLine)
    {
        var places = SettingsPlaces.Open(folder, commandLine);
        foreach (var place in places)
        {
            place.CheckNames(Names);
        }

        return new MemberSettingsReader(places).Read();
    }

    private MemberSettings Read()
    {
        var usual = new MemberSettings();
        var settings = new MemberSettings
        {
            Port = Port(nameof(MemberSettings.Port), least: 0) ?? usual.Port,
            Address = Host(nameof(MemberSettings.Address)) ?? usual.Address,
            PublicAddress = Host(nameof(MemberSettings.PublicAddress)),
            PublicPort = Port(nameof(MemberSettings.PublicPort), least: 1),
            HealthPort = Port(nameof(MemberSettings.HealthPort), least: 0),
            Join = Members(nameof(MemberSettings.Join)),
            JoinWithin = Duration(nameof(MemberSettings.JoinWithin), usual.JoinWithin),
            Tls = Files(),
            Insecure = Flag(nameof(MemberSettings.Insecure)),
            LogLevel = Level(nameof(MemberSettings.LogLevel)) ?? usual.LogLevel,
            AcceptablePause = Duration(nameof(MemberSettings.AcceptablePause), usual.AcceptablePause),
            StableAfter = Duration(nameof(MemberSettings.StableAfter), usual.StableAfter),
            DownAllAfter = Duration(nameof(MemberSettings.DownAllAfter), usual.DownAllAfter),
        };
        CheckAddresses(settings);
        CheckSecurity(settings);
        return settings;
    }

    private void CheckAddresses(MemberSettings settings)
    {
        if (settings.PublicHost == "0.0.0.0")
        {
            throw Place(settings.PublicAddress is null ? nameof(MemberSettings.Address) : nameof(MemberSettings.PublicAddress))
                .Refuse("beside an address that nobody can call, such as 0.0.0.0, a --public-address that others can call");
        }

        // A name may well be one of loopback; an address that is none is known to lead elsewhere.
        if (settings is { IsLoopback: true, PublicAddress: { } called } && IPAddress.TryParse(called, out var address) && !IPAddress.IsLoopback(address))
        {
            throw Place(nameof(MemberSettings.PublicAddress)).Refuse("while only loopback is bound, an address of loopback, or beside it an --address that others can call,");
        }

        if (settings is { Port: 0, PublicPort: not null })
        {
            throw Place(nameof(MemberSettings.PublicPort)).Refuse("with a public port also a --port other than 0");
        }

        if (settings.HealthPort is > 0 && settings.HealthPort == settings.Port)
        {
            throw Place(nameof(MemberSettings.HealthPort)).Refuse("a port other than that of the member");
        }
    }

    private void CheckSecurity(MemberSettings settings)
    {
        if (settings is { Insecure: true, Tls: not null })
        {
            throw Place(nameof(MemberSettings.Insecure)).RefuseTogether("either --insecure or certificates is", "both were");
        }

        if (settings is { IsLoopback: false, Tls: null, Insecure: false })
        {
            throw Place(nameof(MemberSettings.Address))
                .Refuse("on an address that is not loopback, TLS by --certificate, --certificate-key and --authority, or --insecure to do without,");
        }
    }

    private TlsFiles? Files()
    {
        string[] names = [nameof(TlsFiles.Certificate), nameof(TlsFiles.CertificateKey), nameof(TlsFiles.Authority)];
        string?[] files = [.. names.Select(name => Find(name)?.Text)];
        if (files.All(string.IsNullOrEmpty))
        {
            return null;
        }

        string[] given = [.. names.Where(name => Find(name) is { Text.Length: > 0 })];
        return given.Length == names.Length
            ? new TlsFiles(files[0]!, files[1]!, files[2]!)
            {
                CertificatePlace = Place(names[0]).Place,
                CertificateKeyPlace = Place(names[1]).Place,
                AuthorityPlace = Place(names[2]).Place,
            }
            : throw Place(given[0]).RefuseTogether(
                $"{OptionOf(names[0])}, {OptionOf(names[1])} and {OptionOf(names[2])} together are",
                $"only {string.Join(" and ", given.Select(OptionOf))} {(given.Length == 1 ? "was" : "were")}");
    }

    private List<HostPort> Members(string name) => Find(name) is { IsEmptyList: false } found
        ? [.. found.Text.Split(',', StringSplitOptions.TrimEntries)
            .Select(text => HostPort.TryParse(text) ?? throw (found with { Text = text }).Refuse(HostPort.Expected))]
        : [];

    private int? Port(string name, int least)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        return int.TryParse(found.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port >= least && port <= 65535
            ? port
            : throw found.Refuse(string.Create(CultureInfo.InvariantCulture, $"a port from {least} to 65535"));
    }

    private string? Host(string name) => Find(name) is { } found
        ? HostPort.TryHost(found.Text) ?? throw found.Refuse("a name or an IPv4 address")
        : null;

    private bool Flag(string name) => Find(name) is { } found && (bool.TryParse(found.Text, out bool flag) ? flag : throw found.Refuse("true or false"));

    private LogLevel? Level(string name) => Find(name) is not { } found ? null : found.Text.ToLowerInvariant() switch
    {
        "error" => LogLevel.Error,
        "warning" => LogLevel.Warning,
        "info" => LogLevel.Information,
        "debug" => LogLevel.Debug,
        _ => throw found.Refuse($"one of {string.Join(", ", Levels)}"),
    };

    private TimeSpan Duration(string name, TimeSpan usual) => Find(name) is { } found
        ? Durations.TryParse(found.Text) ?? throw found.Refuse(Durations.Expected)
        : usual;

    private FoundSetting? Find(string name) => _places.Select(place => place.Find(name)).FirstOrDefault(found => found is not null);

    private FoundSetting Place(string name) => Find(name) ?? new FoundSetting(OptionOf(name), "");
}
