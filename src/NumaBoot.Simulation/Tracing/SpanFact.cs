using System.Runtime.InteropServices;

namespace NumaBoot.Simulation;

/// <summary>Something that is known about a span.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Number">The number that it says; 0 where it says a text.</param>
/// <param name="Text">The text; null where it says a number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpanFact(SpanFactKind Kind, long Number, string? Text = null)
{
    /// <summary>A fact that is a text.</summary>
    public static SpanFact Of(SpanFactKind kind, string text) => new(kind, 0, text);
}
