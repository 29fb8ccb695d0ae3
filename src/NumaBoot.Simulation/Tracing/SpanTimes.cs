using System.Runtime.InteropServices;

namespace NumaBoot.Simulation;

/// <summary>When a span was.</summary>
/// <param name="StartNs">Its start, in nanoseconds of virtual time.</param>
/// <param name="EndNs">Its end, in nanoseconds of virtual time; not before the start.</param>
/// <param name="StartTicks">Its start by the clock of the world, in ticks; 0 where that was not wanted.</param>
/// <param name="EndTicks">Its end by that clock; not before the start.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpanTimes(long StartNs, long EndNs, long StartTicks, long EndTicks)
{
    /// <summary>From the earlier start to the later end.</summary>
    public SpanTimes Spanning(SpanTimes other) => new(
        Math.Min(StartNs, other.StartNs), Math.Max(EndNs, other.EndNs), Math.Min(StartTicks, other.StartTicks), Math.Max(EndTicks, other.EndTicks));
}
