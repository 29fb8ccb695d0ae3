using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Unit.Tests.Memory.Deferred;

/// <summary>A node of one zone, small enough for a drawing: sections and largest blocks of eight pages.</summary>
internal static class OneNode
{
    public static MemoryGeometry Geometry { get; } = new(MaxOrder: 3, SectionPages: 8, PageblockOrder: 3);

    /// <summary>The deferred pages of a zone of <paramref name="pages"/> pages behind a frontier.</summary>
    /// <param name="policy">What is done when.</param>
    /// <param name="frontier">Where the early memory map stopped.</param>
    /// <param name="pages">All pages of the zone.</param>
    /// <param name="free">What memblock left free; everything where nothing is said.</param>
    public static DeferredPages Deferred(InitPolicy policy, long frontier = 8, long pages = 64, params PfnRange[] free) => new(
        0, new PfnRange(0, pages), free.Length > 0 ? [.. free] : [new PfnRange(0, pages)], frontier, policy, Geometry);

    /// <summary>Grows once as the holder of the writer does; what was built, or null where nothing is to be built.</summary>
    public static GrowthPlan? Grow(this DeferredPages deferred, int order = 0, long? ticket = null)
    {
        var decision = deferred.Decide(ticket ?? deferred.Frontier, order);
        if (decision.Plan is { } plan)
        {
            deferred.Publish(plan);
        }

        return decision.Plan;
    }

    /// <summary>The built frames of a plan.</summary>
    public static IEnumerable<PfnRange> Built(this GrowthPlan? plan) => plan?.Built ?? ImmutableArray<PfnRange>.Empty;
}
