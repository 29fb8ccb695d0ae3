namespace NumaBoot.Memory;

/// <summary>
/// How a type that has no block left takes over blocks of others (<c>__rmqueue_fallback</c>): the largest first, so that
/// what it takes serves many takings to come. The kernel raises a zone's marks for a while then (<c>boost_watermark</c>):
/// not before it has any, and not here.
/// </summary>
public sealed partial class FreeAreas
{
    /// <summary>Of which type the pageblock is that holds a frame (<c>get_pageblock_migratetype</c>).</summary>
    public MigrateType TypeOf(long pfn) => _pageblocks.Of(pfn);

    /// <summary>Makes pageblocks that begin in a range movable, as whoever builds their frames does (<c>deferred_free_range</c>).</summary>
    public void MakeMovable(PfnRange frames)
    {
        long size = _geometry.PageblockPages;
        _pageblocks.Set(new PfnRange(MemoryGeometry.AlignUp(frames.Start, size), frames.End), MigrateType.Movable);
    }

    /// <summary>Moves free blocks of another type to a type's lists, one of at least an order; false where none may be had.</summary>
    private bool TryTakeOver(int order, MigrateType type, bool noFragment)
    {
        int least = noFragment && order < _geometry.PageblockOrder ? _geometry.PageblockOrder : order;
        for (int from = _geometry.MaxOrder; from >= least; from--)
        {
            if (FallbackAt(from, type) is { } other)
            {
                if (type == MigrateType.Movable && from > order && !TakesPageblocks(from, type))
                {
                    // What can be moved out of the way again had better break up the smallest.
                    from = SmallestOfOthers(order, type, out other);
                }

                TakeOver(TakeFirst(from, other), from, type);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Takes blocks of the largest order of another type, up to <paramref name="most"/>, where the type has no own left:
    /// what taking them over one after the other comes to when each is used up whole.
    /// </summary>
    private bool TryTakeLargest(long most, MigrateType type, out BlockRun run)
    {
        run = default;
        if (most == 0 || FallbackAt(_geometry.MaxOrder, type) is not { } other)
        {
            return false;
        }

        run = _largest[(int)other].TakeFirst(most);
        _pageblocks.Set(run.Frames, type);
        return true;
    }

    private MigrateType? FallbackAt(int order, MigrateType type)
    {
        foreach (var other in MigrateTypes.FallbacksOf(type))
        {
            if (Count(order, other) > 0)
            {
                return other;
            }
        }

        return null;
    }

    private int SmallestOfOthers(int order, MigrateType type, out MigrateType other)
    {
        MigrateType? found;
        while ((found = FallbackAt(order, type)) is null)
        {
            order++;
        }

        other = found.Value;
        return order;
    }

    /// <summary>Whether a type that takes over a block of an order takes what else is free in its pageblock, too (<c>can_steal_fallback</c>).</summary>
    private bool TakesPageblocks(int order, MigrateType type) => type != MigrateType.Movable || order >= _geometry.PageblockOrder / 2;

    /// <summary>A block that has left its list goes to that of a type (<c>steal_suitable_fallback</c>).</summary>
    private void TakeOver(long pfn, int order, MigrateType type)
    {
        if (order >= _geometry.PageblockOrder)
        {
            _pageblocks.Set(PfnRange.Of(pfn, 1L << order), type);
            List(pfn, order, type, toTail: true);
            return;
        }

        List(pfn, order, type, toTail: true);
        if (!TakesPageblocks(order, type))
        {
            return;
        }

        // Where the zone ends within the pageblock, the block goes alone. (Where it begins within, the kernel leaves what lies
        // before the block.) Of pages in use only those of movable pageblocks may be alike, and none of them is movable during boot.
        var was = _pageblocks.Of(pfn);
        long size = _geometry.PageblockPages;
        var pageblock = PfnRange.Of(pfn & -size, size);
        long moved = pageblock.End <= _span.End ? MoveFree(pageblock, type) : 0;
        long alike = type != MigrateType.Movable && was == MigrateType.Movable ? size - moved : 0;
        if (moved > 0 && moved + alike >= size / 2)
        {
            _pageblocks.Set(pageblock, type);
        }
    }

    /// <summary>Moves all free blocks of a pageblock to the lists of a type; how many pages (<c>move_freepages</c>).</summary>
    private long MoveFree(PfnRange frames, MigrateType type)
    {
        long moved = 0;
        long pfn = frames.Start;
        while (pfn < frames.End)
        {
            int order = FreeOrderAt(pfn);
            if (order >= 0)
            {
                TryUnlist(pfn, order);
                List(pfn, order, type, toTail: true);
                moved += 1L << order;
            }

            pfn += 1L << Math.Max(0, order);
        }

        return moved;
    }

    /// <summary>The order of the free block that begins at a frame, below a pageblock's; -1 for none.</summary>
    private int FreeOrderAt(long pfn)
    {
        int most = pfn == 0 ? _geometry.PageblockOrder : Math.Min(_geometry.PageblockOrder, System.Numerics.BitOperations.TrailingZeroCount(pfn) + 1);
        for (int order = 0; order < most; order++)
        {
            if (Array.Exists(_lists, lists => lists[order].Contains(pfn)))
            {
                return order;
            }
        }

        return -1;
    }
}
