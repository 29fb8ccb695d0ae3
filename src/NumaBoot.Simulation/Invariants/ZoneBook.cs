using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What the ledger knows of a zone's pages.</summary>
internal sealed class ZoneBook
{
    private readonly Dictionary<int, PfnRangeSet> _heldBy = [];

    private readonly MemoryGeometry _geometry;

    public ZoneBook(ZonePlan plan, PfnRange imagePages, MemoryGeometry geometry)
    {
        Plan = plan;
        _geometry = geometry;
        Types = new TypeBook(geometry, plan.Layout.Span, Free);
        foreach (var range in plan.FreeFrames)
        {
            Expected.Add(range);
        }

        foreach (var range in plan.LateFrames.Add(imagePages.Intersect(plan.Layout.Span)))
        {
            Releasable.Add(range);
        }
    }

    public ZonePlan Plan { get; }

    /// <summary>What its marks let pass.</summary>
    public MarksBook Marks { get; } = new();

    /// <summary>The request to grow whose yes it has just heard; null once it went on.</summary>
    public RequestId? JustGrown { get; set; }

    /// <summary>The delivery in which it heard that.</summary>
    public long JustGrownIn { get; set; }

    /// <summary>How often somebody was told to try again since a page of the zone last moved.</summary>
    public int FutileAnswers { get; set; }

    /// <summary>Every page that must be built in the end: what memblock left free.</summary>
    public PfnRangeSet Expected { get; } = [];

    /// <summary>Pages that memblock keeps when it hands over and that come to the zone later all the same.</summary>
    public PfnRangeSet Releasable { get; } = [];

    /// <summary>Pages built.</summary>
    public PfnRangeSet Built { get; } = [];

    /// <summary>Pages in the free areas.</summary>
    public PfnRangeSet Free { get; } = [];

    /// <summary>The order of a pageblock.</summary>
    public int PageblockOrder => _geometry.PageblockOrder;

    /// <summary>Of which migrate types these are.</summary>
    public TypeBook Types { get; }

    /// <summary>Pages that CPUs hold.</summary>
    public PfnRangeSet Held { get; } = [];

    /// <summary>Reserved pages that were freed.</summary>
    public PfnRangeSet Released { get; } = [];

    /// <summary>How many, each as often as it was freed.</summary>
    public long ReleasedPages { get; set; }

    /// <summary>Pages that were ever freed to the zone, by whomever they were built.</summary>
    public long ManagedPages { get; set; }

    /// <summary>Whether memblock has handed over.</summary>
    public bool HasManaged { get; set; }

    /// <summary>Pages that CPUs said at the end that they hold.</summary>
    public long CountedHeldPages { get; set; }

    /// <summary>Pages that are built and not yet in the free areas.</summary>
    public long UnderWayPages => Built.Pages + ReleasedPages - Free.Pages - Held.Pages;

    /// <summary>Pages that are not built.</summary>
    public long UnbuiltPages => Expected.Pages - Built.Pages;

    /// <summary>
    /// A free block that marks and migrate types let somebody have; empty where there is none. Blocks merge, so that an
    /// aligned run of free pages is one; looking for it costs more than counting, which comes first.
    /// </summary>
    public PfnRange UsableBlock(Demand demand)
    {
        if (demand.Order > _geometry.MaxOrder || Marks.PassingBlocks(Free.Pages, demand) == 0)
        {
            return PfnRange.Empty;
        }

        var block = FreeBlock(1L << OrderOfOthers(demand));
        return block.IsEmpty && demand.NoFragment ? Types.FirstBlock(demand.Type, 1L << demand.Order) : block;
    }

    /// <summary>The order that a block of whatever type has at least to be of any use: a pageblock's where smaller ones are left alone.</summary>
    public int OrderOfOthers(Demand demand) => demand.NoFragment ? Math.Max(demand.Order, _geometry.PageblockOrder) : demand.Order;

    /// <summary>Something of the zone is not as it was.</summary>
    public void Moved() => FutileAnswers = 0;

    /// <summary>Pages that one CPU holds, or has on its list.</summary>
    public PfnRangeSet HeldBy(int cpu)
    {
        if (!_heldBy.TryGetValue(cpu, out var held))
        {
            _heldBy.Add(cpu, held = []);
        }

        return held;
    }

    private PfnRange FreeBlock(long size)
    {
        foreach (var range in Free)
        {
            var block = PfnRange.Of(MemoryGeometry.AlignUp(range.Start, size), size);
            if (block.End <= range.End)
            {
                return block;
            }
        }

        return PfnRange.Empty;
    }
}
