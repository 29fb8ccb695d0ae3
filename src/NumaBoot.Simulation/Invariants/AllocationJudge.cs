using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether requests are answered, once, and whether what was refused was rightly refused.</summary>
internal sealed class AllocationJudge(LedgerBooks books)
{
    private readonly HashSet<RequestId> _open = [];
    private readonly Dictionary<RequestId, WrongRefusal> _wrongRefusals = [];

    public void Requested(RequestId id)
    {
        if (!_open.Add(id))
        {
            books.Break(Invariant.AnsweredOnce, $"the id of request {id} was used twice");
        }
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
        if (_wrongRefusals.Count == 0 || (served && !remote))
        {
            return;
        }

        foreach (var id in requests)
        {
            if (_wrongRefusals.TryGetValue(id, out var wrong))
            {
                books.Break(
                    served ? Invariant.NoNeedlessRemote : Invariant.NoNeedlessFailure,
                    $"an allocation {(served ? "left its node" : "failed")}: {wrong} ({id})");
                return;
            }
        }
    }

    /// <summary>Nothing is under way any more: no answer can come.</summary>
    public void JudgeQuiescence()
    {
        foreach (var id in _open.Order(Comparer<RequestId>.Create(Compare)).Take(1))
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was never answered");
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
