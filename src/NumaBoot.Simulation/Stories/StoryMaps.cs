using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Draws the pages of a node as ranges of one state each, around those that a story is about.</summary>
internal sealed class StoryMaps(StoryWords words, StoryBooks books)
{
    // More than this does not fit a line.
    private const int MostRanges = 6;
    private const int RangesBefore = 2;

    /// <summary>The map of a node's last zone, or of the one that holds the pages.</summary>
    public StoryMap Of(int nid, PfnRange frames)
    {
        var whole = Whole(nid, frames);
        var ranges = whole.Ranges;
        int first = ranges.TakeWhile(range => !range.Frames.Overlaps(frames)).Count();
        int from = Math.Clamp(first == ranges.Length ? 0 : first - RangesBefore, 0, Math.Max(0, ranges.Length - MostRanges));
        return whole with
        {
            Ranges = [.. ranges.Skip(from).Take(MostRanges)],
            IsCutBefore = from > 0,
            IsCutBehind = from + MostRanges < ranges.Length,
        };
    }

    /// <summary>The same, from one end of the zone to the other.</summary>
    public StoryMap Whole(int nid, PfnRange frames)
    {
        var zone = ZoneOf(nid, frames);
        return new StoryMap(
            nid, [.. Ranges(nid, frames, zone.Layout.Span)], books.Node(nid).Frontier, IsCutBefore: false, IsCutBehind: false)
        {
            Frames = frames,
            FrontierName = FrontierName(nid),
            NodeName = words.HasNodes ? $"node {nid}" : "",
        };
    }

    /// <summary>Which zone of a node is drawn.</summary>
    public ZonePlan ZoneOf(int nid, PfnRange frames)
    {
        var plan = books.Plan.Nodes.First(node => node.Nid == nid);
        return plan.Zones.FirstOrDefault(zone => zone.Layout.Span.Overlaps(frames)) ?? plan.LastZone!;
    }

    /// <summary>The frontier's name.</summary>
    public string FrontierName(int nid) => words.Frontier(nid, books.Node(nid).Frontier);

    /// <summary>Some pages of the zone that is drawn, as ranges of one state each.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="frames">The pages that the story is about.</param>
    /// <param name="span">Which pages to look at.</param>
    public List<StoryRange> Ranges(int nid, PfnRange frames, PfnRange span)
    {
        var plan = ZoneOf(nid, frames);
        var node = books.Node(nid);
        var pages = books.Zone(plan.Ref);
        var free = new PfnRangeSet();
        foreach (var range in plan.FreeFrames)
        {
            free.Add(range);
        }

        var ranges = new List<StoryRange>();
        for (long pfn = span.Start; pfn < span.End;)
        {
            long end = Math.Min(pages.NextBoundary(pfn, span.End), Boundary(free, new PfnRange(pfn, span.End)));
            foreach (long cut in new[] { frames.Start, frames.End, node.ClaimedFrom ?? pfn, node.Frontier })
            {
                end = cut > pfn ? Math.Min(end, cut) : end;
            }

            Add(ranges, new PfnRange(pfn, end), StateOf(pfn, pages, free, node), pages.HolderOf(pfn), frames);
            pfn = end;
        }

        return ranges;
    }

    private void Add(List<StoryRange> ranges, PfnRange range, PageState state, int? heldBy, PfnRange frames)
    {
        bool isSame = ranges.Count > 0 && ranges[^1].State == state && ranges[^1].HeldBy == heldBy
            && range.Start != frames.Start && range.Start != frames.End;
        if (isSame)
        {
            range = range with { Start = ranges[^1].Frames.Start };
            ranges.RemoveAt(ranges.Count - 1);
        }

        ranges.Add(new StoryRange(range, words.OfHome(range), state, heldBy));
    }

    private static PageState StateOf(long pfn, StoryZone pages, PfnRangeSet free, StoryNode node) =>
        pages.Twice.Contains(pfn) ? PageState.Twice
        : pages.Grown.Contains(pfn) ? PageState.Grown
        : pages.Built.Contains(pfn) ? PageState.Built
        : !free.Contains(pfn) ? PageState.Reserved
        : pfn >= node.ClaimedFrom ? PageState.Claimed
        : PageState.Deferred;

    private static long Boundary(PfnRangeSet set, PfnRange rest)
    {
        var first = set.FirstIn(rest);
        return first.IsEmpty ? rest.End : first.Start > rest.Start ? first.Start : first.End;
    }
}
