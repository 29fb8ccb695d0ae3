using System.Net;
using System.Net.Sockets;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>
/// An endpoint of 127.0.0.1 that never answers: one that takes connections and then says nothing, as a process that hangs, or
/// one whose connections are never made, as a machine behind a firewall that drops what it gets.
/// </summary>
public sealed class BlackHole : IDisposable
{
    private const int Waiting = 8;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    /// <summary>Opens one.</summary>
    /// <param name="connects">Whether connections are made.</param>
    public BlackHole(bool connects)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        // Nobody ever accepts. The kernel makes as many connections as the queue holds, and drops what asks for more.
        _listener.Listen(connects ? 1024 : 0);
        for (int i = 0; !connects && i < Waiting; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _waiting.Add(filler);
            try
            {
                filler.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It is under way, and stays so once the queue is full.
            }
        }
    }

    /// <summary>Where it is.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    /// <summary>Whether somebody has connected, of one that connects.</summary>
    public bool IsCalled => _listener.Poll(0, SelectMode.SelectRead);

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting.ForEach(filler => filler.Dispose());
        _listener.Dispose();
    }
}
