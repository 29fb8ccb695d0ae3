using System.Collections.Immutable;
using System.Globalization;

namespace NumaBoot.Ordering;

/// <summary>Deviations as text: what a person copies from a failure into a replay.</summary>
public static class RecordedOrder
{
    // An actor's name may have a semicolon in it, but no space.
    private const string Separator = "; ";

    /// <summary>One line.</summary>
    public static string Format(ImmutableArray<Deviation> deviations) => string.Join(
        Separator, deviations.Select(deviation => string.Create(CultureInfo.InvariantCulture, $"{deviation.At}: {deviation.Chosen}")));

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ImmutableArray<Deviation> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne)];
    }

    private static Deviation ParseOne(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            && DeliveryKey.TryParse(text[(colon + 1)..].Trim(), out var key)
                ? new Deviation(at, key)
                : throw new FormatException($"expected a deviation such as \"7: alice > account messages #2\", found \"{text}\"");
    }
}
