namespace NumaBoot.Cluster;

/// <summary>A setting as somebody wrote it.</summary>
/// <param name="Place">Where, as a reader would look for it.</param>
/// <param name="Text">What was written.</param>
/// <param name="IsEmptyList">Whether it says, where a list is expected, that there is nothing in it.</param>
internal sealed record FoundSetting(string Place, string Text, bool IsEmptyList = false)
{
    /// <summary>The complaint about it.</summary>
    public MemberSettingsException Refuse(string expected) => new($"{Place}: {expected} is expected, '{Text}' was found");

    /// <summary>The complaint that it and others do not go together.</summary>
    public MemberSettingsException RefuseTogether(string expected, string found) => new($"{Place}: {expected} expected, {found} found");
}
