using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>A populated zone as <c>/proc/zoneinfo</c> has it.</summary>
/// <param name="Nid">Its node.</param>
/// <param name="Kind">Which zone.</param>
/// <param name="Span">From its first to its last frame.</param>
/// <param name="PresentPages">Frames of the span that are memory.</param>
internal sealed record SystemZone(int Nid, ZoneKind Kind, PfnRange Span, long PresentPages);
