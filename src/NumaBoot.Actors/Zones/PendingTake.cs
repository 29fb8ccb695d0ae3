using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>A request for pages that a zone has not answered yet.</summary>
internal sealed class PendingTake(ZoneMessages.TakePages request, long wantedBlocks)
{
    /// <summary>The request.</summary>
    public ZoneMessages.TakePages Request { get; } = request;

    /// <summary>Blocks still to be found.</summary>
    public long LeftBlocks { get; set; } = wantedBlocks;

    /// <summary>Blocks found.</summary>
    public long Blocks { get; set; }

    /// <summary>Their frames.</summary>
    public List<PfnRange> Frames { get; } = [];

    /// <summary>How often it waited for pages that were under way.</summary>
    public int Waits { get; set; }

    /// <summary>Which check fell short last.</summary>
    public GrowthReason Reason { get; set; }
}
