namespace NumaBoot.Memory;

/// <summary>The marks of a zone, in pages (<c>_watermark[]</c>).</summary>
/// <param name="Min">Only atomic requests may go below.</param>
/// <param name="Low">Ordinary requests check against it.</param>
/// <param name="High">Where reclaim would stop.</param>
public sealed record ZoneWatermarks(long Min, long Low, long High)
{
    /// <summary>No marks, as until all deferred pages are done.</summary>
    public static ZoneWatermarks Zero { get; } = new(0, 0, 0);
}
