using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>Names of <see cref="Invariant"/>.</summary>
public static class Invariants
{
    private static readonly ImmutableArray<string> Names =
    [
        "page-initialised-once",
        "page-freed-once",
        "one-owner",
        "pages-conserved",
        "frontier-forward",
        "frontier-true",
        "last-zone-grows",
        "no-growth-after-disable",
        "no-excess-growth",
        "fan-out-after-acknowledge",
        "node-done-once",
        "watermark-respected",
        "no-self-wait",
        "answered-once",
        "boot-completes",
        "no-needless-failure",
        "no-needless-remote",
        "no-page-lost",
    ];

    /// <summary>All of them, in the order of the design.</summary>
    public static ImmutableArray<Invariant> All { get; } = [.. Enum.GetValues<Invariant>()];

    /// <summary>The name that a report prints.</summary>
    public static string Name(this Invariant invariant) => Names[(int)invariant];

    /// <summary>The invariant of a printed name; false where there is none.</summary>
    public static bool TryParse(string name, out Invariant invariant)
    {
        int at = Names.IndexOf(name);
        invariant = (Invariant)Math.Max(at, 0);
        return at >= 0;
    }
}
