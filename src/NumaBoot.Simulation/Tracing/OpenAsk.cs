using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>A request to grow that a zone has made and that is not answered.</summary>
/// <param name="Question">What it asked, with whom it asks for and why.</param>
/// <param name="AskedNs">When, in nanoseconds of virtual time.</param>
/// <param name="Ticks">The same by the clock of the world.</param>
/// <param name="Delivery">In which delivery of its lane.</param>
internal sealed record OpenAsk(CoordinatorMessages.AskToGrow Question, long AskedNs, long Ticks, long Delivery)
{
    /// <summary>The request for pages that it is for; null where that cannot be told.</summary>
    public OpenTake? Take { get; set; }

    /// <summary>Whether it has a span.</summary>
    public bool IsTraced { get; set; }
}
