using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// Faults that machines in the field died or suffered of: each is a preset that differs from its mended twin in one
/// choice. They concern memory and not the order of messages: plain order of time shows them.
/// </summary>
public static class FieldPolicies
{
    /// <summary>As first merged: so much of each node and no more, however large the node is.</summary>
    public static InitPolicy FixedReserve { get; } = InitPolicies.StaticReserve with
    {
        Name = "v4.2-fixed-reserve",
        Description = "static-reserve as first merged: 2 GiB of each node, however large it is and whatever is reserved there",
        BuiltEarly = EarlyRule.FixedReserve,
    };

    /// <summary>It grows with the node, but a reservation within it leaves that much less.</summary>
    public static InitPolicy UncountedReserve { get; } = InitPolicies.StaticReserve with
    {
        Name = "v4.6-uncounted-reserve",
        Description = "static-reserve before reservations were counted: 2 GiB or node/256, of which all may be reserved",
        BuiltEarly = EarlyRule.UncountedReserve,
    };

    /// <summary>Lists are sized while a zone has a section, and never again.</summary>
    public static InitPolicy ListsOnce { get; } = InitPolicies.V417 with
    {
        Name = "v4.17-lists-once",
        Description = "v4.17 with page lists sized once, before SMP, when a zone has but its first section",
        PageLists = PageListRule.OnceEarly,
    };

    /// <summary>Only the last region of a node is deferred.</summary>
    public static InitPolicy ByRegion { get; } = InitPolicies.V58 with
    {
        Name = "v5.8-by-region",
        Description = "v5.8 as released: a region that does not reach the end of its node is built early to its own end",
        EarlyStop = EarlyStopRule.ByRegion,
    };

    /// <summary>The twin of v6.1, which loses what is freed late.</summary>
    public static InitPolicy FreedAfterLateInit { get; } = InitPolicies.V61 with
    {
        Name = "v6.1-frees-after",
        Description = "v6.1 with the mend of 2026: what memblock frees late is freed once late init is over",
        FreedLate = FreedLateRule.AfterLateInit,
        Claims = [.. Invariants.All.Where(invariant => invariant == Invariant.NoPageLost || InitPolicies.V61.Claims.Contains(invariant))],
    };

    /// <summary>All of them, in the order of history.</summary>
    public static ImmutableArray<InitPolicy> All { get; } = [FixedReserve, UncountedReserve, ListsOnce, ByRegion, FreedAfterLateInit];
}
