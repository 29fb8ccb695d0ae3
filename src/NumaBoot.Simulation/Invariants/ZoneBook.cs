using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What the ledger knows of a zone's pages.</summary>
internal sealed class ZoneBook
{
    public ZoneBook(ZonePlan plan)
    {
        Plan = plan;
        foreach (var range in plan.FreeFrames)
        {
            Expected.Add(range);
        }
    }

    public ZonePlan Plan { get; }

    /// <summary>Every page that must be built in the end: what memblock left free.</summary>
    public PfnRangeSet Expected { get; } = [];

    /// <summary>Pages built.</summary>
    public PfnRangeSet Built { get; } = [];

    /// <summary>Pages in the free areas.</summary>
    public PfnRangeSet Free { get; } = [];

    /// <summary>Pages that CPUs hold.</summary>
    public PfnRangeSet Held { get; } = [];

    /// <summary>Reserved pages that were freed for good.</summary>
    public long ReleasedPages { get; set; }

    /// <summary>Pages that CPUs said at the end that they hold.</summary>
    public long CountedHeldPages { get; set; }

    /// <summary>Pages that are built and not yet in the free areas.</summary>
    public long UnderWayPages => Built.Pages + ReleasedPages - Free.Pages - Held.Pages;

    /// <summary>Pages that are not built.</summary>
    public long UnbuiltPages => Expected.Pages - Built.Pages;
}
