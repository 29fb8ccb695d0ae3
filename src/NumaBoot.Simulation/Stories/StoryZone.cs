using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>The pages of a zone at a point of a story.</summary>
internal sealed class StoryZone
{
    private readonly SortedDictionary<int, PfnRangeSet> _heldBy = [];

    public PfnRangeSet Built { get; } = [];

    public PfnRangeSet Grown { get; } = [];

    public PfnRangeSet Twice { get; } = [];

    public PfnRangeSet Free { get; } = [];

    /// <summary>Pages that some CPU holds.</summary>
    public PfnRangeSet Held { get; } = [];

    /// <summary>Whether it has heard that growth is off.</summary>
    public bool KnowsDisabled { get; set; }

    /// <summary>The CPU that holds a page; null where none does.</summary>
    public int? HolderOf(long pfn)
    {
        foreach (var (cpu, held) in _heldBy)
        {
            if (held.Contains(pfn))
            {
                return cpu;
            }
        }

        return null;
    }

    /// <summary>What a CPU holds of it.</summary>
    public IEnumerable<PfnRange> HeldBy(int cpu) => _heldBy.TryGetValue(cpu, out var held) ? held : [];

    /// <summary>The first page behind <paramref name="pfn"/> whose state, or holder, may be another.</summary>
    public long NextBoundary(long pfn, long end)
    {
        var rest = new PfnRange(pfn, end);
        return _heldBy.Values.Append(Built).Append(Grown).Append(Twice).Min(set => Boundary(set, rest));
    }

    /// <summary>The first of some pages that are to become free and are free, or held, already; empty where none are.</summary>
    public PfnRange OccupiedIn(PfnRange frames) => Held.FirstIn(frames) is { IsEmpty: false } held ? held : Free.FirstIn(frames);

    /// <summary>The first of some pages that a CPU is to get and another holds, or all where some are not free; empty where all are.</summary>
    public PfnRange TakenIn(PfnRange frames) => Held.FirstIn(frames) is { IsEmpty: false } held ? held
        : Free.PagesIn(frames) < frames.Pages ? frames : PfnRange.Empty;

    /// <summary>Whether a CPU holds all of some pages.</summary>
    public bool IsHeldBy(int cpu, PfnRange frames) =>
        frames.IsEmpty || (_heldBy.TryGetValue(cpu, out var held) && held.PagesIn(frames) == frames.Pages);

    public void Take(int cpu, PfnRange frames)
    {
        Free.Remove(frames);
        Held.Add(frames);
        if (!_heldBy.TryGetValue(cpu, out var held))
        {
            _heldBy.Add(cpu, held = []);
        }

        held.Add(frames);
    }

    public void GiveBack(int cpu, PfnRange frames)
    {
        if (_heldBy.TryGetValue(cpu, out var held))
        {
            held.Remove(frames);
        }

        Held.Remove(frames);
        Free.Add(frames);
    }

    private static long Boundary(PfnRangeSet set, PfnRange rest)
    {
        var first = set.FirstIn(rest);
        return first.IsEmpty ? rest.End : first.Start > rest.Start ? first.Start : first.End;
    }
}
