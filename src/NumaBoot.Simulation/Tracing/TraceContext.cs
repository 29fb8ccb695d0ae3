using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What travels beside a message of a boot that is traced: neither the message nor the actors know of it.</summary>
/// <param name="Phase">The phase that the message comes of, counted from 1; 0 for none yet.</param>
/// <param name="Request">The traced request of a CPU that the message serves; null where it serves none.</param>
/// <param name="First">The request with which that CPU began to go through the zonelist; null as <paramref name="Request"/>.</param>
/// <param name="Wanted">How many blocks that request wants, 1 for a refill.</param>
public sealed record TraceContext(int Phase, RequestId? Request = null, RequestId? First = null, long Wanted = 0)
{
    /// <summary>Before the first phase.</summary>
    public static TraceContext Nothing { get; } = new(0);

    /// <summary>The same phase, and no request.</summary>
    public TraceContext WithoutRequest => Request is null ? this : new TraceContext(Phase);
}
