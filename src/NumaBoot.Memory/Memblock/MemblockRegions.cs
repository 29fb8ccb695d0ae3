using System.Collections;

namespace NumaBoot.Memory;

/// <summary>
/// One of memblock's two lists (<c>struct memblock_type</c>): sorted, without overlap, neighbours of one kind merged
/// (mirrors <c>mm/memblock.c: memblock_add_range, memblock_remove_range, memblock_merge_regions</c>).
/// </summary>
public sealed class MemblockRegions : IReadOnlyList<MemblockRegion>
{
    private readonly List<MemblockRegion> _regions = [];

    /// <summary>Bytes that the list covers.</summary>
    public ulong TotalBytes
    {
        get
        {
            ulong total = 0;
            foreach (var region in _regions)
            {
                total += region.SizeBytes;
            }

            return total;
        }
    }

    /// <inheritdoc />
    public int Count => _regions.Count;

    /// <inheritdoc />
    public MemblockRegion this[int index] => _regions[index];

    /// <summary>Adds what of <paramref name="region"/> the list does not cover yet; what it covers keeps its node.</summary>
    public void Add(MemblockRegion region)
    {
        if (region.End <= region.Start)
        {
            return;
        }

        ulong start = region.Start;
        int first = _regions.FirstEndingAfter(start);
        int at = first;
        while (at < _regions.Count && _regions[at].Start < region.End && start < region.End)
        {
            var held = _regions[at];
            if (held.Start > start)
            {
                _regions.Insert(at, region with { Start = start, End = held.Start });
                at++;
            }

            start = held.End;
            at++;
        }

        if (start < region.End)
        {
            _regions.Insert(at, region with { Start = start });
        }

        Merge(first, at);
    }

    /// <summary>Takes bytes <c>[start, end)</c> out of the list; what was not in it does not matter.</summary>
    public void Remove(ulong start, ulong end)
    {
        if (end <= start)
        {
            return;
        }

        int first = IsolateFrom(start, end);
        int last = first;
        while (last < _regions.Count && _regions[last].Start < end)
        {
            last++;
        }

        _regions.RemoveRange(first, last - first);
        Merge(first, first);
    }

    /// <summary>Puts what the list covers of <c>[start, end)</c> on node <paramref name="nid"/> (<c>memblock_set_node</c>).</summary>
    public void SetNode(ulong start, ulong end, int nid)
    {
        if (end <= start)
        {
            return;
        }

        int first = IsolateFrom(start, end);
        int at = first;
        for (; at < _regions.Count && _regions[at].Start < end; at++)
        {
            _regions[at] = _regions[at] with { Nid = nid };
        }

        Merge(first, at);
    }

    /// <summary>Takes everything out of the list.</summary>
    public void Clear() => _regions.Clear();

    /// <inheritdoc />
    public IEnumerator<MemblockRegion> GetEnumerator() => _regions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Cuts the regions at both ends of the range (<c>memblock_isolate_range</c>) and returns the first one inside.</summary>
    private int IsolateFrom(ulong start, ulong end)
    {
        Cut(start);
        Cut(end);
        return _regions.FirstEndingAfter(start);
    }

    private void Cut(ulong address)
    {
        int at = _regions.FirstEndingAfter(address);
        if (at < _regions.Count && _regions[at].Start < address)
        {
            var whole = _regions[at];
            _regions[at] = whole with { End = address };
            _regions.Insert(at + 1, whole with { Start = address });
        }
    }

    /// <summary>Merges what touches among the regions from <paramref name="first"/> to <paramref name="last"/> and their neighbours.</summary>
    private void Merge(int first, int last)
    {
        int kept = Math.Max(first - 1, 0);
        int end = Math.Min(last + 2, _regions.Count);
        for (int at = kept + 1; at < end; at++)
        {
            var next = _regions[at];
            var held = _regions[kept];
            if (held.End == next.Start && held.Nid == next.Nid && held.Flags == next.Flags)
            {
                _regions[kept] = held with { End = next.End };
            }
            else
            {
                _regions[++kept] = next;
            }
        }

        if (kept + 1 < end)
        {
            _regions.RemoveRange(kept + 1, end - kept - 1);
        }
    }
}
