namespace NumaBoot.Memory;

/// <summary>
/// Of which migrate type each pageblock is (<c>pageblock_flags</c>): movable, but for runs that something else has taken
/// over. Memory that nobody has touched costs nothing.
/// </summary>
public sealed class PageblockTypes(MemoryGeometry geometry)
{
    private readonly PfnRangeSet _unmovable = [];
    private readonly PfnRangeSet _reclaimable = [];

    /// <summary>The type of the pageblock that holds a frame (<c>get_pageblock_migratetype</c>).</summary>
    public MigrateType Of(long pfn) =>
        _unmovable.Contains(pfn) ? MigrateType.Unmovable
        : _reclaimable.Contains(pfn) ? MigrateType.Reclaimable
        : MigrateType.Movable;

    /// <summary>The type at a frame, and the frame from which on it may be another.</summary>
    public MigrateType Of(long pfn, out long until)
    {
        var here = new PfnRange(pfn, long.MaxValue);
        var unmovable = _unmovable.FirstIn(here);
        var reclaimable = _reclaimable.FirstIn(here);
        if (!unmovable.IsEmpty && unmovable.Start == pfn)
        {
            until = unmovable.End;
            return MigrateType.Unmovable;
        }

        if (!reclaimable.IsEmpty && reclaimable.Start == pfn)
        {
            until = reclaimable.End;
            return MigrateType.Reclaimable;
        }

        until = Math.Min(StartOf(unmovable), StartOf(reclaimable));
        return MigrateType.Movable;
    }

    /// <summary>Gives all pageblocks that hold a frame of a range a type (<c>set_pageblock_migratetype</c>).</summary>
    public void Set(PfnRange frames, MigrateType type)
    {
        long size = geometry.PageblockPages;
        var pageblocks = new PfnRange(frames.Start & -size, MemoryGeometry.AlignUp(frames.End, size));
        Mark(_unmovable, pageblocks, type == MigrateType.Unmovable);
        Mark(_reclaimable, pageblocks, type == MigrateType.Reclaimable);
    }

    private static void Mark(PfnRangeSet marked, PfnRange pageblocks, bool isOfIt)
    {
        if (isOfIt)
        {
            marked.Add(pageblocks);
        }
        else
        {
            marked.Remove(pageblocks);
        }
    }

    private static long StartOf(PfnRange run) => run.IsEmpty ? long.MaxValue : run.Start;
}
