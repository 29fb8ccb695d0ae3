namespace NumaBoot.Cluster;

/// <summary>
/// A member cannot be set up as it was asked to. The message is one line: where the setting came from, what was expected
/// and what was found.
/// </summary>
public sealed class MemberSettingsException : Exception
{
    /// <summary>Says why.</summary>
    public MemberSettingsException(string message)
        : base(message.ReplaceLineEndings(" "))
    {
    }

    /// <summary>Says why, and what was behind it.</summary>
    public MemberSettingsException(string message, Exception inner)
        : base(message.ReplaceLineEndings(" "), inner)
    {
    }
}
