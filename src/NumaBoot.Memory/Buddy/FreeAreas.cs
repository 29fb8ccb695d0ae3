namespace NumaBoot.Memory;

/// <summary>
/// The free blocks of a zone (<c>struct free_area[]</c>), by order and migrate type, with split and merge
/// (<c>mm/page_alloc.c: __free_one_page, expand, __rmqueue_smallest</c>).
/// </summary>
public sealed partial class FreeAreas
{
    private readonly MemoryGeometry _geometry;
    private readonly PfnRange _span;

    // By type and order; the largest blocks, by type, are runs.
    private readonly BlockList[][] _lists;
    private readonly RunList[] _largest;
    private readonly PageblockTypes _pageblocks;

    /// <summary>No free block.</summary>
    /// <param name="geometry">The sizes that memory is counted in.</param>
    /// <param name="span">Where the zone lies; null where its ends do not matter.</param>
    public FreeAreas(MemoryGeometry geometry, PfnRange? span = null)
    {
        _geometry = geometry;
        _span = span ?? new PfnRange(0, long.MaxValue);
        _pageblocks = new PageblockTypes(geometry);
        _largest = [.. Enumerable.Range(0, MigrateTypes.Count).Select(_ => new RunList(geometry.MaxOrder))];
        _lists = [.. _largest.Select(_ => Enumerable.Range(0, geometry.MaxOrder).Select(_ => new BlockList()).ToArray())];
    }

    /// <summary>Free pages (<c>NR_FREE_PAGES</c>, exact).</summary>
    public long FreePages { get; private set; }

    /// <summary>The largest order (<c>MAX_ORDER</c> of newer kernels).</summary>
    public int LargestOrder => _geometry.MaxOrder;

    /// <summary>Free blocks of <paramref name="order"/> (<c>nr_free</c>).</summary>
    public long Count(int order)
    {
        long count = 0;
        for (int type = 0; type < _largest.Length; type++)
        {
            count += Count(order, (MigrateType)type);
        }

        return count;
    }

    /// <summary>Free blocks of <paramref name="order"/> in the list of a type.</summary>
    public long Count(int order, MigrateType type) =>
        order == _geometry.MaxOrder ? _largest[(int)type].Count : _lists[(int)type][order].Count;

    /// <summary>Free blocks by order, from 0 up.</summary>
    public long[] Counts()
    {
        long[] counts = new long[_geometry.Orders];
        for (int order = 0; order < counts.Length; order++)
        {
            counts[order] = Count(order);
        }

        return counts;
    }

