using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A level of a synthetic description: how many objects each object above has, and what hangs beside them.</summary>
internal sealed record HwlocLevel
{
    /// <summary>What its objects are.</summary>
    public HwlocKind Kind { get; init; } = HwlocKind.Other;

    /// <summary>Objects of this level in each of the level above.</summary>
    public int Arity { get; init; } = 1;

    /// <summary>Objects of this level in the machine.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Memory of each, where they are NUMA nodes; 0 where it is not given.</summary>
    public ulong Bytes { get; init; }

    /// <summary>The system's numbers of the objects (<c>indexes=</c>); null where they are counted through.</summary>
    public InputLine? Indexes { get; init; }

    /// <summary>NUMA nodes beside each of the objects (<c>[numa(...)]</c>).</summary>
    public ImmutableArray<HwlocLevel> Attached { get; init; } = [];
}
