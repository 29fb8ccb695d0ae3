using System.Runtime.InteropServices;

namespace NumaBoot.Lanes;

/// <summary>No message that nobody outside provokes leaves before a time.</summary>
/// <param name="AtNs">The time, in nanoseconds of virtual time; <see cref="long.MaxValue"/> for never.</param>
/// <param name="Kind">What it was worked out from.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Promise(long AtNs, PromiseKind Kind)
{
    /// <summary>Nothing leaves.</summary>
    public static Promise Never { get; } = new(long.MaxValue, PromiseKind.Nothing);

    /// <summary>The promise of two lanes together.</summary>
    public Promise And(Promise other) => other.AtNs < AtNs ? other : this;
}
