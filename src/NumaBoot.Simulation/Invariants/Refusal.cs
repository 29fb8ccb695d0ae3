using System.Runtime.InteropServices;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A zone refused a request, in whole or for what it had not given.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="IsSlowPath">Whether it was held against the min mark, as in the second pass over a zonelist.</param>
/// <param name="NoFragment">Whether it was not to have small blocks of other types, so that the zone is asked once more.</param>
/// <param name="GaveSome">Whether the zone gave a part.</param>
/// <param name="Wrong">What it had, where it should not have refused.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Refusal(ZoneRef Zone, bool IsSlowPath, bool NoFragment, bool GaveSome, WrongRefusal? Wrong);
