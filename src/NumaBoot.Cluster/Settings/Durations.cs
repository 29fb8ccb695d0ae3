using System.Globalization;

namespace NumaBoot.Cluster;

/// <summary>Durations as people write them: 500ms, 8s, 2m.</summary>
internal static class Durations
{
    /// <summary>What a well-formed one looks like, for complaints.</summary>
    public const string Expected = "a duration from 100ms to 60m, such as 8s";

    private static readonly (string Unit, TimeSpan Length)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1))];

    /// <summary>Reads one; null when it is none or out of range.</summary>
    public static TimeSpan? TryParse(string text)
    {
        var (unit, length) = Units.FirstOrDefault(unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
        return unit is not null
            && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count * length is var duration
            && duration >= TimeSpan.FromMilliseconds(100) && duration <= TimeSpan.FromMinutes(60)
            ? duration
            : null;
    }

    /// <summary>A duration in words of HOCON.</summary>
    public static string Hocon(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms");
}
