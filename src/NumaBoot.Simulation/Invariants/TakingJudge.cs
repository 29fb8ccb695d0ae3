using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether pages were given away on good ground: a check that passed, or a growth that had just succeeded.</summary>
internal sealed class TakingJudge(LedgerBooks books)
{
    // Asks to grow that were answered yes and whose zone has not heard it yet, and the one that heard it last.
    private readonly HashSet<RequestId> _grown = [];
    private RequestId? _heardLast;

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
            _heardLast = id;
        }
    }

    public void Taken(in Taking taking)
    {
        if (taking.Ground == TakeGround.Grown)
        {
            if (taking.GrownBy is null || taking.GrownBy != _heardLast)
            {
                Break(taking, "without a check, and no growth for it had succeeded");
            }

            _heardLast = null;
        }
        else if (taking.AllowedBlocks < (taking.Ground == TakeGround.Refill ? 1 : taking.Blocks))
        {
            Break(taking, $"where the check let {taking.AllowedBlocks} pass");
        }
    }

    private void Break(in Taking taking, string why) => books.Break(
        Invariant.WatermarkRespected,
        $"zone {taking.Zone} gave cpu {taking.Cpu} {taking.Blocks} blocks of order {taking.Order} {why}",
        taking.Frames[0]);
}
