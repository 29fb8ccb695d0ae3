using System.Runtime.InteropServices;

namespace NumaBoot.Actors;

/// <summary>What is foreseen of a CPU that works.</summary>
/// <param name="AtNs">
/// When its node hears that all its work is done; or until when it needs nobody but its node, if it may turn to another then,
/// or fail. At least, in nanoseconds of virtual time.
/// </param>
/// <param name="IsDone">Which of the two.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CpuOutlook(long AtNs, bool IsDone);
