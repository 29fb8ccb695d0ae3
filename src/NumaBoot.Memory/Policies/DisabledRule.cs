namespace NumaBoot.Memory;

/// <summary>What is answered when growth has been disabled for good.</summary>
public enum DisabledRule
{
    /// <summary>No (v1, v3).</summary>
    Refused,

    /// <summary>Yes: all is built, look again (4.17).</summary>
    TryAgain,

    /// <summary>Nothing is looked at: ticket and frontier decide (5.8 on).</summary>
    NotChecked,

    /// <summary>The answer waits for the pages under way; no once all are built.</summary>
    Waits,
}
