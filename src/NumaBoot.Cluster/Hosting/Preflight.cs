using System.Globalization;
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
    /// <exception cref="MemberSettingsException">An address is not of this machine or taken, or no name to join resolves in
    /// the time they have.</exception>
    public async Task<IPAddress> RunAsync(CancellationToken stop)
    {
        lines.Tell(settings.Port == 0
            ? $"is to bind any free port of {settings.Address}, known to others as the same port of {settings.PublicHost}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"is to bind {settings.Address}:{settings.Port}, known to others as {settings.PublicHost}:{settings.PublicPort ?? settings.Port}"));
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

        await ResolveAllAsync(stop).ConfigureAwait(false);
        return own;
    }

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

    // A member whose machine is gone has no name any more, and must not keep others from coming back.
    private async Task ResolveAllAsync(CancellationToken stop)
    {
        bool[] resolve = await Task.WhenAll(settings.Join.Select(member => ResolvesAsync(member, stop))).ConfigureAwait(false);
        var without = settings.Join.Where((_, at) => !resolve[at]).ToList();
        if (without.Count > 0 && without.Count == settings.Join.Count)
        {
            throw new MemberSettingsException(
                $"{MemberSettingsReader.OptionOf(nameof(MemberSettings.Join))}: a name that resolves within {settings.JoinWithin.TotalSeconds:0} s is expected, '{without[0].Host}' does not");
        }

        without.ForEach(member => lines.Tell($"goes on without {member}: the name did not resolve within {settings.JoinWithin.TotalSeconds:0} s"));
    }

    // In Kubernetes the name of a pod resolves only once the pod is there, and all start at the same time.
    private async Task<bool> ResolvesAsync(HostPort member, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(settings.JoinWithin);
        for (bool told = false; ; told = true)
        {
            try
            {
                var found = await Dns.GetHostAddressesAsync(member.Host, enough.Token).ConfigureAwait(false);
                lines.Tell($"joins {member}{(member.Host == found[0].ToString() ? "" : $" at {found[0]}")}");
                return true;
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
                return false;
            }

            // Ends the pause, too, when time is up; the next look says so.
            await Task.WhenAny(Task.Delay(Pause, enough.Token)).ConfigureAwait(false);
        }
    }
}
