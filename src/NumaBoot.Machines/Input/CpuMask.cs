using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// Sets of CPUs as hexadecimal words of 32 bits, the highest first: <c>0x00000003,,0xffff0000</c> as hwloc prints them,
/// <c>00000003,00000000,ffff0000</c> as the kernel does (<c>lib/bitmap.c: bitmap_parse</c>).
/// </summary>
internal static class CpuMask
{
    private const int WordBits = 32;
    private const int WordDigits = WordBits / 4;
    private const string Shape = "a mask such as \"0x00000003,0xffff0000\"";

    /// <summary>The numbers of a mask, ascending; an empty text has none.</summary>
    /// <param name="text">The mask; a word that is left out is 0.</param>
    /// <param name="line">Where it stands, for complaints.</param>
    /// <exception cref="MachineInputException">It is no such mask, has no end, or goes too far.</exception>
    public static ImmutableArray<int> Parse(string text, InputLine line)
    {
        string[] words = text.Trim().Split(',');
        var numbers = ImmutableArray.CreateBuilder<int>();
        for (int at = words.Length - 1; at >= 0; at--)
        {
            uint word = Word(words[at], text, line);
            long first = (long)(words.Length - 1 - at) * WordBits;
            for (; word != 0; word &= word - 1)
            {
                long number = first + System.Numerics.BitOperations.TrailingZeroCount(word);
                numbers.Add(number < InputLimits.MaxCpus ? (int)number : throw line.Unexpected($"CPUs below {InputLimits.MaxCpus}", text));
            }
        }

        return numbers.ToImmutable();
    }

    private static uint Word(string word, string text, InputLine line)
    {
        string digits = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..] : word;
        if (word.Length == 0)
        {
            return 0;
        }

        // "0xf...f" stands for a set without end.
        var scanner = new TextScanner("0x" + digits);
        return digits.Length <= WordDigits && scanner.TryHex(out ulong value) && scanner.Rest.IsEmpty
            ? (uint)value
            : throw line.Unexpected(Shape, text);
    }
}
