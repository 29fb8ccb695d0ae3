using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// The late initialisation of one node (<c>mm/page_alloc.c: deferred_init_memmap</c>): its free ranges one after the
/// other, each handed out in chunks as <c>kernel/padata.c: padata_do_multithreaded</c> does.
/// </summary>
public sealed class InitJob
{
    // A worker should get about this many chunks, so that none waits long for the last one.
    private const int ChunksPerWorker = 4;

    private readonly ImmutableArray<PfnRange> _free;
    private readonly long _zoneEnd;
    private readonly int _mostWorkers;
    private readonly long _mostChunkPages;
    private readonly MemoryGeometry _geometry;
    private PfnRange _unclaimed;
    private long _chunkPages;
    private int _chunksOut;

    internal InitJob(ImmutableArray<PfnRange> free, long first, long zoneEnd, int mostWorkers, long mostChunkPages, MemoryGeometry geometry)
    {
        _free = free;
        _zoneEnd = zoneEnd;
        _mostWorkers = mostWorkers;
        _mostChunkPages = mostChunkPages;
        _geometry = geometry;
        Pages = free.Sum(range => range.Intersect(new PfnRange(first, zoneEnd)).Pages);
        Advance(first);
    }

    /// <summary>All pages that the job builds.</summary>
    public long Pages { get; }

    /// <summary>Pages built so far.</summary>
    public long DonePages { get; private set; }

    /// <summary>Whether every range is built.</summary>
    public bool IsDone => WantedWorkers == 0;

    /// <summary>Workers that the range in hand wants, the node's own thread included; 0 when nothing is left.</summary>
    public int WantedWorkers { get; private set; }

    /// <summary>Pages of the range in hand that nobody has claimed.</summary>
    public long UnclaimedPages => FreeIn(_unclaimed).Sum(range => range.Pages);

    /// <summary>Starts the range in hand with <paramref name="workers"/> workers: what padata's shared pool could give.</summary>
    public void Start(int workers)
    {
        // Who wants no helper takes the range in one go; who wanted some and got none still works in chunks.
        long chunk = Math.Max(_unclaimed.Pages / ((long)workers * ChunksPerWorker), _geometry.SectionPages);
        long wanted = WantedWorkers == 1 ? long.MaxValue : MemoryGeometry.AlignUp(chunk, _geometry.SectionPages);
        _chunkPages = Math.Min(wanted, _mostChunkPages);
    }

    /// <summary>The next chunk's free frames; false where the range in hand has no more.</summary>
    /// <param name="atMostOneSection">Whether somebody waits for pages, so that a smaller bite is better.</param>
    /// <param name="frames">The free frames of the chunk, ascending.</param>
    public bool TryClaim(bool atMostOneSection, out ImmutableArray<PfnRange> frames)
    {
        frames = [];
        while (!_unclaimed.IsEmpty && frames.IsEmpty)
        {
            long step = atMostOneSection ? _geometry.SectionPages : _chunkPages;
            long end = Math.Min(NextMultiple(_unclaimed.Start, step), _unclaimed.End);
            frames = FreeIn(new PfnRange(_unclaimed.Start, end));

            // A rest without a free frame would be a chunk that nobody finishes.
            _unclaimed = HasFree(new PfnRange(end, _unclaimed.End)) ? _unclaimed with { Start = end } : new PfnRange(_unclaimed.End, _unclaimed.End);
        }

        _chunksOut += frames.IsEmpty ? 0 : 1;
        return !frames.IsEmpty;
    }

    /// <summary>
    /// Takes note that a chunk of <paramref name="pages"/> pages is built and in the free areas; true where that ends the
    /// range in hand, so that the next one, if any, is.
    /// </summary>
    public bool Finish(long pages)
    {
        _chunksOut--;
        DonePages += pages;
        bool ended = _unclaimed.IsEmpty && _chunksOut == 0;
        if (ended)
        {
            Advance(_unclaimed.End);
        }

        return ended;
    }

    private void Advance(long from)
    {
        int at = _free.FirstEndingAfter(from);
        if (at == _free.Length)
        {
            _unclaimed = new PfnRange(_zoneEnd, _zoneEnd);
            WantedWorkers = 0;
            return;
        }

        // A job ends on a section boundary, so it takes the starts of the ranges behind with it.
        long start = Math.Max(_free[at].Start, from);
        _unclaimed = new PfnRange(start, _geometry.SectionAlignUp(_free[at].End));
        WantedWorkers = (int)Math.Min(Math.Max(_unclaimed.Pages / _geometry.SectionPages, 1), _mostWorkers);
    }

    // Not AlignUp: padata's chunk is a multiple of a section, not a power of two.
    private static long NextMultiple(long pfn, long step) => ((pfn / step) + 1) * step;

    private bool HasFree(PfnRange frames)
    {
        int at = _free.FirstEndingAfter(frames.Start);
        return !frames.IsEmpty && at < _free.Length && _free[at].Start < frames.End;
    }

    private ImmutableArray<PfnRange> FreeIn(PfnRange chunk)
    {
        var frames = ImmutableArray.CreateBuilder<PfnRange>();
        for (int at = _free.FirstEndingAfter(chunk.Start); at < _free.Length && _free[at].Start < chunk.End; at++)
        {
            frames.Add(_free[at].Intersect(chunk));
        }

        return frames.ToImmutable();
    }
}
