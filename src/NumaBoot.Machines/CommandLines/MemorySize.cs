using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>Sizes and addresses as the kernel reads them (<c>lib/cmdline.c: memparse</c>): a number and K, M, G, T, P or E.</summary>
internal static class MemorySize
{
    /// <summary>Takes a number in any of C's notations with a suffix; false where there is none or it exceeds 64 bits.</summary>
    public static bool TryTake(ref TextScanner scanner, out ulong bytes)
    {
        if (!TryNumber(ref scanner, out bytes))
        {
            return false;
        }

        int shift = scanner.Rest.IsEmpty ? 0 : 10 * ("KMGTPE".IndexOf(char.ToUpperInvariant(scanner.Rest[0]), StringComparison.Ordinal) + 1);
        if (shift == 0)
        {
            return true;
        }

        scanner.Skip(scanner.Rest[..1]);
        bool fits = bytes <= ulong.MaxValue >> shift;
        bytes <<= shift;
        return fits;
    }

    /// <summary>The bytes that a whole text gives.</summary>
    /// <exception cref="MachineInputException">It gives none, or more than 52 bits hold.</exception>
    public static ulong Parse(string text, string name, string file)
    {
        var scanner = new TextScanner(text);
        return TryTake(ref scanner, out ulong bytes) && scanner.Rest.IsEmpty && bytes <= InputLimits.MaxAddress
            ? bytes
            : throw Unexpected(name, text, "a size below 4P such as 64K, 16M or 1G", file);
    }

    /// <summary>The complaint about the value of a parameter.</summary>
    public static MachineInputException Unexpected(string name, string? text, string expected, string file) =>
        new(file, 0, $"{name}= with {expected}", PlainText.Quoted(text));

    /// <summary>A size as people write it, exact.</summary>
    public static string Format(ulong bytes)
    {
        const string suffixes = "KMGTPE";
        int at = -1;
        while (at + 1 < suffixes.Length && bytes != 0 && (bytes & 1023) == 0)
        {
            bytes >>= 10;
            at++;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + (at < 0 ? "" : suffixes[at].ToString());
    }

    private static bool TryNumber(ref TextScanner scanner, out ulong number)
    {
        if (scanner.TryHex(out number))
        {
            return true;
        }

        bool any = scanner.TryNumber(out long value);
        number = (ulong)value;
        return any;
    }
}
