using Microsoft.Extensions.Configuration;

namespace NumaBoot.Cluster;

/// <summary>
/// Where settings of a member come from: a file, above it the environment, above it the command line.
/// </summary>
internal static class SettingsPlaces
{
    /// <summary>The file, in the current folder.</summary>
    public const string FileName = "appsettings.json";

    private const string Section = "Member";
    private const string Prefix = "NUMABOOT_";

    /// <summary>All places, the one that wins first.</summary>
    /// <param name="folder">Where the file is, if there is one.</param>
    /// <param name="commandLine">What was written on the command line, by the name of the setting.</param>
    public static IReadOnlyList<SettingsLayer> Open(string folder, IReadOnlyDictionary<string, string> commandLine) =>
    [
        // An option is given once for each of a list: an empty one is a slip, such as a variable of the shell that is not set.
        new(FromCommandLine(commandLine), OptionOf, hasEmptyLists: false),
        new(new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build().GetSection(Section), InEnvironment, hasEmptyLists: true),
        new(FromFile(folder), name => name.Length == 0 ? $"{FileName}, {Section}" : $"{FileName}, {Section}:{name}", hasEmptyLists: true),
    ];

    /// <summary>The option that is a setting's name on the command line: <c>HealthPort</c> is <c>--health-port</c>.</summary>
    public static string OptionOf(string name) =>
        "--" + string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static IConfigurationSection FromCommandLine(IReadOnlyDictionary<string, string> written) => new ConfigurationBuilder()
        .AddInMemoryCollection(written.Select(pair => KeyValuePair.Create($"{Section}:{pair.Key}", (string?)pair.Value))).Build().GetSection(Section);

    private static IConfigurationSection FromFile(string folder)
    {
        try
        {
            return new ConfigurationBuilder().SetBasePath(folder).AddJsonFile(FileName, optional: true).Build().GetSection(Section);
        }
        catch (InvalidDataException bad)
        {
            throw new MemberSettingsException($"{FileName}: JSON is expected, but: {(bad.InnerException?.InnerException ?? bad.InnerException ?? bad).Message}", bad);
        }
    }

    private static string InEnvironment(string name)
    {
        string expected = name.Length == 0 ? Prefix + Section : $"{Prefix}{Section}__{name}";
        var written = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(key => key.Equals(expected, StringComparison.OrdinalIgnoreCase) || key.StartsWith(expected + "__", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        return written.FirstOrDefault() ?? expected;
    }
}
