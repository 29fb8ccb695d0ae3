using System.Collections.Immutable;

namespace NumaBoot.Lanes;

/// <summary>How many windows there were, by the kind of promise that bound them.</summary>
/// <param name="ByKind">The counts, by <see cref="PromiseKind"/>.</param>
public sealed record HorizonCounts(ImmutableArray<long> ByKind)
{
    /// <summary>No window.</summary>
    public static HorizonCounts None { get; } = new([.. new long[Enum.GetValues<PromiseKind>().Length]]);

    /// <summary>All windows.</summary>
    public long All => ByKind.Sum();

    /// <summary>Windows that a kind of promise bound.</summary>
    public long this[PromiseKind kind] => ByKind[(int)kind];

    /// <summary>One more window.</summary>
    public HorizonCounts With(PromiseKind kind) => new(ByKind.SetItem((int)kind, this[kind] + 1));
}
