using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether pages were given away on good ground: a check that passed, or a growth that had just succeeded.</summary>
internal sealed class TakingJudge(LedgerBooks books)
{
    // Asks to grow that were answered yes and whose zone has not heard it yet.
    private readonly HashSet<RequestId> _grown = [];

    public void GrowthAnswered(RequestId ask, bool grew)
    {
        if (grew)
        {
            _grown.Add(ask);
        }
    }

    /// <summary>A zone that has just heard a yes may take once without a check (<c>goto try_this_zone</c>).</summary>
    public void Answered(RequestId id)
    {
        if (_grown.Remove(id))
        {
            var book = books.Zones[ZoneOf(id.From)];
            book.JustGrown = id;
            book.JustGrownIn = books.Delivery;
        }
    }

    /// <summary>A zone asks to grow, so that what it heard before is no ground any more.</summary>
    public void Requested(RequestId id)
    {
        if (id.From.Role == ActorRole.Zone)
        {
            Forget(ZoneOf(id.From));
        }
    }

    /// <summary>The zone went on to something else than taking.</summary>
    public void Forget(ZoneRef zone)
    {
        if (books.Zones.TryGetValue(zone, out var book))
        {
            book.JustGrown = null;
        }
    }

    /// <summary>Judged before the pages leave the books: the check was made on what was free then.</summary>
    public void Taken(in Taking taking)
    {
        var book = books.Zones[taking.Zone];
        long blocks = taking.Frames.Sum(range => range.Pages) >> taking.Demand.Order;
        if (!AreBlocks(taking.Frames, taking.Demand.Order))
        {
            Break(taking, blocks, "in frames that are no such blocks");
        }
        else if (FirstFragment(taking, book) is { IsEmpty: false } fragment)
        {
            Break(taking, blocks, $"out of {fragment}, which of another type is smaller than a pageblock");
        }
        else if (taking.Ground == TakeGround.Grown)
        {
            JudgeGrown(taking, blocks, book);
        }
        else
        {
            JudgeChecked(taking, blocks, book);
        }

        book.JustGrown = null;
    }

    private void JudgeGrown(in Taking taking, long blocks, ZoneBook book)
    {
        long most = taking.Demand.Mode == TakeMode.Refill ? book.Marks.PageList.Batch : 1;
        if (taking.GrownBy is null || taking.GrownBy != book.JustGrown || book.JustGrownIn != books.Delivery)
        {
            Break(taking, blocks, "without a check, and no growth for it had succeeded");
        }
        else if (blocks > most)
        {
            Break(taking, blocks, $"without a check, where a growth is ground for {most}");
        }
    }

    private void JudgeChecked(in Taking taking, long blocks, ZoneBook book)
    {
        bool isRefill = taking.Demand.Mode == TakeMode.Refill;
        long passing = book.Marks.PassingBlocks(book.Free.Pages, taking.Demand);
        if (passing < (isRefill ? 1 : blocks))
        {
            Break(taking, blocks, $"where the check let {passing} pass");
        }
        else if (isRefill && blocks > book.Marks.PageList.Batch)
        {
            Break(taking, blocks, $"for a refill of {book.Marks.PageList.Batch}");
        }
    }

    private static PfnRange FirstFragment(in Taking taking, ZoneBook book)
    {
        foreach (var range in taking.Frames)
        {
            if (taking.Demand.NoFragment && taking.Demand.Order < book.PageblockOrder && book.Types.FirstFragment(range, taking.Demand.Type) is { IsEmpty: false } fragment)
            {
                return fragment;
            }
        }

        return PfnRange.Empty;
    }

    private static bool AreBlocks(ImmutableArray<PfnRange> frames, int order)
    {
        long inBlock = (1L << order) - 1;
        return frames.All(range => (range.Start & inBlock) == 0 && (range.End & inBlock) == 0);
    }

    private static ZoneRef ZoneOf(ActorAddress address) => new(address.Nid, (ZoneKind)address.Index);

    private void Break(in Taking taking, long blocks, string why) => books.Break(
        Invariant.WatermarkRespected,
        $"zone {taking.Zone} gave cpu {taking.Cpu} {blocks} blocks of order {taking.Demand.Order} {why}",
        taking.Frames[0]);
}
