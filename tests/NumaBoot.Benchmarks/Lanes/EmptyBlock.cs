using NumaBoot.Lanes;

namespace NumaBoot.Benchmarks.Lanes;

/// <summary>A block on which nothing happens, for so many windows: what is left is what meeting costs.</summary>
internal sealed class EmptyBlock(long windows) : ILaneBlock
{
    private long _left = windows;
    private long _nowNs;

    public bool Has(long actor) => false;

    public BlockStanding RunTo(long horizonNs, IReadOnlyList<CrossMessage> incoming, List<CrossMessage> outbox)
    {
        _nowNs = Math.Max(_nowNs, horizonNs);
        return new BlockStanding(--_left > 0 ? new Promise(_nowNs, PromiseKind.NextDelivery) : Promise.Never, _nowNs, 0, GoesOn: true);
    }
}
