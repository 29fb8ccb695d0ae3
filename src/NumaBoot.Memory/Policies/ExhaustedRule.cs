namespace NumaBoot.Memory;

/// <summary>What a growth answers when nothing is left to build.</summary>
public enum ExhaustedRule
{
    /// <summary>No.</summary>
    Refused,

    /// <summary>Yes when it notices, no from then on (5.2 with its mend, on).</summary>
    TrueOnce,

    /// <summary>Yes, each time: who believes it asks for ever (5.2 without its mend).</summary>
    TrueForEver,
}
