using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>A request for pages that a zone has got and not answered.</summary>
/// <param name="Request">The request.</param>
/// <param name="SentNs">When it was sent, in nanoseconds of virtual time.</param>
/// <param name="ArrivedNs">When the zone took it in hand, in nanoseconds of virtual time.</param>
/// <param name="Ticks">The same by the clock of the world.</param>
/// <param name="Delivery">In which delivery of its lane.</param>
internal sealed record OpenTake(ZoneMessages.TakePages Request, long SentNs, long ArrivedNs, long Ticks, long Delivery)
{
    /// <summary>What travels beside its answer.</summary>
    public required TraceContext Context { get; set; }

    /// <summary>Whether it has spans.</summary>
    public bool IsTraced => Context.Request == Request.Id;

    /// <summary>How many blocks it wants; 1 for a refill.</summary>
    public long Wanted => WantedBy(Request);

    /// <summary>How many blocks a request wants; 1 for a refill.</summary>
    public static long WantedBy(ZoneMessages.TakePages request) => request.Mode == TakeMode.Refill ? 1 : request.Count;
}
