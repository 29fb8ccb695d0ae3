using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Passes on to another ledger, and tells whoever looks on how free areas change and where frontiers stand.</summary>
internal abstract class MemoryLedger(IBootLedger inner) : PassingLedger(inner)
{
    /// <summary>The free areas of a zone hold so many pages more, or fewer.</summary>
    protected abstract void AddFree(ZoneRef zone, long pages);

    /// <summary>The frontier of a node stands somewhere; <see cref="Frontier.None"/> where nothing is deferred any more.</summary>
    public abstract void FrontierStands(int nid, long pfn);

    public override void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        AddFree(zone, PagesOf(frames));
        base.Freed(zone, frames);
    }

    public override void Released(ZoneRef zone, PfnRange frames)
    {
        AddFree(zone, frames.Pages);
        base.Released(zone, frames);
    }

    public override void Taken(in Taking taking)
    {
        AddFree(taking.Zone, -PagesOf(taking.Frames));
        base.Taken(taking);
    }

    public override void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0)
    {
        AddFree(zone, PagesOf(frames));
        base.GivenBack(zone, cpu, frames, order);
    }

    public override void FrontierMoved(ZoneRef zone, long before, long after)
    {
        FrontierStands(zone.Nid, after);
        base.FrontierMoved(zone, before, after);
    }

    public override void RestClaimed(int nid)
    {
        FrontierStands(nid, Frontier.None);
        base.RestClaimed(nid);
    }

    /// <summary>How many pages ranges have together.</summary>
    protected static long PagesOf(ImmutableArray<PfnRange> frames)
    {
        long pages = 0;
        foreach (var range in frames)
        {
            pages += range.Pages;
        }

        return pages;
    }
}
