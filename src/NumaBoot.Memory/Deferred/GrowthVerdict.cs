namespace NumaBoot.Memory;

/// <summary>What a writer does with a request to grow.</summary>
public enum GrowthVerdict
{
    /// <summary>Answers no.</summary>
    Refuse,

    /// <summary>Answers yes without building: somebody else did, or all is built.</summary>
    TryAgain,

    /// <summary>Builds what the plan says.</summary>
    Build,

    /// <summary>Answers once pages that are under way have arrived.</summary>
    Wait,
}
