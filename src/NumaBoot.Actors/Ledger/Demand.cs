using System.Runtime.InteropServices;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a request for pages is held against in a zone.</summary>
/// <param name="Order">log2 of a block's pages.</param>
/// <param name="Mode">Counted, each block with a check of its own; or a refill, with one check for a batch.</param>
/// <param name="Check">Which mark.</param>
/// <param name="HighestZone">The highest zone that would do.</param>
/// <param name="Type">Of which migrate type it is.</param>
/// <param name="NoFragment">Whether blocks of other types are left alone that are smaller than a pageblock (<c>ALLOC_NOFRAGMENT</c>).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Demand(
    int Order, TakeMode Mode, WatermarkCheck Check, ZoneKind HighestZone, MigrateType Type = MigrateType.Unmovable, bool NoFragment = false)
{
    /// <inheritdoc />
    public override string ToString() => $"order {Order} at {Check}";
}
