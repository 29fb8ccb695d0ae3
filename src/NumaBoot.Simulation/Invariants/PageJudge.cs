using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Where every page is: initialised once, freed once, with one owner, none lost.</summary>
internal sealed class PageJudge(LedgerBooks books)
{
    private bool _hasBooted;

    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        var book = books.Zones[zone];
        foreach (var range in frames)
        {
            if (book.Built.FirstIn(range) is { IsEmpty: false } twice)
            {
                books.Break(Invariant.PageInitialisedOnce, $"pages {twice} of zone {zone} were initialised twice", twice);
            }
            else if (book.Expected.PagesIn(range) < range.Pages)
            {
                books.Break(Invariant.PageInitialisedOnce, $"pages {range} of zone {zone} were initialised although memblock keeps some of them", range);
            }

            book.Built.Add(range);
        }

        book.Moved();
    }

    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        var book = books.Zones[zone];
        book.HasManaged = true;
        foreach (var range in frames)
        {
            book.ManagedPages += range.Pages;
            if (book.Built.PagesIn(range) < range.Pages)
            {
                books.Break(Invariant.PagesConserved, $"pages {range} of zone {zone} were freed although not all of them are initialised", range);
            }

            book.Types.Built(range);
            EnterFree(zone, range, "freed");
        }
    }

    public void Released(ZoneRef zone, PfnRange frames)
    {
        var book = books.Zones[zone];
        if (book.Releasable.PagesIn(frames) < frames.Pages)
        {
            books.Break(Invariant.PagesConserved, $"pages {frames} of zone {zone} were released although not all of them are to be", frames);
        }

        book.Released.Add(frames);
        book.ReleasedPages += frames.Pages;
        book.ManagedPages += frames.Pages;
        EnterFree(zone, frames, "released");
    }

    public void Taken(in Taking taking)
    {
        var book = books.Zones[taking.Zone];
        foreach (var range in taking.Frames)
        {
            if (book.Held.FirstIn(range) is { IsEmpty: false } twice)
            {
                books.Break(Invariant.OneOwner, $"pages {twice} of zone {taking.Zone} went to cpu {taking.Cpu} while held already", twice);
            }

            book.Types.Taken(range, taking.Demand.Type);
            if (book.Free.Remove(range) < range.Pages)
            {
                books.Break(Invariant.OneOwner, $"pages {range} of zone {taking.Zone} went to cpu {taking.Cpu} although not all of them were free", range);
            }

            book.Held.Add(range);
            book.HeldBy(taking.Cpu).Add(range);
        }

        book.Moved();
    }

    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order)
    {
        var book = books.Zones[zone];
        foreach (var range in frames)
        {
            if (book.Held.Remove(range) < range.Pages)
            {
                books.Break(Invariant.OneOwner, $"cpu {cpu} gave back pages {range} of zone {zone} that were not all held", range);
            }
            else if (book.HeldBy(cpu).Remove(range) < range.Pages)
            {
                books.Break(Invariant.OneOwner, $"cpu {cpu} gave back pages {range} of zone {zone} that another cpu holds", range);
            }

            EnterFree(zone, range, "given back", order);
        }
    }

    public void CountedFree(ZoneRef zone, long freePages)
    {
        long known = books.Zones[zone].Free.Pages;
        if (known != freePages)
        {
            books.Break(Invariant.PagesConserved, $"zone {zone} counts {freePages} free pages where {known} are free");
        }
    }

    public void CountedManaged(ZoneRef zone, long managedPages)
    {
        // Before memblock hands over, an estimate stands in its place (free_area_init_core).
        var book = books.Zones[zone];
        if (book.HasManaged && book.ManagedPages != managedPages)
        {
            books.Break(Invariant.PagesConserved, $"zone {zone} counts {managedPages} managed pages where {book.ManagedPages} were freed to it");
        }
    }

    public void CountedHeld(ZoneRef zone, long pages) => books.Zones[zone].CountedHeldPages = pages;

    /// <summary>A boot is over: where it succeeded nothing is left to build, and CPUs take no more.</summary>
    public void BootEnded(bool booted)
    {
        _hasBooted = booted;
        foreach (var (zone, book) in books.ZonesInOrder)
        {
            if (booted && book.UnbuiltPages > 0)
            {
                books.Break(Invariant.PageInitialisedOnce, $"{book.UnbuiltPages} pages of zone {zone} were never initialised");
            }

            if (booted)
            {
                JudgeLost(zone, book);
            }
        }
    }

    /// <summary>Nothing is under way any more: every built page is free or held.</summary>
    public void JudgeQuiescence()
    {
        foreach (var (zone, book) in books.ZonesInOrder)
        {
            if (book.UnderWayPages != 0)
            {
                books.Break(Invariant.PagesConserved, $"{book.UnderWayPages} pages of zone {zone} are in no free area and with no owner");
            }

            // Not earlier: what a CPU gave back before it was asked may reach the zone after its report has been heard.
            if (_hasBooted && book.CountedHeldPages != book.Held.Pages)
            {
                books.Break(Invariant.PagesConserved, $"CPUs hold {book.CountedHeldPages} pages of zone {zone} where {book.Held.Pages} were taken");
            }
        }
    }

    /// <summary>What memblock kept for a while and then freed is somebody's, or it is lost.</summary>
    private void JudgeLost(ZoneRef zone, ZoneBook book)
    {
        var lost = new PfnRangeSet();
        foreach (var range in book.Plan.LateFrames)
        {
            lost.Add(range);
        }

        foreach (var range in book.Released)
        {
            lost.Remove(range);
        }

        if (lost.Pages > 0)
        {
            books.Break(Invariant.NoPageLost, $"{lost.Pages} pages of zone {zone} that memblock freed late are in no free area, {lost.First()} first", lost.First());
        }
    }

    private void EnterFree(ZoneRef zone, PfnRange range, string how, int order = 0)
    {
        var book = books.Zones[zone];
        if (book.Free.FirstIn(range) is { IsEmpty: false } twice)
        {
            books.Break(Invariant.PageFreedOnce, $"pages {twice} of zone {zone} were {how} while free already", twice);
        }
        else if (book.Held.FirstIn(range) is { IsEmpty: false } held)
        {
            books.Break(Invariant.PageFreedOnce, $"pages {held} of zone {zone} were {how} while held", held);
        }

        book.Free.Add(range);
        book.Types.Freed(range, order);
        book.Moved();
    }
}
