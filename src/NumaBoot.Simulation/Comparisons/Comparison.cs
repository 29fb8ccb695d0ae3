using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>The same machine and work under several policies.</summary>
/// <param name="Request">What they have in common; its policy has no part in it.</param>
/// <param name="Outcomes">One for each policy, in the order in which they were asked for.</param>
public sealed record Comparison(BootRequest Request, ImmutableArray<PolicyOutcome> Outcomes)
{
    /// <summary>Whether a boot was ended before its time, so that what stands here is what was found so far.</summary>
    public bool WasInterrupted => Outcomes.Any(outcome => outcome.Result.Outcome == BootOutcome.Interrupted);

    /// <summary>The first outcome in which something broke that its policy claims; null where there is none.</summary>
    public PolicyOutcome? BrokenClaim => Outcomes.FirstOrDefault(outcome => !outcome.Result.BrokenClaims.IsEmpty);
}
