namespace NumaBoot.Memory;

/// <summary>Blocks of one order that follow each other without a gap.</summary>
/// <param name="Start">The first frame of the first block.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Order">Their order.</param>
public readonly record struct BlockRun(long Start, long Blocks, int Order)
{
    /// <summary>All frames of the run.</summary>
    public PfnRange Frames => PfnRange.Of(Start, Blocks << Order);
}
