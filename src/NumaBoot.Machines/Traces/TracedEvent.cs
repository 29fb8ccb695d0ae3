using System.Runtime.InteropServices;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>An allocation or a free that a kernel told of.</summary>
/// <param name="IsFree">Which of the two.</param>
/// <param name="Line">Where it stands.</param>
/// <param name="Cpu">Which CPU did it.</param>
/// <param name="Pfn">The first page of the block.</param>
/// <param name="Order">log2 of its pages.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TracedEvent(bool IsFree, int Line, int Cpu, long Pfn, int Order)
{
    /// <summary>When, in nanoseconds of the trace's own clock; null where it has none.</summary>
    public long? TimeNs { get; init; }

    /// <summary>Allocation: the preferred node.</summary>
    public int Nid { get; init; }

    /// <summary>Allocation: what was asked for.</summary>
    public GfpFlags Gfp { get; init; }

    /// <summary>Allocation: the migrate type.</summary>
    public MigrateType Type { get; init; }

    /// <summary>Allocation: who asked; null for a free.</summary>
    public string? Label { get; init; }
}
