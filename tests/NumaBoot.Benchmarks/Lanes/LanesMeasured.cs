namespace NumaBoot.Benchmarks.Lanes;

/// <summary>What one boot took on some threads.</summary>
/// <param name="Deliveries">Messages delivered.</param>
/// <param name="Horizons">Windows that the threads went through side by side; 0 on one thread.</param>
/// <param name="Digest">The hash over all deliveries.</param>
/// <param name="WallSeconds">From the request to the result.</param>
/// <param name="CpuSeconds">Of all threads of the process meanwhile.</param>
internal sealed record LanesMeasured(long Deliveries, long Horizons, ulong Digest, double WallSeconds, double CpuSeconds);
