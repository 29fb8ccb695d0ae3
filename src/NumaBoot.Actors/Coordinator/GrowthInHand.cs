using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>The growth that holds the writer.</summary>
/// <param name="Ask">Who asked.</param>
/// <param name="Plan">What it builds.</param>
/// <param name="Before">The frontier when it began.</param>
internal sealed record GrowthInHand(CoordinatorMessages.AskToGrow Ask, GrowthPlan Plan, long Before);
