using System.Runtime.InteropServices;

namespace NumaBoot.Actors;

/// <summary>A node sends nothing to any other before a time, unless it gets something from another.</summary>
/// <param name="AtNs">The time, in nanoseconds of virtual time; <see cref="long.MaxValue"/> where it waits for others.</param>
/// <param name="Ground">What that rests on.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Forecast(long AtNs, ForecastGround Ground)
{
    /// <summary>Nothing but what it gets makes it send.</summary>
    public static Forecast Rest { get; } = new(long.MaxValue, ForecastGround.Rest);

    /// <summary>It may send at once.</summary>
    public static Forecast At(long nowNs) => new(nowNs, ForecastGround.None);
}
