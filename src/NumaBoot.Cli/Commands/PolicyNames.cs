using NumaBoot.Memory;

namespace NumaBoot.Cli.Commands;

/// <summary>The names that <c>--policy</c> takes, as help and complaints print them.</summary>
internal static class PolicyNames
{
    /// <summary>All of them in one line.</summary>
    public static string InWords { get; } = $"{Names(InitPolicies.All)}; of the museum (docs/museum.md): {Names(MuseumPolicies.All)}; of field reports (docs/field-cases.md): {Names(FieldPolicies.All)}";

    private static string Names(IEnumerable<InitPolicy> policies) => string.Join(", ", policies.Select(policy => policy.Name));
}
