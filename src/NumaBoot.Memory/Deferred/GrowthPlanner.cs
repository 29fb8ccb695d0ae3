using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// Works out what a growth builds (<c>mm/page_alloc.c: deferred_grow_zone</c> with
/// <c>deferred_init_maxorder</c> and <c>deferred_init_mem_pfn_range_in_zone</c>; from 6.18 on
/// <c>mm/mm_init.c: deferred_grow_zone</c> with <c>deferred_init_memmap_chunk</c>).
/// </summary>
public static class GrowthPlanner
{
    /// <summary>The plan of a growth that starts at <paramref name="first"/>.</summary>
    /// <param name="free">The zone's free memblock ranges, ascending: memory without reservations, cut to the zone.</param>
    /// <param name="zoneEnd">The first frame behind the zone.</param>
    /// <param name="first">The frontier that the growth believes in.</param>
    /// <param name="order">The order of the allocation that fell short.</param>
    /// <param name="policy">How it walks, and what it answers.</param>
    /// <param name="geometry">The machine's sizes.</param>
    public static GrowthPlan Plan(
        ImmutableArray<PfnRange> free, long zoneEnd, long first, int order, InitPolicy policy, MemoryGeometry geometry)
    {
        long need = geometry.SectionAlignUp(1L << order);
        int at = free.FirstEndingAfter(first);
        if (at == free.Length)
        {
            return NothingLeft(first, policy);
        }

        var (built, stop) = policy switch
        {
            { Frontier: FrontierRule.RoundedUpToSection } => WalkSections(free, at, zoneEnd, first, need, geometry),
            { Walk: GrowthWalk.MaxOrderBlocks } => WalkBlocks(free, at, first, need, geometry),
            _ => WalkRanges(free, at, first, need, geometry),
        };
        long pages = built.Sum(range => range.Pages);
        bool grew = policy.PartialGrowth == PartialGrowthRule.Failure ? pages >= need : pages > 0;
        return new GrowthPlan([.. built], stop, grew);
    }

    private static GrowthPlan NothingLeft(long first, InitPolicy policy) => policy.Exhausted switch
    {
        ExhaustedRule.TrueForEver => new GrowthPlan([], Frontier.None, Grew: true),
        ExhaustedRule.TrueOnce => new GrowthPlan([], Frontier.None, Grew: first != Frontier.None),
        _ => new GrowthPlan([], first, Grew: false),
    };

    /// <summary>Up to 5.1: the frontier is where the last step ended, be it a section boundary or the end of a range.</summary>
    private static (List<PfnRange> Built, long Stop) WalkRanges(
        ImmutableArray<PfnRange> free, int at, long first, long need, MemoryGeometry geometry)
    {
        var built = new List<PfnRange>();
        long pages = 0;
        long stop = first;
        for (; at < free.Length && pages < need; at++)
        {
            long start = Math.Max(free[at].Start, first);
            long from = start;
            while (start < free[at].End && pages < need)
            {
                stop = Math.Min(geometry.SectionAlignUp(start + geometry.SectionPages), free[at].End);
                pages += stop - start;
                start = stop;
            }

            built.Add(new PfnRange(from, start));
        }

        return (built, stop);
    }

    /// <summary>From 5.2 on: the frontier is the next frame to build, which may lie beyond a hole, or none.</summary>
    private static (List<PfnRange> Built, long Stop) WalkBlocks(
        ImmutableArray<PfnRange> free, int at, long first, long need, MemoryGeometry geometry)
    {
        var built = new List<PfnRange>();
        long start = Math.Max(free[at].Start, first);
        for (long pages = 0; pages < need && at < free.Length;)
        {
            // A growth may stop only where a block ends behind a section boundary, so it looks from boundary to boundary.
            pages += BuildTo(geometry.SectionAlignUp(start + 1), free, ref at, ref start, built);
        }

        return (built, start);
    }

    /// <summary>
    /// From 6.18 on: section by section, so that the frontier is a boundary. A growth that finds too little walks to the
    /// end of the last section, which the zone need not reach.
    /// </summary>
    private static (List<PfnRange> Built, long Stop) WalkSections(
        ImmutableArray<PfnRange> free, int at, long zoneEnd, long first, long need, MemoryGeometry geometry)
    {
        var built = new List<PfnRange>();
        long start = Math.Max(free[at].Start, first);
        long pages = 0;
        long boundary = first;
        while (pages < need && at < free.Length)
        {
            boundary = geometry.SectionAlignUp(start + 1);
            pages += BuildTo(boundary, free, ref at, ref start, built);
        }

        return (built, pages < need ? geometry.SectionAlignUp(zoneEnd) : boundary);
    }

    /// <summary>Builds what is free from <paramref name="start"/> to a boundary, and leaves it at the next frame to build.</summary>
    private static long BuildTo(long boundary, ImmutableArray<PfnRange> free, ref int at, ref long start, List<PfnRange> built)
    {
        long pages = 0;
        while (at < free.Length && start < boundary)
        {
            var step = new PfnRange(start, Math.Min(boundary, free[at].End));
            Append(built, step);
            pages += step.Pages;
            start = step.End;
            if (start == free[at].End)
            {
                at++;
                start = at < free.Length ? free[at].Start : Frontier.None;
            }
        }

        return pages;
    }

    private static void Append(List<PfnRange> built, PfnRange step)
    {
        if (built.Count > 0 && built[^1].End == step.Start)
        {
            built[^1] = built[^1] with { End = step.End };
            return;
        }

        built.Add(step);
    }
}
