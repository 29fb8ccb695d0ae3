using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What happened, in one sentence without the ledger's numbers.</summary>
internal sealed class StoryHeadline(StoryWords words)
{
    /// <summary>The sentence.</summary>
    /// <param name="violation">What broke.</param>
    /// <param name="last">The delivery in which it broke.</param>
    public string Of(Violation violation, StoryMoment last) => violation.Invariant switch
    {
        Invariant.NoNeedlessFailure or Invariant.NoNeedlessRemote when !violation.Frames.IsEmpty => Needless(violation, last),
        Invariant.NoExcessGrowth => $"{words.Of(last.To)} grew although {words.InFull(violation.Frames)} {words.Were(violation.Frames)} free",
        Invariant.FrontierForward when FrontierOf(last) is { } set =>
            $"the frontier of node {set.Nid} moved back from {words.Frontier(set.Nid, set.Before)} to {words.Frontier(set.Nid, set.After)}",
        _ => words.Retell(violation.Detail),
    };

    private string Needless(Violation violation, StoryMoment last)
    {
        string who = words.Of(last.To);
        string had = $"although {words.InFull(violation.Frames)} would have served it";
        return violation.Invariant == Invariant.NoNeedlessFailure
            ? $"an allocation of {who} failed {had}"
            : $"an allocation of {who} left its node {had}";
    }

    private static Happening.FrontierSet? FrontierOf(StoryMoment moment) =>
        moment.Happened.OfType<Happening.FrontierSet>().FirstOrDefault(set => set.After < set.Before);
}
