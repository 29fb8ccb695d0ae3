namespace NumaBoot.Memory;

/// <summary>What a writer decided, and the plan where it builds.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Plan">What to build; null unless <see cref="GrowthVerdict.Build"/>.</param>
public sealed record GrowthDecision(GrowthVerdict Verdict, GrowthPlan? Plan = null)
{
    /// <summary>Answers no.</summary>
    public static GrowthDecision Refuse { get; } = new(GrowthVerdict.Refuse);

    /// <summary>Whether it is so because growth is disabled and the asker is to see that as well.</summary>
    public bool SawDisabled { get; init; }

    /// <summary>Answers yes without building.</summary>
    public static GrowthDecision TryAgain { get; } = new(GrowthVerdict.TryAgain);

    /// <summary>Answers later.</summary>
    public static GrowthDecision Wait { get; } = new(GrowthVerdict.Wait);
}
