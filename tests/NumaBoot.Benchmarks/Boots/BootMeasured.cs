namespace NumaBoot.Benchmarks.Boots;

/// <summary>What one boot took.</summary>
/// <param name="Deliveries">Messages delivered.</param>
/// <param name="WallSeconds">From the machine's name to the result, without the collection that <paramref name="LiveBytes"/> takes.</param>
/// <param name="CpuSeconds">Of all threads of the process, its start with them.</param>
/// <param name="LiveBytes">Managed memory that is in use when all nodes are done and the machine is up.</param>
/// <param name="PeakBytes">The most memory that the process had.</param>
internal sealed record BootMeasured(long Deliveries, double WallSeconds, double CpuSeconds, long LiveBytes, long PeakBytes);
