using System.Net;
using System.Net.Sockets;

namespace NumaBoot.Cluster;

/// <summary>Looks whether a member can be what its settings say, and tells what they come to, before it is one.</summary>
/// <param name="settings">The settings.</param>
/// <param name="lines">Who is told.</param>
internal sealed class Preflight(MemberSettings settings, MemberLines lines)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks; what is to be bound.</summary>
    /// <exception cref="MemberSettingsException">An address is not of this machine or taken, or a name to join does not
    /// resolve in the time it has.</exception>
    public async Task<IPAddress> RunAsync(CancellationToken stop)
    {
        lines.Tell($"binds {settings.Address}:{Port(settings.Port)}, known to others as {settings.PublicHost}:{Port(settings.PublicPort ?? settings.Port)}");
        lines.Tell(settings switch
        {
            { Tls: not null } => "TLS: both ends of every connection show a certificate of the authority",
            { IsLoopback: true } => "plain TCP, on loopback only",
            _ => "INSECURE: plain TCP; whoever reaches the port can join, submit and read",
        });
        var own = await ResolveOwnAsync(stop).ConfigureAwait(false);
        CheckFree(own, settings.Port, nameof(MemberSettings.Port));
        if (settings.HealthPort is { } health)
        {
            CheckFree(own, health, nameof(MemberSettings.HealthPort));
        }

        await Task.WhenAll(settings.Join.Select(member => ResolveAsync(member, stop))).ConfigureAwait(false);
        return own;
    }

    private static string Port(int port) => port == 0 ? "(any free port)" : port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IPAddress> ResolveOwnAsync(CancellationToken stop)
    {
        if (IPAddress.TryParse(settings.Address, out var address))
        {
            return address;
        }

        try
        {
            return (await Dns.GetHostAddressesAsync(settings.Address, AddressFamily.InterNetwork, stop).ConfigureAwait(false))[0];
        }
        catch (Exception unknown) when (unknown is SocketException or IndexOutOfRangeException)
        {
            throw new MemberSettingsException($"{MemberSettingsReader.OptionOf(nameof(MemberSettings.Address))}: an address of this machine is expected, '{settings.Address}' does not resolve", unknown);
        }
    }

    private static void CheckFree(IPAddress address, int port, string setting)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
        }
        catch (SocketException taken)
        {
            string option = MemberSettingsReader.OptionOf(taken.SocketErrorCode == SocketError.AddressNotAvailable ? nameof(MemberSettings.Address) : setting);
            throw new MemberSettingsException($"{option}: a free port on an address of this machine is expected, {address}:{port} is not: {taken.Message}", taken);
        }
    }

    // In Kubernetes the name of a pod resolves only once the pod is there, and all start at the same time.
    private async Task ResolveAsync(HostPort member, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(settings.JoinWithin);
        for (bool told = false; ; told = true)
        {
            try
            {
                var found = await Dns.GetHostAddressesAsync(member.Host, enough.Token).ConfigureAwait(false);
                lines.Tell($"joins {member}{(member.Host == found[0].ToString() ? "" : $" at {found[0]}")}");
                return;
            }
            catch (SocketException) when (!told)
            {
                lines.Tell($"{member.Host} does not resolve yet");
            }
            catch (SocketException)
            {
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw Unresolved(member);
            }

            await WaitAsync(member, enough.Token, stop).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(HostPort member, CancellationToken enough, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Pause, enough).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Unresolved(member);
        }
    }

    private MemberSettingsException Unresolved(HostPort member) => new(
        $"{MemberSettingsReader.OptionOf(nameof(MemberSettings.Join))}: a name that resolves within {settings.JoinWithin.TotalSeconds:0} s is expected, '{member.Host}' does not");
}
