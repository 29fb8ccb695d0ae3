using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Fields;

/// <summary>A report from the field that a machine file brings back.</summary>
internal sealed record FieldCase
{
    /// <summary>The name of its file, without the folder and the ending.</summary>
    public required string Name { get; init; }

    /// <summary>What was reported, and what the kernel did.</summary>
    public required string Report { get; init; }

    /// <summary>What of the machine is from the report, and what had to be guessed.</summary>
    public required string Machine { get; init; }

    /// <summary>What the figures below mean, and where they differ from the report's.</summary>
    public required string Note { get; init; }

    /// <summary>Policies besides the presets that have a part in it: the fault, and twins that are no presets.</summary>
    public required ImmutableArray<InitPolicy> Concerned { get; init; }

    /// <summary>Those that the page lays side by side.</summary>
    public required ImmutableArray<InitPolicy> Compared { get; init; }

    /// <summary>What a boot comes to, in half a sentence.</summary>
    public required Func<PolicyOutcome, string> Tell { get; init; }

    /// <summary>The file, from the root of the repository.</summary>
    public string Path => $"examples/field/{Name}.json";

    /// <summary>The faults and their twins, then all presets.</summary>
    public IEnumerable<InitPolicy> Policies => Concerned.Concat(InitPolicies.All);

    /// <summary>The command that lays the policies side by side.</summary>
    public string Command => $"numaboot compare {Path} --policies {string.Join(',', Compared.Select(policy => policy.Name))}";
}
