using System.Runtime.InteropServices;

namespace NumaBoot.Simulation;

/// <summary>A number that waits to be told.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Which">Of these, which: a value of the enum that the kind names.</param>
/// <param name="Value">The number.</param>
/// <param name="Nid">The node that it is about.</param>
/// <param name="IsTraced">Whether a trace of the boot has it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Measure(MeasureKind Kind, int Which, long Value, int Nid = -1, bool IsTraced = false)
{
    /// <summary>When the delivery began that it is of, in nanoseconds of virtual time.</summary>
    public long AtNs { get; init; }
}
