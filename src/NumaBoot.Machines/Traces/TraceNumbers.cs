using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>Numbers as traces hold them.</summary>
internal static class TraceNumbers
{
    private const long PfnLimit = (long)(InputLimits.MaxAddress >> 12);

    /// <summary>A page frame number, decimal or with <c>0x</c>; false where it is none, or beyond any memory.</summary>
    public static bool TryPfn(ReadOnlySpan<char> text, out long pfn)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out pfn)
            && pfn is >= 0 and < PfnLimit;
    }

    /// <summary>A small number such as an order or a node.</summary>
    public static bool TrySmall(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
