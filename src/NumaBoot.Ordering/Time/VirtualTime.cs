namespace NumaBoot.Ordering;

/// <summary>Between the engine's nanoseconds and Akka's ticks of 100 nanoseconds.</summary>
internal static class VirtualTime
{
    private const long NsPerTick = TimeSpan.NanosecondsPerTick;

    public static long ToNs(TimeSpan span) =>
        span.Ticks > long.MaxValue / NsPerTick ? long.MaxValue : span.Ticks * NsPerTick;

    public static TimeSpan ToTimeSpan(long ns) => TimeSpan.FromTicks(ns / NsPerTick);

    /// <summary>A time that does not overflow: what is too far away never comes.</summary>
    public static long Add(long ns, long delayNs) => delayNs > long.MaxValue - ns ? long.MaxValue : ns + delayNs;
}
