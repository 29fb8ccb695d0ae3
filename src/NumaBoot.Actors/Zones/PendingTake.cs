using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>A request for pages that a zone has not answered yet.</summary>
internal sealed class PendingTake(ZoneMessages.TakePages request, long wantedBlocks)
{
    /// <summary>The request.</summary>
    public ZoneMessages.TakePages Request { get; } = request;

    /// <summary>What it is held against.</summary>
    public Demand Demand => new(
        Request.Order, Request.Mode, Request.Check, Request.HighestZone, Request.Type, Request.NoFragment);

    /// <summary>Blocks still to be found.</summary>
    public long LeftBlocks { get; set; } = wantedBlocks;

    /// <summary>Blocks found.</summary>
    public long Blocks { get; set; }

    /// <summary>Their frames, neighbours as one range.</summary>
    public ImmutableArray<PfnRange> Frames { get; private set; } = [];

    /// <summary>How often it waited for pages that were under way.</summary>
    public int Waits { get; set; }

    /// <summary>Which check fell short last.</summary>
    public GrowthReason Reason { get; set; }

    /// <summary>Adds frames that were taken for it. Most requests are served by one taking, which then is the answer.</summary>
    public void Add(ImmutableArray<PfnRange> taken)
    {
        if (Frames.IsEmpty)
        {
            Frames = taken;
        }
        else if (Frames[^1].End == taken[0].Start)
        {
            Frames = [.. Frames[..^1], Frames[^1] with { End = taken[0].End }, .. taken[1..]];
        }
        else
        {
            Frames = [.. Frames, .. taken];
        }
    }
}
