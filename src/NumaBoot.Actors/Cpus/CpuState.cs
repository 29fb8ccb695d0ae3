using System.Collections.Frozen;
using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>All that a CPU knows; it outlives the actor instance.</summary>
internal sealed class CpuState(int cpu, int nid, ImmutableArray<WorkItem> items)
{
    // Enough to tell a story, not enough to drown in.
    private const int MostFailures = 16;

    private static readonly FrozenSet<string> NoLabels = [];

    // There are hundreds of thousands of these: what most never need is made when they do.
    private Dictionary<string, List<HeldBlocks>>? _held;
    private readonly FrozenSet<string> _labelsToFree = LabelsToFree(items);
    private PageList?[]? _lists;
    private List<WorkFailure>? _failures;
    private HeldBlocks? _lastHeld;

    public int Cpu { get; } = cpu;

    public int Nid { get; } = nid;

    /// <summary>What it does, in order.</summary>
    public ImmutableArray<WorkItem> Items { get; } = items;

    /// <summary>The phase whose work it is at; null between phases.</summary>
    public WorkPhase? Phase { get; set; }

    /// <summary>The phase whose work it did last, or gave up; null before the first.</summary>
    public WorkPhase? LastPhase { get; set; }

    /// <summary>Which item is next.</summary>
    public int NextItem { get; set; }

    /// <summary>Until when it computes, in virtual time, as far as it ever did.</summary>
    public long ComputesUntilNs { get; set; }

    /// <summary>Whether all items of the phase are done.</summary>
    public bool IsWorkDone { get; set; }

    /// <summary>The allocation that its work is at; null between two.</summary>
    public AllocationInHand? Allocation { get; set; }

    /// <summary>Its interrupts, and the handler in progress.</summary>
    public CpuInterrupts Interrupts { get; } = new();

    /// <summary>The growth that it has begun to build and not ended; null where it builds none.</summary>
    public CpuMessages.RunGrowth? Growth { get; set; }

    /// <summary>The growth whose next step waits for a handler to be over. One writer serves the node: there is no second.</summary>
    public CpuMessages.RunGrowth? GrowthPutOff { get; set; }

    /// <summary>Requests made so far.</summary>
    public long Requests { get; set; }

    /// <summary>Where interleaved allocations go next (<c>il_prev</c>): an index into the nodes with memory.</summary>
    public int Interleave { get; set; }

    /// <summary>What became of its allocations.</summary>
    public AllocationTally Tally { get; set; } = AllocationTally.Zero;

    /// <summary>The first failures.</summary>
    public IReadOnlyList<WorkFailure> Failures => _failures ?? [];

    /// <summary>How large its lists of its own node's zones are, as the zones told last.</summary>
    public PageListSize[] ListSizes { get; } = [.. Enumerable.Repeat(PageListSize.Boot, ZoneKinds.Count)];

    /// <summary>The allocation whose request has that id; null where nobody waits for it any more.</summary>
    public AllocationInHand? Asking(RequestId id) =>
        Allocation?.Outstanding == id ? Allocation
        : Interrupts.Handler?.Outstanding == id ? Interrupts.Handler
        : null;

    /// <summary>Its list of a zone of its own node and a migrate type.</summary>
    public PageList List(ZoneKind kind, MigrateType type) =>
        (_lists ??= new PageList?[ZoneKinds.Count * MigrateTypes.Count])[At(kind, type)] ??= new PageList();

    /// <summary>Pages of a type on its list of a zone of its own node.</summary>
    public long ListedPages(ZoneKind kind, MigrateType type) => _lists?[At(kind, type)]?.Count ?? 0;

    /// <summary>Pages on its lists of a zone of its own node (<c>pcp->count</c>).</summary>
    public long ListedPages(ZoneKind kind)
    {
        long pages = 0;
        for (int type = 0; _lists is not null && type < MigrateTypes.Count; type++)
        {
            pages += ListedPages(kind, (MigrateType)type);
        }

        return pages;
    }

    /// <summary>
    /// Takes pages off its lists of a zone to give them back, those of a type first, and then of the next one that has any
    /// (<c>free_pcppages_bulk</c>).
    /// </summary>
    public List<PfnRange> Drain(ZoneKind kind, MigrateType first, long pages)
    {
        List<PfnRange> drained = [];
        for (int at = 0; at < MigrateTypes.Count; at++)
        {
            var list = List(kind, (MigrateType)(((int)first + at) % MigrateTypes.Count));
            long before = list.Count;
            drained.AddRange(list.Drain(pages));
            pages -= before - list.Count;
        }

        return drained;
    }

    /// <summary>Holds blocks under a label.</summary>
    public void Hold(string label, ZoneRef zone, int order, MigrateType type, ReadOnlySpan<PfnRange> frames)
    {
        if (_lastHeld is not { } last || !last.IsOf(label, zone, order, type))
        {
            _lastHeld = last = FindHeld(label, zone, order, type);
        }

        last.Add(frames);
    }

    /// <summary>Lets go of all that is held under a label.</summary>
    public IReadOnlyList<HeldBlocks> LetGo(string label)
    {
        _lastHeld = null;
        return _held is not null && _held.Remove(label, out var held) ? held : [];
    }

    /// <summary>Notes a failure, if it is one of the first.</summary>
    public void NoteFailure(WorkFailure failure)
    {
        _failures ??= [];
        if (_failures.Count < MostFailures)
        {
            _failures.Add(failure);
        }
    }

    /// <summary>What it answers for, by zone.</summary>
    public ImmutableArray<CpuHoldings> Holdings()
    {
        var holdings = new List<CpuHoldings>();
        foreach (var held in _held?.Values.AsEnumerable() ?? [])
        {
            foreach (var blocks in held)
            {
                holdings.Add(new CpuHoldings(blocks.Zone, blocks.Pages, 0));
            }
        }

        for (int zid = 0; zid < ZoneKinds.Count; zid++)
        {
            if (ListedPages((ZoneKind)zid) is > 0 and long pages)
            {
                holdings.Add(new CpuHoldings(new ZoneRef(Nid, (ZoneKind)zid), 0, pages));
            }
        }

        return CpuHoldings.SumByZone(holdings);
    }

    private static FrozenSet<string> LabelsToFree(ImmutableArray<WorkItem> items) =>
        items.Any(item => item.Kind == WorkKind.Free)
            ? items.Where(item => item.Kind == WorkKind.Free).Select(item => item.Label).ToFrozenSet(StringComparer.Ordinal)
            : NoLabels;

    private static int At(ZoneKind kind, MigrateType type) => ((int)kind * MigrateTypes.Count) + (int)type;

    private HeldBlocks FindHeld(string label, ZoneRef zone, int order, MigrateType type)
    {
        _held ??= new Dictionary<string, List<HeldBlocks>>(StringComparer.Ordinal);
        if (!_held.TryGetValue(label, out var held))
        {
            _held.Add(label, held = []);
        }

        var found = held.Find(blocks => blocks.IsOf(label, zone, order, type));
        if (found is null)
        {
            held.Add(found = new HeldBlocks(label, zone, order, type, _labelsToFree.Contains(label)));
        }

        return found;
    }
}
