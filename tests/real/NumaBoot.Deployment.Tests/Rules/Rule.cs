namespace NumaBoot.Deployment.Tests.Rules;

/// <summary>Something that no schema demands, but without which the members would not work or not be safe.</summary>
/// <param name="Name">Its name, in words.</param>
/// <param name="Holds">Whether it holds.</param>
internal sealed record Rule(string Name, Func<Manifest, bool> Holds)
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. NetworkRules.All, .. ArgumentRules.All, .. PodRules.All, .. SecurityRules.All];

    /// <summary>The names of those that a manifest breaks.</summary>
    public static IReadOnlyList<string> BrokenBy(Manifest manifest) => [.. All.Where(rule => !rule.Holds(manifest)).Select(rule => rule.Name)];

    /// <summary>Whether a selector selects what carries the labels; an empty one, which selects everything, does not count.</summary>
    public static bool Selects(IDictionary<string, string>? selector, IDictionary<string, string> labels) =>
        selector is { Count: > 0 } && selector.All(pair => labels.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
