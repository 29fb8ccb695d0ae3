using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using NumaBoot.Cluster.Tests.Security;
using Xunit;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>
/// Who is let in by a member that speaks TLS, tried with real sockets from both ends. Akka.NET once said that it checked the
/// certificates of those who call, and did not (CVE-2025-61778): so nothing here takes its word.
/// </summary>
[Collection(MemberCollection.Name)]
public sealed class StrangerTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(3);

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    // Expect a member with a certificate of the same authority to join, one with a certificate of another authority and one
    // with plain TCP not to, and the two who are in to know of no third.
    [Fact]
    public async Task Only_members_of_the_authority_join()
    {
        await using var first = MemberProcess.Start(["--port", "0", .. _authority.Options("first")]);
        string address = await first.AddressAsync();
        await using var friend = MemberProcess.Start(["--port", "0", "--join", address, .. _authority.Options("friend")]);
        await using var foreign = MemberProcess.Start(["--port", "0", "--join", address, "--join-within", "8s", .. _other.Options("foreign")]);
        await using var plain = MemberProcess.Start("--port", "0", "--join", address, "--join-within", "8s");

        await friend.ReadyAsync(2, Soon);

        Assert.Equal(3, await foreign.ExitAsync(Soon));
        Assert.Equal(3, await plain.ExitAsync(Soon));
        await first.ReadyAsync(2, Soon);
        Assert.DoesNotContain(first.Lines, line => line.Contains("; 3 members", StringComparison.Ordinal));
    }

    // Expect the member to hang up on whoever shows no certificate or that of another authority, and on plain TCP, without a
    // word of its own protocol; and not on whoever shows one of the authority.
    [Fact]
    public async Task A_member_hangs_up_on_strangers()
    {
        await using var member = MemberProcess.Start(["--port", "0", .. _authority.Options("member")]);
        int port = Port(await member.AddressAsync());
        using var friend = _authority.Own("friend");
        using var foreign = _other.Own("foreign");

        Assert.False(await IsHungUpOnAsync(port, friend));
        Assert.True(await IsHungUpOnAsync(port, foreign));
        Assert.True(await IsHungUpOnAsync(port, certificate: null));
        Assert.True(await IsPlainHungUpOnAsync(port));
        await member.ReadyAsync(1, Soon);
    }

    // Expect a member to say nothing to one that it was told to join, when that one shows no certificate of the authority;
    // and to begin to talk to one that does.
    [Fact]
    public async Task A_member_does_not_talk_to_an_impostor()
    {
        using var impostor = _other.Own("impostor");
        using var friend = _authority.Own("friend");

        Assert.Equal(0, await BytesSaidToAsync(impostor));
        Assert.NotEqual(0, await BytesSaidToAsync(friend));
    }

    private static int Port(string address) => int.Parse(address.Split(':')[^1], CultureInfo.InvariantCulture);

    // With TLS 1.3 the caller's handshake may be over before the other end has looked at the certificate: so hear what comes.
    private static async Task<bool> IsHungUpOnAsync(int port, X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                ClientCertificates = certificate is null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            });
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return true;
        }

        return await IsEndedAsync(tls);
    }

    private static async Task<bool> IsPlainHungUpOnAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();

        // A frame of Akka's protocol as plain TCP would have it: its length, then what it holds.
        await stream.WriteAsync(new byte[] { 4, 0, 0, 0, 18, 2, 8, 1 });
        return await IsEndedAsync(stream);
    }

    // An alert of TLS may come before the end; nothing else may.
    private static async Task<bool> IsEndedAsync(Stream stream)
    {
        using var enough = new CancellationTokenSource(Listening);
        byte[] heard = new byte[64];
        try
        {
            int count = await stream.ReadAsync(heard, enough.Token);
            return count == 0 || (heard[0] == 21 && await stream.ReadAsync(heard, enough.Token) == 0);
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<int> BytesSaidToAsync(X509Certificate2 shown)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var member = MemberProcess.Start(
            ["--port", "0", "--join", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), .. _authority.Options("caller")]);
        using var enough = new CancellationTokenSource(Soon);
        using var caller = await listener.AcceptTcpClientAsync(enough.Token);
        return await HearAsync(caller, shown);
    }

    private static async Task<int> HearAsync(TcpClient caller, X509Certificate2 shown)
    {
        using var enough = new CancellationTokenSource(Listening);
        await using var tls = new SslStream(caller.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = shown,
                    ClientCertificateRequired = true,
                    RemoteCertificateValidationCallback = (_, callers, _, _) => callers is not null,
                },
                enough.Token);
            return await tls.ReadAsync(new byte[64], enough.Token);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            return 0;
        }
    }
}
