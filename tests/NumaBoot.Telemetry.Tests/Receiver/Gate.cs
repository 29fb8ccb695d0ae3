using Microsoft.AspNetCore.Http;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Stands before everything a receiver takes: lets requests in, turns them away or lets them wait, and writes each down.</summary>
internal sealed class Gate(Received received)
{
    private volatile bool _refusing;
    private long _delayTicks;

    /// <summary>Whether every request is refused, as by a collector that is overloaded.</summary>
    public bool Refusing
    {
        get => _refusing;
        set => _refusing = value;
    }

    /// <summary>How long a request waits before it is looked at.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>True if the request may come in.</summary>
    public async Task<bool> PassAsync(HttpContext context)
    {
        bool taken = !Refusing;
        received.Add(new ReceivedRequest(
            context.Request.Path,
            context.Request.Protocol,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            taken));
        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, context.RequestAborted);
        }

        return taken;
    }
}
