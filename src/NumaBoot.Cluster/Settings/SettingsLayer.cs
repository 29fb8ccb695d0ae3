using Microsoft.Extensions.Configuration;

namespace NumaBoot.Cluster;

/// <summary>Settings that came from one place.</summary>
/// <param name="section">What came from there.</param>
/// <param name="name">How a setting is written in that place, from its name.</param>
/// <param name="hasEmptyLists">Whether an empty text is an empty list there.</param>
internal sealed class SettingsLayer(IConfigurationSection section, Func<string, string> name, bool hasEmptyLists)
{
    /// <summary>Refuses a section that is no group of settings, and names that no setting has.</summary>
    public void CheckNames(IReadOnlyCollection<string> known)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            throw new MemberSettingsException($"{name("")}: a group of settings is expected, '{section.Value}' was found");
        }

        var stranger = section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
        if (stranger is not null)
        {
            throw new MemberSettingsException($"{name(stranger.Key)}: one of {string.Join(", ", known)} is expected, '{stranger.Key}' was found");
        }
    }

    /// <summary>The setting as it was written there; null when it was not.</summary>
    public FoundSetting? Find(string setting)
    {
        var found = section.GetSection(setting);
        return found.Exists()
            ? new FoundSetting(name(found.Key), found.Value ?? List(found), hasEmptyLists && found.Value is not null && string.IsNullOrWhiteSpace(found.Value))
            : null;
    }

    // A list is written with commas where a place has no lists; so it is read everywhere.
    private static string List(IConfigurationSection found) => string.Join(',', found.GetChildren()
        .OrderBy(child => child.Key, ConfigurationKeyComparer.Instance).Select(child => child.Value ?? ""));
}
