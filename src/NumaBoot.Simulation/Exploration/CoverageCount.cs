using System.Runtime.InteropServices;

namespace NumaBoot.Simulation;

/// <summary>How many pairs of an actor's situation and a message came up.</summary>
/// <param name="Seen">How many did.</param>
/// <param name="Defined">How many can.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CoverageCount(int Seen, int Defined);
