using System.Collections.Immutable;

namespace NumaBoot.Unit.Tests.Model;

/// <summary>How many nodes there are, and how many sections each CPU wants; the CPUs are dealt to the nodes in turn.</summary>
internal sealed record TinyMachine(int Nodes, params ImmutableArray<int> Wants)
{
    public static TinyMachine Of(string name) => name switch
    {
        "tiny" => new(1, 2, 1),
        "tiny2" => new(2, 1, 1),
        _ => throw new ArgumentException($"There is no model of machine '{name}'.", nameof(name)),
    };
}
