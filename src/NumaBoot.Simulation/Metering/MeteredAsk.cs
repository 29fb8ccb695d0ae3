using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>A request to grow that its coordinator has not answered.</summary>
/// <param name="question">The request.</param>
/// <param name="arrivedNs">When it arrived, in nanoseconds of virtual time.</param>
internal sealed class MeteredAsk(CoordinatorMessages.AskToGrow question, long arrivedNs)
{
    /// <summary>The request.</summary>
    public CoordinatorMessages.AskToGrow Question { get; } = question;

    /// <summary>When it arrived, in nanoseconds of virtual time.</summary>
    public long ArrivedNs { get; } = arrivedNs;

    /// <summary>Whether pages are built for it.</summary>
    public bool Builds { get; set; }
}
