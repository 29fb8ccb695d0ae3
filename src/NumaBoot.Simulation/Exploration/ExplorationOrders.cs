using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>Names of <see cref="ExplorationOrder"/>.</summary>
public static class ExplorationOrders
{
    /// <summary>The names, as <c>--order</c> takes them.</summary>
    public static ImmutableArray<string> Names { get; } = ["time", "random", "priority", "exhaustive"];

    /// <summary>The name that a report prints.</summary>
    public static string Name(this ExplorationOrder order) => Names[(int)order];

    /// <summary>The order of a name in letters of any case; false where there is none.</summary>
    public static bool TryParse(string name, out ExplorationOrder order)
    {
        int at = Names.IndexOf(name, 0, Names.Length, StringComparer.OrdinalIgnoreCase);
        order = (ExplorationOrder)Math.Max(at, 0);
        return at >= 0;
    }
}
