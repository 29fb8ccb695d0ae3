namespace NumaBoot.Cluster;

/// <summary>A setting as somebody wrote it.</summary>
/// <param name="Place">Where, as a reader would look for it.</param>
/// <param name="Text">What was written.</param>
internal sealed record FoundSetting(string Place, string Text)
{
    /// <summary>The complaint about it.</summary>
    public MemberSettingsException Refuse(string expected) => new($"{Place}: {expected} is expected, '{Text}' was found");
}
