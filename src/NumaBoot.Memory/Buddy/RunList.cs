namespace NumaBoot.Memory;

/// <summary>
/// The free blocks of the largest order, in list order, as runs: a zone of a terabyte that nobody has touched is one
/// entry. Blocks of this order never merge, so they need no look-up.
/// </summary>
internal sealed class RunList(int order)
{
    private readonly LinkedList<BlockRun> _runs = [];

    /// <summary>How many blocks are listed.</summary>
    public long Count { get; private set; }

    /// <summary>How many runs they make.</summary>
    public int Runs => _runs.Count;

    /// <summary>Lists <paramref name="blocks"/> blocks from <paramref name="start"/> on, in front or at the end.</summary>
    public void Add(long start, long blocks, bool toTail)
    {
        Count += blocks;
        long end = start + (blocks << order);
        if (toTail)
        {
            if (_runs.Last is { } last && last.Value.Frames.End == start)
            {
                last.Value = last.Value with { Blocks = last.Value.Blocks + blocks };
                return;
            }

            _runs.AddLast(new BlockRun(start, blocks, order));
        }
        else if (_runs.First is { } first && first.Value.Start == end)
        {
            first.Value = new BlockRun(start, first.Value.Blocks + blocks, order);
        }
        else
        {
            _runs.AddFirst(new BlockRun(start, blocks, order));
        }
    }

    /// <summary>Takes up to <paramref name="most"/> blocks that follow each other, from the front; the list must not be empty.</summary>
    public BlockRun TakeFirst(long most)
    {
        var node = _runs.First!;
        var run = node.Value;
        long blocks = Math.Min(most, run.Blocks);
        if (blocks == run.Blocks)
        {
            _runs.RemoveFirst();
        }
        else
        {
            node.Value = new BlockRun(run.Start + (blocks << order), run.Blocks - blocks, order);
        }

        Count -= blocks;
        return run with { Blocks = blocks };
    }

    /// <summary>All runs, in list order.</summary>
    public IEnumerable<BlockRun> InOrder() => _runs;
}
