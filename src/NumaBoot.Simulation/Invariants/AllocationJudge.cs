using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether requests are answered, once, and whether what was refused was rightly refused.</summary>
internal sealed class AllocationJudge(LedgerBooks books)
{
    // Requests whose answer nobody has heard yet, and whether it is on its way.
    private readonly Dictionary<RequestId, bool> _open = [];
    private readonly Dictionary<RequestId, WrongRefusal> _wrongRefusals = [];

    public void Requested(RequestId id)
    {
        if (!_open.TryAdd(id, false))
        {
            books.Break(Invariant.AnsweredOnce, $"the id of request {id} was used twice");
        }
    }

    /// <summary>Judged where answers come from: who asked passes over what he no longer waits for.</summary>
    public void AnswerGiven(RequestId id)
    {
        if (!_open.TryGetValue(id, out bool isGiven) || isGiven)
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was answered twice");
            return;
        }

        _open[id] = true;
    }

    public void Answered(RequestId id)
    {
        if (!_open.Remove(id))
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was answered twice");
        }
    }

    public void Refused(RequestId id, ZoneRef zone, bool hadBlock, int order)
    {
        var book = books.Zones[zone];
        bool isLast = books.Nodes[zone.Nid].LastKind == zone.Kind;
        if (hadBlock || (isLast && WouldGiveBlock(book, order)))
        {
            _wrongRefusals[id] = new WrongRefusal(zone, order, book.Free.Pages, book.UnbuiltPages, book.UnderWayPages);
        }
    }

    public void AllocationEnded(IReadOnlyList<RequestId> requests, bool served, bool remote)
    {
        if (_wrongRefusals.Count == 0)
        {
            return;
        }

        for (int at = 0; at < requests.Count; at++)
        {
            if (!_wrongRefusals.TryGetValue(requests[at], out var wrong))
            {
                continue;
            }

            if (!served)
            {
                BreakNeedless(Invariant.NoNeedlessFailure, "failed", wrong, requests[at]);
            }
            else if (remote)
            {
                // The rest of the allocation may still fail, for the same refusals: they are kept.
                BreakNeedless(Invariant.NoNeedlessRemote, "left its node", wrong, requests[at]);
                continue;
            }

            _wrongRefusals.Remove(requests[at]);
        }
    }

    /// <summary>Nothing is under way any more: no answer can come.</summary>
    public void JudgeQuiescence()
    {
        foreach (var id in _open.Keys.Order(Comparer<RequestId>.Create(Compare)).Take(1))
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was never answered");
        }
    }

    private void BreakNeedless(Invariant invariant, string what, in WrongRefusal wrong, RequestId id)
    {
        if (!books.IsBroken(invariant))
        {
            books.Break(invariant, $"an allocation {what}: {wrong} ({id})");
        }
    }

    private static int Compare(RequestId left, RequestId right)
    {
        int byName = string.CompareOrdinal(left.From.ToString(), right.From.ToString());
        return byName != 0 ? byName : left.Number.CompareTo(right.Number);
    }

    /// <summary>
    /// Whether pages that are deferred or under way would give a block of that order: one that nobody holds a page of and
    /// that is not wholly free. What is held or free is stepped over a run at a time, however many pages that is.
    /// </summary>
    private static bool WouldGiveBlock(ZoneBook book, int order)
    {
        if (book.UnbuiltPages + book.UnderWayPages == 0)
        {
            return false;
        }

        long size = 1L << order;
        foreach (var range in book.Expected)
        {
            long start = MemoryGeometry.AlignUp(range.Start, size);
            while (start + size <= range.End)
            {
                var rest = new PfnRange(start, range.End);
                if (book.Held.FirstIn(PfnRange.Of(start, size)) is { IsEmpty: false } held)
                {
                    start = MemoryGeometry.AlignUp(book.Held.FirstIn(rest with { Start = held.Start }).End, size);
                }
                else if (book.Free.FirstIn(rest) is var free && free.Contains(PfnRange.Of(start, size)))
                {
                    start = free.End & -size;
                }
                else
                {
                    return true;
                }
            }
        }

        return false;
    }
}
