using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Who grows and when, and whether the frontier tells the truth.</summary>
internal sealed class GrowthJudge(LedgerBooks books)
{
    // A kernel that is told "try again" so often without a page of its zone moving asks for ever. Every CPU may have waited
    // for the same growth, though, its work and a handler, and is told so once for each before any of them moves.
    private readonly int _mostFutileAnswers = 1000 + (2 * books.Plan.Cpus.Length);

    /// <summary>Whether somebody asks for ever and nothing moves.</summary>
    public bool IsFutile { get; private set; }

    public void MemoryMapBuilt(int nid, long frontier)
    {
        var node = books.Nodes[nid];
        node.Frontier = frontier;
        JudgePlace(nid, node);
    }

    /// <summary>Pages tell what announcements do not: whoever builds them must have been let.</summary>
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        if (frames.IsEmpty)
        {
            return;
        }

        var node = books.Nodes[zone.Nid];
        if (builder == PageBuilder.Growth && node.HasAcknowledged)
        {
            books.Break(Invariant.NoGrowthAfterDisable, $"zone {zone} was grown by pages {frames[0]} after its node acknowledged the disable", frames[0]);
        }
        else if (builder == PageBuilder.InitJob && !node.IsClaimed)
        {
            books.Break(Invariant.FrontierTrue, $"an init job that has claimed nothing built pages {frames[0]} of zone {zone}", frames[0]);
        }
        else if (builder == PageBuilder.EarlyMap && node.LastKind == zone.Kind && frames[^1].End > node.Frontier)
        {
            books.Break(Invariant.FrontierTrue, $"the early memory map built pages {frames[^1]} of zone {zone}, beyond the frontier {node.Frontier}", frames[^1]);
        }
    }

    public void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand)
    {
        var node = books.Nodes[zone.Nid];
        JudgeLastZone(zone, node);
        if (node.HasAcknowledged)
        {
            books.Break(Invariant.NoGrowthAfterDisable, $"zone {zone} grows for {ask} after its node acknowledged the disable", NextDeferred(node));
        }

        if (books.Zones.TryGetValue(zone, out var book) && book.UsableBlock(demand) is { IsEmpty: false } block)
        {
            books.Break(Invariant.NoExcessGrowth, $"zone {zone} grows for {ask} although it can serve it", block);
        }
    }

    public void FrontierMoved(ZoneRef zone, long before, long after)
    {
        var node = books.Nodes[zone.Nid];
        if (after < node.Frontier)
        {
            books.Break(Invariant.FrontierForward, $"the frontier of node {zone.Nid} moved back from {Frontier.Printed(node.Frontier)} to {after}", Cut(node, after, node.Frontier));
        }

        if (after != before && node.HasAcknowledged)
        {
            books.Break(Invariant.NoGrowthAfterDisable, $"the frontier of node {zone.Nid} moved from {before} to {Frontier.Printed(after)} after its node acknowledged the disable", Cut(node, before, after));
        }

        JudgeLastZone(zone, node);
        node.Frontier = after;
        JudgeFrontier(zone.Nid, node);
        if (before != after)
        {
            node.LastZone?.Moved();
        }
    }

    /// <summary>What is deferred is what memblock has left above the frontier; an init job claims it all.</summary>
    public void CountedDeferred(int nid, long deferredPages)
    {
        var node = books.Nodes[nid];
        long known = node.LastZone?.Expected.PagesIn(new PfnRange(node.Frontier, Frontier.None)) ?? 0;
        if (known != deferredPages)
        {
            books.Break(Invariant.PagesConserved, $"node {nid} counts {deferredPages} deferred pages where {known} lie above the frontier");
        }
    }

    public void ToldToTryAgain(ZoneRef zone)
    {
        // By zone: what moves elsewhere does not help who is told to try again here.
        if (++books.Zones[zone].FutileAnswers > _mostFutileAnswers)
        {
            IsFutile = true;
            books.Break(Invariant.BootCompletes, $"zone {zone} is told to try again for ever and nothing changes");
        }
    }

    public void RestClaimed(int nid)
    {
        books.Nodes[nid].Frontier = Frontier.None;
        books.Nodes[nid].IsClaimed = true;
        books.Nodes[nid].LastZone?.Moved();
    }

    /// <summary>What a growth builds first: the next free frames, up to the end of their section.</summary>
    private PfnRange NextDeferred(NodeBook node)
    {
        if (node.LastZone is not { } book || node.Frontier == Frontier.None)
        {
            return PfnRange.Empty;
        }

        var next = book.Expected.FirstIn(new PfnRange(node.Frontier, Frontier.None));
        return next with { End = Math.Min(next.End, books.Plan.Machine.Geometry.SectionAlignUp(next.Start + 1)) };
    }

    /// <summary>From one frontier to another, where nothing left to grow is the end of the node.</summary>
    private static PfnRange Cut(NodeBook node, long from, long to) =>
        node.LastZone is { } book ? new PfnRange(Math.Min(from, to), Math.Max(from, to)).Intersect(book.Plan.Layout.Span) : PfnRange.Empty;

    private void JudgeLastZone(ZoneRef zone, NodeBook node)
    {
        if (node.LastKind != zone.Kind)
        {
            books.Break(Invariant.LastZoneGrows, $"zone {zone} grows and is not the last of its node");
        }
    }

    private void JudgeFrontier(int nid, NodeBook node)
    {
        if (node.LastZone is not { } book || node.IsClaimed)
        {
            return;
        }

        JudgePlace(nid, node);

        // Pages stay built: what has been found complete is not looked at again.
        var span = book.Plan.Layout.Span;
        long frontier = Math.Clamp(node.Frontier, span.Start, span.End);
        var passed = new PfnRange(Math.Min(Math.Max(node.CompleteTo, span.Start), frontier), frontier);
        long missing = book.Expected.PagesIn(passed) - book.Built.PagesIn(passed);
        if (missing != 0)
        {
            books.Break(Invariant.FrontierTrue, $"{missing} free pages below the frontier {Frontier.Printed(node.Frontier)} of node {nid} are not built", FirstUnbuilt(book, passed));
        }

        node.CompleteTo = frontier;
        var above = new PfnRange(frontier, span.End);
        if (book.Built.FirstIn(above) is { IsEmpty: false })
        {
            books.Break(Invariant.FrontierTrue, $"{book.Built.PagesIn(above)} pages at or above the frontier {node.Frontier} of node {nid} are built", book.Built.FirstIn(above));
        }
    }

    private static PfnRange FirstUnbuilt(ZoneBook book, PfnRange passed)
    {
        var rest = passed;
        while (true)
        {
            var expected = book.Expected.FirstIn(rest);
            var built = book.Built.FirstIn(expected);
            if (expected.IsEmpty || built.IsEmpty || built.Start > expected.Start)
            {
                return built.IsEmpty ? expected : expected with { End = built.Start };
            }

            rest = rest with { Start = built.End };
        }
    }

    /// <summary>Whether the frontier lies where one can lie: on a boundary, not beyond the node, or nowhere.</summary>
    private void JudgePlace(int nid, NodeBook node)
    {
        if (node.LastZone is not { } book || node.Frontier == Frontier.None)
        {
            return;
        }

        long end = book.Plan.Layout.Span.End;
        if (node.Frontier > end)
        {
            books.Break(Invariant.FrontierTrue, $"the frontier of node {nid} is {node.Frontier}, beyond the node's end at {end}");
        }

        if (!books.Plan.Machine.Geometry.IsSectionAligned(node.Frontier) && !IsBoundary(book.Plan.FreeFrames, node.Frontier))
        {
            books.Break(Invariant.FrontierTrue, $"the frontier {node.Frontier} of node {nid} lies on no boundary");
        }
    }

    private static bool IsBoundary(ImmutableArray<PfnRange> ranges, long pfn)
    {
        int low = 0;
        int high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ranges[middle].End >= pfn)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        // Of two ranges that touch, the first one ends here.
        return low < ranges.Length && (ranges[low].Start == pfn || ranges[low].End == pfn);
    }
}
