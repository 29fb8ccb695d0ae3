using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// What the ledger knows of migrate types in a zone: of which type each pageblock is, and in whose list each free block.
/// It follows what was freed and taken by the rules of <c>mm/page_alloc.c</c>; which block to take it is never asked. What
/// is in none of its sets is movable.
/// </summary>
/// <param name="geometry">The sizes that memory is counted in.</param>
/// <param name="span">Where the zone lies.</param>
/// <param name="free">Its free pages. Blocks merge, so that each is the largest aligned run of them.</param>
internal sealed class TypeBook(MemoryGeometry geometry, PfnRange span, PfnRangeSet free)
{
    private readonly PfnRangeSet?[] _pageblocks = NothingMarked();
    private readonly PfnRangeSet?[] _listed = NothingMarked();

    /// <summary>In the list of which type a free frame is.</summary>
    public MigrateType TypeAt(long pfn) => At(_listed, pfn).Type;

    /// <summary>Of which type the pageblock of a frame is.</summary>
    public MigrateType PageblockAt(long pfn) => At(_pageblocks, pfn).Type;

    /// <summary>Frames were built: pageblocks that begin among them are movable.</summary>
    public void Built(PfnRange frames) => Set(_pageblocks, frames with { Start = MemoryGeometry.AlignUp(frames.Start, geometry.PageblockPages) }, MigrateType.Movable);

    /// <summary>
    /// Frames have become free, in blocks of an order one after the other: what each has become goes by the pageblock of
    /// the last block that came to it.
    /// </summary>
    public void Freed(PfnRange frames, int order)
    {
        var all = new PfnRange(BlockAt(frames.Start).Start, BlockAt(frames.End - 1).End);
        if (Array.TrueForAll(_pageblocks, set => set is null || set.FirstIn(all).IsEmpty))
        {
            Set(_listed, all, MigrateType.Movable);
            return;
        }

        for (var block = BlockAt(all.Start); block.Start < all.End; block = BlockAt(block.End))
        {
            Set(_listed, block, At(_pageblocks, (Math.Min(block.End, frames.End) - 1) & -(1L << order)).Type);
        }
    }

    /// <summary>Free frames are about to be taken for a type, which takes over what was of another.</summary>
    public void Taken(PfnRange frames, MigrateType type)
    {
        // This is done for every request: no enumerator.
        for (var run = free.FirstIn(frames); !run.IsEmpty; run = free.FirstIn(frames with { Start = run.End }))
        {
            long pfn = run.Start;
            while (pfn < run.End)
            {
                var (was, until) = At(_listed, pfn);
                if (was == type)
                {
                    pfn = until;
                }
                else
                {
                    TakeOver(new PfnRange(pfn, Math.Min(until, run.End)), new PfnRange(frames.Start, pfn), type);
                }
            }
        }

        foreach (var listed in _listed)
        {
            listed?.Remove(frames);
        }
    }

    /// <summary>
    /// The first frames among those about to be taken for a type that are of another and lie in a block smaller than a
    /// pageblock; empty where there are none.
    /// </summary>
    public PfnRange FirstFragment(PfnRange frames, MigrateType type)
    {
        long size = geometry.PageblockPages;
        for (var run = free.FirstIn(frames); !run.IsEmpty; run = free.FirstIn(frames with { Start = run.End }))
        {
            long pfn = run.Start;
            while (pfn < run.End)
            {
                var (was, until) = At(_listed, pfn);
                var block = BlockAt(pfn);
                if (was != type && block.Pages < size)
                {
                    return block.Intersect(frames);
                }

                pfn = was == type ? until : Math.Max(block.End, free.FirstIn(run with { Start = pfn }).End & -size);
            }
        }

        return PfnRange.Empty;
    }

    /// <summary>The first free block of so many pages that is of a type; empty where there is none.</summary>
    public PfnRange FirstBlock(MigrateType type, long size)
    {
        foreach (var run in _listed[(int)type] ?? free)
        {
            long pfn = MemoryGeometry.AlignUp(run.Start, size);
            while (pfn + size <= run.End)
            {
                var block = PfnRange.Of(pfn, size);
                var (was, until) = At(_listed, pfn);
                if (was == type && until >= block.End)
                {
                    return block;
                }

                pfn = MemoryGeometry.AlignUp(until, size);
            }
        }

        return PfnRange.Empty;
    }

