using System.Runtime.InteropServices;

namespace NumaBoot.Reports;

/// <summary>Where an arrow begins, passes or ends.</summary>
/// <param name="Phase"><c>s</c>, <c>t</c> or <c>f</c>, as the Trace Event format calls it.</param>
/// <param name="Flow">Which arrow.</param>
/// <param name="AtNs">When, in nanoseconds of virtual time.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimelinePoint(char Phase, long Flow, long AtNs);
