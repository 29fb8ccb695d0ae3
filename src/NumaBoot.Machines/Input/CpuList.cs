using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NumaBoot.Machines;

/// <summary>Lists of CPUs or nodes as the kernel prints them: <c>0-3,8</c> (<c>lib/bitmap.c: bitmap_parselist</c>).</summary>
internal static class CpuList
{
    /// <summary>The numbers of a list, ascending; an empty list has none.</summary>
    /// <param name="text">The list.</param>
    /// <param name="line">Where it stands, for complaints.</param>
    /// <param name="limit">Numbers lie below.</param>
    /// <exception cref="MachineInputException">It is no such list, goes backwards, or goes too far.</exception>
    public static ImmutableArray<int> Parse(ReadOnlySpan<char> text, InputLine line, int limit = InputLimits.MaxCpus)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        var scanner = new TextScanner(text.Trim());
        while (!scanner.Rest.IsEmpty)
        {
            var part = scanner.Rest;
            if (!scanner.TryNumberBelow(limit, out int first))
            {
                throw line.Unexpected($"a list of numbers below {limit} such as \"0-3,8\"", part);
            }

            int last = first;
            if (scanner.Skip("-") && !scanner.TryNumberBelow(limit, out last))
            {
                throw line.Unexpected($"a list of numbers below {limit} such as \"0-3,8\"", part);
            }

            if (last < first || (numbers.Count > 0 && first <= numbers[^1]))
            {
                throw line.Unexpected("an ascending list such as \"0-3,8\"", text);
            }

            for (int number = first; number <= last; number++)
            {
                numbers.Add(number);
            }

            if (!scanner.Rest.IsEmpty && (!scanner.Skip(",") || scanner.Rest.IsEmpty))
            {
                throw line.Unexpected("a list such as \"0-3,8\"", text);
            }
        }

        return numbers.ToImmutable();
    }

    /// <summary>The list of ascending numbers.</summary>
    public static string Format(ImmutableArray<int> numbers)
    {
        var text = new StringBuilder();
        for (int at = 0; at < numbers.Length;)
        {
            int end = at + 1;
            while (end < numbers.Length && numbers[end] == numbers[end - 1] + 1)
            {
                end++;
            }

            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{numbers[at]}");
            if (end - at > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{numbers[end - 1]}");
            }

            at = end;
        }

        return text.ToString();
    }
}
