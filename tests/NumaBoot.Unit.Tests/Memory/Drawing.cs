using NumaBoot.Memory;

namespace NumaBoot.Unit.Tests.Memory;

/// <summary>Memory maps as text, one character a page: what a test is given, and what it expects.</summary>
internal static class Drawing
{
    /// <summary>The runs of one character, ascending.</summary>
    public static IEnumerable<PfnRange> Runs(string drawing, char mark)
    {
        for (int at = 0; at < drawing.Length; at++)
        {
            int start = at;
            while (at < drawing.Length && drawing[at] == mark)
            {
                at++;
            }

            if (at > start)
            {
                yield return new PfnRange(start, at);
            }
        }
    }

    /// <summary>A drawing of ranges; a frame that is in two of them is a <c>!</c>.</summary>
    public static string Of(IEnumerable<PfnRange> ranges, int width)
    {
        char[] pages = new string('.', width).ToCharArray();
        foreach (var range in ranges)
        {
            for (long pfn = range.Start; pfn < range.End; pfn++)
            {
                pages[pfn] = pages[pfn] == '.' ? '#' : '!';
            }
        }

        return new string(pages);
    }

    /// <summary>A set with what a drawing marks by <c>#</c>.</summary>
    public static PfnRangeSet Set(string drawing)
    {
        var set = new PfnRangeSet();
        foreach (var run in Runs(drawing, '#'))
        {
            set.Add(run);
        }

        return set;
    }

    /// <summary>
    /// A memblock map: digits are the memory of that node, what the second drawing marks by <c>r</c> is reserved.
    /// </summary>
    public static MemblockMap Map(string memory, string reserved = "")
    {
        var map = new MemblockMap();
        foreach (char nid in memory.Where(char.IsDigit).Distinct())
        {
            foreach (var run in Runs(memory, nid))
            {
                map.Add(Bytes(run.Start), Bytes(run.End), nid - '0');
            }
        }

        foreach (var run in Runs(reserved, 'r'))
        {
            map.Reserve(Bytes(run.Start), Bytes(run.End));
        }

        return map;
    }

    /// <summary>The byte where a page starts.</summary>
    public static ulong Bytes(long pfn) => (ulong)pfn << MemoryGeometry.PageShift;

    /// <summary>Ranges in words: <c>[0, 4) [8, 9)</c>.</summary>
    public static string Words(this IEnumerable<PfnRange> ranges) => string.Join(' ', ranges);

    /// <summary>Regions of whole pages in words, each behind its node: <c>0:[0, 4) 1:[8, 9)</c>.</summary>
    public static string Words(this IEnumerable<MemblockRegion> regions) =>
        string.Join(' ', regions.Select(region => (region.Nid >= 0 ? $"{region.Nid}:" : "") + region.Frames));
}
