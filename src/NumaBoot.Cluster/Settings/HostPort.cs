using System.Globalization;

namespace NumaBoot.Cluster;

/// <summary>Where a member is called: a name or an IPv4 address, and a port from 1 to 65535.</summary>
/// <param name="Host">The name or address, as members of the cluster know it.</param>
/// <param name="Port">The port.</param>
public sealed record HostPort(string Host, int Port)
{
    /// <summary>What a well-formed one looks like, for complaints.</summary>
    internal const string Expected = "HOST:PORT, with a name or an IPv4 address and a port from 1 to 65535";

    /// <summary>Reads <c>HOST:PORT</c>; null when it is none. The name <c>localhost</c> becomes 127.0.0.1.</summary>
    public static HostPort? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.LastIndexOf(':');
        return colon > 0
            && TryHost(text[..colon]) is { } host
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is >= 1 and <= 65535
            ? new HostPort(host, port)
            : null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    // A member is known by the very words it is called by, and members on loopback call themselves 127.0.0.1.
    internal static string? TryHost(string text) => Uri.CheckHostName(text) switch
    {
        UriHostNameType.Dns or UriHostNameType.Basic => text.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? MemberSettings.Loopback : text,
        UriHostNameType.IPv4 => text,
        _ => null,
    };
}