    /// <summary>Whether a block of at least <paramref name="order"/> is free, of whatever type.</summary>
    public bool HasBlock(int order)
    {
        for (int type = 0; type < _largest.Length; type++)
        {
            if (SmallestFrom(order, (MigrateType)type) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Frees frames in the largest aligned blocks that fit, to the end of the lists, as boot does
    /// (<c>mm/memblock.c: __free_pages_memory</c>, <c>__free_pages_core</c>).
    /// </summary>
    public void FreeRange(PfnRange frames)
    {
        long pfn = frames.Start;
        while (pfn < frames.End)
        {
            int order = LargestOrderAt(pfn, frames.End);
            if (order == _geometry.MaxOrder)
            {
                long blocks = (frames.End - pfn) >> order;
                FreePages += blocks << order;
                ListLargest(pfn, blocks);
                pfn += blocks << order;
            }
            else
            {
                FreeBlock(pfn, order, toTail: true);
                pfn += 1L << order;
            }
        }
    }

    /// <summary>
    /// Frees one block and merges it with its free buddies, of whatever type these are; what comes of it is of the type of
    /// the freed block's pageblock (<c>__free_one_page</c>).
    /// </summary>
    /// <param name="pfn">Its first frame; a multiple of its size.</param>
    /// <param name="order">Its order, at most the largest.</param>
    /// <param name="toTail">Whether it goes to the end of its list (<c>FPI_TO_TAIL</c>) or, as at run time, in front.</param>
    public void FreeBlock(long pfn, int order, bool toTail = false)
    {
        var type = _pageblocks.Of(pfn);
        FreePages += 1L << order;
        while (order < _geometry.MaxOrder && TryUnlist(pfn ^ (1L << order), order))
        {
            pfn &= ~(1L << order);
            order++;
        }

        List(pfn, order, type, toTail);
    }

    /// <summary>
    /// Takes a block of <paramref name="order"/> from the smallest of its type that has one, and lists what is left of it
    /// (<c>__rmqueue_smallest</c>, <c>expand</c>); where none has, other types' blocks are taken over. False where no block
    /// that may be had is large enough.
    /// </summary>
    /// <param name="order">log2 of its pages.</param>
    /// <param name="pfn">Its first frame.</param>
    /// <param name="type">Of which type it is to be.</param>
    /// <param name="noFragment">Whether blocks of other types are left alone that are smaller than a pageblock (<c>ALLOC_NOFRAGMENT</c>).</param>
    public bool TryTake(int order, out long pfn, MigrateType type = MigrateType.Unmovable, bool noFragment = false)
    {
        int from = SmallestFrom(order, type);
        while (from < 0)
        {
            if (!TryTakeOver(order, type, noFragment))
            {
                pfn = 0;
                return false;
            }

            from = SmallestFrom(order, type);
        }

        pfn = TakeFirst(from, type);
        Expand(pfn, from, order, type);
        FreePages -= 1L << order;
        return true;
    }

    /// <summary>
    /// Takes up to <paramref name="count"/> blocks of <paramref name="order"/>, as that many single takings would, and
    /// appends their frames to <paramref name="taken"/>, neighbours as one range. Returns how many blocks it got.
    /// </summary>
    public long Take(int order, long count, List<PfnRange> taken, MigrateType type = MigrateType.Unmovable, bool noFragment = false)
    {
        long left = count;
        while (left > 0)
        {
            int from = SmallestFrom(order, type);
            long whole = left >> (Math.Max(from, order) - order);
            BlockRun run;
            if (from < 0 && TryTakeLargest(left >> (_geometry.MaxOrder - order), type, out run))
            {
                // Blocks of another type that are used up whole.
            }
            else if (from < 0 || whole == 0)
            {
                // The rest is smaller than the smallest block: one taking splits it, the next rounds use its parts.
                if (!TryTake(order, out long pfn, type, noFragment))
                {
                    break;
                }

                Append(taken, PfnRange.Of(pfn, 1L << order));
                left--;
                continue;
            }
            else
            {
                run = from == _geometry.MaxOrder ? _largest[(int)type].TakeFirst(whole) : new BlockRun(TakeFirst(from, type), 1, from);
            }

            Append(taken, run.Frames);
            FreePages -= run.Frames.Pages;
            left -= run.Frames.Pages >> order;
        }

        return count - left;
    }

    /// <summary>All free blocks, from the smallest order up, within an order by type, and then in list order.</summary>
    public IEnumerable<BlockRun> Blocks() =>
        Enumerable.Range(0, MigrateTypes.Count).SelectMany(type => Blocks((MigrateType)type)).OrderBy(run => run.Order);

    /// <summary>The free blocks of a type, from the smallest order up, within an order in list order.</summary>
    public IEnumerable<BlockRun> Blocks(MigrateType type)
    {
        var small = _lists[(int)type].SelectMany((list, order) => list.InOrder().Select(pfn => new BlockRun(pfn, 1, order)));
        return small.Concat(_largest[(int)type].InOrder());
    }

    private static void Append(List<PfnRange> taken, PfnRange frames)
    {
        if (taken.Count > 0 && taken[^1].End == frames.Start)
        {
            taken[^1] = taken[^1] with { End = frames.End };
            return;
        }

        taken.Add(frames);
    }

    private void Expand(long pfn, int from, int to, MigrateType type)
    {
        while (from > to)
        {
            from--;
            List(pfn + (1L << from), from, type, toTail: false);
        }
    }

    private void List(long pfn, int order, MigrateType type, bool toTail)
    {
        if (order == _geometry.MaxOrder)
        {
            _largest[(int)type].Add(pfn, 1, toTail);
        }
        else
        {
            _lists[(int)type][order].Add(pfn, toTail);
        }
    }

    /// <summary>Lists blocks of the largest order, each by the type of its first pageblock.</summary>
    private void ListLargest(long pfn, long blocks)
    {
        while (blocks > 0)
        {
            var type = _pageblocks.Of(pfn, out long until);
            long alike = Math.Min(blocks, ((until - pfn - 1) >> _geometry.MaxOrder) + 1);
            _largest[(int)type].Add(pfn, alike, toTail: true);
            pfn += alike << _geometry.MaxOrder;
            blocks -= alike;
        }
    }

    private bool TryUnlist(long pfn, int order)
    {
        foreach (var lists in _lists)
        {
            if (lists[order].TryTake(pfn))
            {
                return true;
            }
        }

        return false;
    }

    private long TakeFirst(int order, MigrateType type) =>
        order == _geometry.MaxOrder ? _largest[(int)type].TakeFirst(1).Start : _lists[(int)type][order].TakeFirst();

    private int SmallestFrom(int order, MigrateType type)
    {
        var lists = _lists[(int)type];
        for (int from = order; from < lists.Length; from++)
        {
            if (lists[from].Count > 0)
            {
                return from;
            }
        }

        return order <= _geometry.MaxOrder && _largest[(int)type].Count > 0 ? _geometry.MaxOrder : -1;
    }

    private int LargestOrderAt(long pfn, long end)
    {
        int order = pfn == 0 ? _geometry.MaxOrder : Math.Min(_geometry.MaxOrder, System.Numerics.BitOperations.TrailingZeroCount(pfn));
        while (pfn + (1L << order) > end)
        {
            order--;
        }

        return order;
    }
}
