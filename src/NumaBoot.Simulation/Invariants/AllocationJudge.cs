using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// Whether an allocation that failed, or left its node, had to: whether every zone that could have served it was asked
/// in each pass, and rightly refused. Nobody is asked whether a refusal was right: the books say what was free.
/// </summary>
internal sealed class AllocationJudge(LedgerBooks books)
{
    // Refusals on their way, requests of handlers, and what the work of each CPU, and each handler, has heard since it last
    // was served by the node it prefers.
    private readonly Dictionary<RequestId, Refusal> _onTheWay = [];
    private readonly Dictionary<RequestId, int> _ofInterrupt = [];
    private readonly Dictionary<(ActorAddress Cpu, int Interrupt), RefusalBook> _heard = [];

    public void AskedInInterrupt(RequestId id, int interrupt) => _ofInterrupt.Add(id, interrupt);

    /// <summary>Judged on the zone's own books, which may be elsewhere than what is known of the CPU.</summary>
    public Refusal Judge(RequestId id, ZoneRef zone, Demand demand, long givenBlocks) =>
        new(zone, demand.Check != WatermarkCheck.Low, demand.NoFragment, givenBlocks > 0, WrongOf(id, zone, demand));

    public void Refused(RequestId id, in Refusal refusal) => _onTheWay[id] = refusal;

    public void Answered(RequestId id)
    {
        _ofInterrupt.Remove(id, out int interrupt);
        var asker = (id.From, interrupt);
        if (_onTheWay.Remove(id, out var refusal))
        {
            if (!_heard.TryGetValue(asker, out var book))
            {
                _heard.Add(asker, book = new RefusalBook());
            }

            book.Hear(refusal);
        }
        else if (_heard.TryGetValue(asker, out var book))
        {
            book.IsRestRefused = false;
        }
    }

    public void AllocationEnded(in AllocationEnd end)
    {
        var book = _heard.GetValueOrDefault((end.Cpu, end.Interrupt));
        if (end.ServedBy is null)
        {
            JudgeFailure(end, book);
        }
        else if (end.IsRemote)
        {
            JudgeRemote(end, book);
        }

        if (book is null)
        {
            return;
        }

        // The rest of a counted request was refused by all who refused the whole; any other block is asked for anew.
        bool isRestLookedFor = end.ServedBy is not null && end.LeftBlocks > 0 && (end.IsRemote || book.IsRestRefused);
        book.IsRestRefused = false;
        if (!isRestLookedFor)
        {
            _heard.Remove((end.Cpu, end.Interrupt));
        }
    }

    private WrongRefusal? WrongOf(RequestId id, ZoneRef zone, Demand demand)
    {
        var book = books.Zones[zone];
        var block = book.UsableBlock(demand);
        if (block.IsEmpty && books.Nodes[zone.Nid].LastKind == zone.Kind)
        {
            block = BlocksToCome.First(book, book.OrderOfOthers(demand));
        }

        return block.IsEmpty
            ? null
            : new WrongRefusal(id, zone, demand.Order, book.Free.Pages, book.UnbuiltPages, book.UnderWayPages, block);
    }

    /// <summary>Every zone of the list must have refused in both passes, where small blocks of other types were as good as any.</summary>
    private void JudgeFailure(in AllocationEnd end, RefusalBook? book)
    {
        const Invariant Needless = Invariant.NoNeedlessFailure;
        if (books.IsBroken(Needless) || IsWronglyRefused(Needless, "failed", book))
        {
            return;
        }

        for (int at = 0; books.Plan.Zonelists.TryGet(end.Nid, end.HighestZone, at, out var zone); at++)
        {
            foreach (bool slowPath in new[] { false, true })
            {
                if (book?.Has(zone, slowPath) != true)
                {
                    BreakUnasked(Needless, "failed", end.Asker, zone, slowPath);
                    return;
                }
            }
        }
    }

    /// <summary>Every zone of the preferred node must have refused in this pass.</summary>
    private void JudgeRemote(in AllocationEnd end, RefusalBook? book)
    {
        const Invariant Needless = Invariant.NoNeedlessRemote;
        if (books.IsBroken(Needless) || IsWronglyRefused(Needless, "left its node", book))
        {
            return;
        }

        bool slowPath = end.Check != WatermarkCheck.Low;
        for (int at = 0; books.Plan.Zonelists.TryGet(end.Nid, end.HighestZone, at, out var zone) && zone.Nid == end.Nid; at++)
        {
            if (book?.Has(zone, slowPath) != true)
            {
                BreakUnasked(Needless, "left its node", end.Asker, zone, slowPath);
                return;
            }
        }
    }

    private bool IsWronglyRefused(Invariant invariant, string what, RefusalBook? book)
    {
        if (book?.Wrong is not { } wrong)
        {
            return false;
        }

        books.Break(invariant, $"an allocation {what}: {wrong}", wrong.Block);
        return true;
    }

    private void BreakUnasked(Invariant invariant, string what, string asker, ZoneRef zone, bool slowPath) => books.Break(
        invariant, $"an allocation of {asker} {what} although zone {zone} had not refused it at the {(slowPath ? "min" : "low")} mark");
}
