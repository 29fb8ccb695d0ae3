namespace NumaBoot.Machines;

/// <summary>The blocks that recordings allocated and have not freed yet, by their pages.</summary>
/// <param name="maxOrder">The largest order that there is.</param>
internal sealed class LiveBlocks(int maxOrder)
{
    private readonly Dictionary<long, LiveBlock> _byStart = [];

    /// <summary>Adds one; its first page is free.</summary>
    public void Add(LiveBlock block) => _byStart.Add(block.Pfn, block);

    /// <summary>Takes one away.</summary>
    public void Remove(LiveBlock block) => _byStart.Remove(block.Pfn);

    /// <summary>The block that a page is part of; null where it is part of none. Blocks are aligned to their size.</summary>
    public LiveBlock? Find(long pfn)
    {
        for (int order = 0; order <= maxOrder; order++)
        {
            if (_byStart.TryGetValue(pfn & -(1L << order), out var block) && block.Contains(pfn))
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>A block that shares pages with one that is to be; null where none does.</summary>
    /// <param name="pfn">Its first page, a multiple of its size.</param>
    /// <param name="order">log2 of its pages.</param>
    public LiveBlock? FindIn(long pfn, int order)
    {
        if (Find(pfn) is { } around)
        {
            return around;
        }

        for (long page = pfn + 1; page < pfn + (1L << order); page++)
        {
            if (_byStart.TryGetValue(page, out var inside))
            {
                return inside;
            }
        }

        return null;
    }
}
