using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>The allocation whose failure ended a boot.</summary>
/// <param name="Cpu">Who asked.</param>
/// <param name="Label">What for.</param>
/// <param name="Order">The order asked for.</param>
/// <param name="Nid">The preferred node.</param>
/// <param name="HighestZone">The highest zone that would have done.</param>
/// <param name="GotBlocks">Blocks it had got before.</param>
/// <param name="WantedBlocks">Blocks it wanted.</param>
public sealed record WorkFailure(int Cpu, string Label, int Order, int Nid, ZoneKind HighestZone, long GotBlocks, long WantedBlocks);