    /// <summary>
    /// The block at the first frame, and with it what follows in whole blocks of the largest order, changes its type; the
    /// frames before are taken already.
    /// </summary>
    private void TakeOver(PfnRange frames, PfnRange before, MigrateType type)
    {
        long pfn = frames.Start;
        var block = BlockAt(pfn);
        if (block.Pages >= geometry.PageblockPages)
        {
            var all = block.Pages == geometry.MaxOrderPages ? block with { End = Math.Max(block.End, frames.End & -block.Pages) } : block;
            Set(_pageblocks, all, type);
            Set(_listed, all, type);
            return;
        }

        long size = geometry.PageblockPages;
        var pageblock = PfnRange.Of(pfn & -size, size);
        if (pageblock.End > span.End || !TakesAll(pageblock, type))
        {
            Set(_listed, block, type);
            return;
        }

        var was = At(_pageblocks, pfn).Type;
        long moved = 0;
        foreach (var run in Free(pageblock))
        {
            Set(_listed, run, type);
            moved += run.Pages - run.Intersect(before).Pages;
        }

        bool isAlike = type != MigrateType.Movable && was == MigrateType.Movable;
        if (isAlike || moved >= size / 2)
        {
            Set(_pageblocks, pageblock, type);
        }
    }

    /// <summary>
    /// Whether with a block goes all that is free in its pageblock: to what is movable only where a large one was found
    /// there, of which it then need not be a part.
    /// </summary>
    private bool TakesAll(PfnRange pageblock, MigrateType type)
    {
        long large = 1L << (geometry.PageblockOrder / 2);
        return type != MigrateType.Movable || Free(pageblock).SelectMany(Blocks).Any(block => block.Pages >= large && TypeAt(block.Start) != type);
    }

    private IEnumerable<PfnRange> Blocks(PfnRange run)
    {
        for (var block = BlockAt(run.Start); block.Start < run.End; block = BlockAt(block.End))
        {
            yield return block;
        }
    }

    private IEnumerable<PfnRange> Free(PfnRange frames)
    {
        for (var run = free.FirstIn(frames); !run.IsEmpty; run = free.FirstIn(frames with { Start = run.End }))
        {
            yield return run;
        }
    }

    /// <summary>The largest aligned run of free pages at a free frame, up to the largest order.</summary>
    private PfnRange BlockAt(long pfn)
    {
        var block = PfnRange.Of(pfn, 1);
        var run = free.FirstIn(new PfnRange(pfn & -geometry.MaxOrderPages, long.MaxValue));
        while (!run.Contains(pfn) && !run.IsEmpty && run.End <= pfn)
        {
            run = free.FirstIn(new PfnRange(run.End, long.MaxValue));
        }

        for (long size = 2; size <= geometry.MaxOrderPages && run.Contains(PfnRange.Of(pfn & -size, size)); size *= 2)
        {
            block = PfnRange.Of(pfn & -size, size);
        }

        return block;
    }

    /// <summary>A set for each type but what is movable, which is all that is in none.</summary>
    private static PfnRangeSet?[] NothingMarked()
    {
        var sets = new PfnRangeSet?[MigrateTypes.Count];
        sets[(int)MigrateType.Unmovable] = [];
        sets[(int)MigrateType.Reclaimable] = [];
        return sets;
    }

    /// <summary>The type at a frame, and the frame from which on it is another.</summary>
    private static (MigrateType Type, long Until) At(PfnRangeSet?[] sets, long pfn)
    {
        long until = long.MaxValue;
        for (int type = 0; type < sets.Length; type++)
        {
            var next = sets[type]?.FirstIn(new PfnRange(pfn, long.MaxValue)) ?? PfnRange.Empty;
            if (!next.IsEmpty && next.Start == pfn)
            {
                return ((MigrateType)type, next.End);
            }

            until = next.IsEmpty ? until : Math.Min(until, next.Start);
        }

        return (MigrateType.Movable, until);
    }

    private static void Set(PfnRangeSet?[] sets, PfnRange frames, MigrateType type)
    {
        for (int other = 0; other < sets.Length; other++)
        {
            if (other == (int)type)
            {
                sets[other]?.Add(frames);
            }
            else
            {
                sets[other]?.Remove(frames);
            }
        }
    }
}
