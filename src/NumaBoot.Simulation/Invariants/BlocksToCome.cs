using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What pages that are deferred or under way would give once they are free.</summary>
internal static class BlocksToCome
{
    /// <summary>
    /// The first block of that order that nobody holds a page of and that is not wholly free; empty where there is none.
    /// What is held or free is stepped over a run at a time, however many pages that is.
    /// </summary>
    public static PfnRange First(ZoneBook book, int order)
    {
        if (book.UnbuiltPages + book.UnderWayPages == 0)
        {
            return PfnRange.Empty;
        }

        long size = 1L << order;
        foreach (var range in book.Expected)
        {
            long start = MemoryGeometry.AlignUp(range.Start, size);
            while (start + size <= range.End)
            {
                var block = PfnRange.Of(start, size);
                long next = Next(book, block, range.End);
                if (next == start)
                {
                    return block;
                }

                start = next;
            }
        }

        return PfnRange.Empty;
    }

    // Where to look next: the block itself where it is to come.
    private static long Next(ZoneBook book, PfnRange block, long end)
    {
        var rest = block with { End = end };
        if (book.Held.FirstIn(block) is { IsEmpty: false } held)
        {
            return MemoryGeometry.AlignUp(book.Held.FirstIn(rest with { Start = held.Start }).End, block.Pages);
        }

        var free = book.Free.FirstIn(rest);
        return free.Contains(block) ? free.End & -block.Pages : block.Start;
    }
}
