using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>An endpoint that never answers is what it claims to be, whether it takes connections or not.</summary>
public class BlackHoleTests
{
    [Theory]
    [InlineData("grpc", true)]
    [InlineData("grpc", false)]
    [InlineData("http/protobuf", true)]
    [InlineData("http/protobuf", false)]
    public void A_black_hole_holds_up_whoever_sends_for_as_long_as_he_waits(string protocol, bool connects)
    {
        using var hole = new BlackHole(connects);
        var watch = Stopwatch.StartNew();
        Sender.SendSpan(protocol, hole.Endpoint, "lost", timeoutMs: 1_000);

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromMilliseconds(Sender.Patience));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_black_hole_takes_connections_or_does_not(bool connects)
    {
        using var hole = new BlackHole(connects);
        using var client = new TcpClient();
        var connecting = client.ConnectAsync(IPAddress.Loopback, hole.Endpoint.Port);
        // Long enough for one that is made; and short of the second in which the kernel asks again.
        await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromMilliseconds(800)));

        Assert.Equal(connects, connecting.IsCompletedSuccessfully);
        Assert.Equal(!connects, !connecting.IsCompleted);
    }
}
