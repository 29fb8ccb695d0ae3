using System.Runtime.InteropServices;

namespace NumaBoot.Reports;

/// <summary>Something that is known about a slice.</summary>
/// <param name="Name">What it is called in the file.</param>
/// <param name="Value">A number, a text or a truth.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimelineArg(string Name, object Value);
