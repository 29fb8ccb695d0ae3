namespace NumaBoot.Memory;

/// <summary>
/// The free blocks of a zone (<c>struct free_area[]</c>) with split and merge
/// (<c>mm/page_alloc.c: __free_one_page, expand, __rmqueue_smallest</c>). Migrate types are not told apart.
/// </summary>
public sealed class FreeAreas
{
    private readonly MemoryGeometry _geometry;
    private readonly BlockList[] _lists;
    private readonly RunList _largest;

    /// <summary>No free block.</summary>
    public FreeAreas(MemoryGeometry geometry)
    {
        _geometry = geometry;
        _largest = new RunList(geometry.MaxOrder);
        _lists = new BlockList[geometry.MaxOrder];
        for (int order = 0; order < _lists.Length; order++)
        {
            _lists[order] = new BlockList();
        }
    }

    /// <summary>Free pages (<c>NR_FREE_PAGES</c>, exact).</summary>
    public long FreePages { get; private set; }

    /// <summary>The largest order (<c>MAX_ORDER</c> of newer kernels).</summary>
    public int LargestOrder => _geometry.MaxOrder;

    /// <summary>Free blocks of <paramref name="order"/> (<c>nr_free</c>).</summary>
    public long Count(int order) => order == _geometry.MaxOrder ? _largest.Count : _lists[order].Count;

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

    /// <summary>Whether a block of at least <paramref name="order"/> is free.</summary>
    public bool HasBlock(int order) => SmallestFrom(order) >= 0;

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
                _largest.Add(pfn, blocks, toTail: true);
                FreePages += blocks << order;
                pfn += blocks << order;
            }
            else
            {
                FreeBlock(pfn, order, toTail: true);
                pfn += 1L << order;
            }
        }
    }

    /// <summary>Frees one block and merges it with its free buddies (<c>__free_one_page</c>).</summary>
    /// <param name="pfn">Its first frame; a multiple of its size.</param>
    /// <param name="order">Its order, at most the largest.</param>
    /// <param name="toTail">Whether it goes to the end of its list (<c>FPI_TO_TAIL</c>) or, as at run time, in front.</param>
    public void FreeBlock(long pfn, int order, bool toTail = false)
    {
        FreePages += 1L << order;
        while (order < _geometry.MaxOrder && _lists[order].TryTake(pfn ^ (1L << order)))
        {
            pfn &= ~(1L << order);
            order++;
        }

        List(pfn, order, toTail);
    }

    /// <summary>
    /// Takes a block of <paramref name="order"/> from the smallest that has one, and lists what is left of it
    /// (<c>__rmqueue_smallest</c>, <c>expand</c>). False where no block is large enough.
    /// </summary>
    public bool TryTake(int order, out long pfn)
    {
        int from = SmallestFrom(order);
        if (from < 0)
        {
            pfn = 0;
            return false;
        }

        pfn = from == _geometry.MaxOrder ? _largest.TakeFirst(1).Start : _lists[from].TakeFirst();
        Expand(pfn, from, order);
        FreePages -= 1L << order;
        return true;
    }

    /// <summary>
    /// Takes up to <paramref name="count"/> blocks of <paramref name="order"/>, as that many single takings would, and
    /// appends their frames to <paramref name="taken"/>, neighbours as one range. Returns how many blocks it got.
    /// </summary>
    public long Take(int order, long count, List<PfnRange> taken)
    {
        long left = count;
        while (left > 0)
        {
            int from = SmallestFrom(order);
            if (from < 0)
            {
                break;
            }

            long whole = left >> (from - order);
            if (whole == 0)
            {
                // The rest is smaller than the smallest block: one taking splits it, the next rounds use its parts.
                TryTake(order, out long pfn);
                Append(taken, PfnRange.Of(pfn, 1L << order));
                left--;
                continue;
            }

            var run = from == _geometry.MaxOrder ? _largest.TakeFirst(whole) : new BlockRun(_lists[from].TakeFirst(), 1, from);
            Append(taken, run.Frames);
            FreePages -= run.Frames.Pages;
            left -= run.Frames.Pages >> order;
        }

        return count - left;
    }

    /// <summary>All free blocks, from the smallest order up, within an order in list order.</summary>
    public IEnumerable<BlockRun> Blocks()
    {
        for (int order = 0; order < _lists.Length; order++)
        {
            foreach (long pfn in _lists[order].InOrder())
            {
                yield return new BlockRun(pfn, 1, order);
            }
        }

        foreach (var run in _largest.InOrder())
        {
            yield return run;
        }
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

    private void Expand(long pfn, int from, int to)
    {
        while (from > to)
        {
            from--;
            List(pfn + (1L << from), from, toTail: false);
        }
    }

    private void List(long pfn, int order, bool toTail)
    {
        if (order == _geometry.MaxOrder)
        {
            _largest.Add(pfn, 1, toTail);
        }
        else
        {
            _lists[order].Add(pfn, toTail);
        }
    }

    private int SmallestFrom(int order)
    {
        for (int from = order; from < _lists.Length; from++)
        {
            if (_lists[from].Count > 0)
            {
                return from;
            }
        }

        return order <= _geometry.MaxOrder && _largest.Count > 0 ? _geometry.MaxOrder : -1;
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
