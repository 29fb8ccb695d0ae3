using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// The system's numbers of a level's objects: a list (<c>indexes=0,2,1,3</c>), or loops in which the numbers walk over the
/// objects, the innermost first (<c>indexes=2*4:1*2</c>: by steps of 2 over four objects, and that twice, a step of 1 apart).
/// </summary>
internal static class HwlocIndexes
{
    /// <summary>The numbers in the order of the objects.</summary>
    /// <param name="indexes">What was given; null: counted through.</param>
    /// <param name="count">How many objects there are.</param>
    /// <param name="limit">Numbers lie below.</param>
    /// <exception cref="MachineInputException">They are not as many, not all different, or given in another way.</exception>
    public static ImmutableArray<int> Of(InputLine? indexes, int count, int limit)
    {
        if (indexes is not { } line)
        {
            return [.. Enumerable.Range(0, count)];
        }

        var numbers = line.Text.Contains('*', StringComparison.Ordinal) ? Looped(line, count, limit) : Listed(line, limit);
        return numbers.Length == count && numbers.Distinct().Count() == count
            ? numbers
            : throw line.Unexpected($"indexes= of {count} objects, each its own");
    }

    private static ImmutableArray<int> Listed(InputLine line, int limit) => [.. line.Text.Split(',').Select(word => Number(word, line, limit))];

    private static ImmutableArray<int> Looped(InputLine line, int count, int limit)
    {
        // Which object each number stands at.
        var places = new long[count];
        long inner = 1;
        foreach (string loop in line.Text.Split(':'))
        {
            string[] parts = loop.Split('*');
            int step = Number(parts[0], line, limit);
            int times = parts.Length == 2 ? Number(parts[1], line, limit) : 0;
            if (times < 2 || inner * times > count)
            {
                throw line.Unexpected($"indexes= of {count} objects, such as 0,2,1,3 or 2*2:1*2");
            }

            for (int number = 0; number < count; number++)
            {
                places[number] += number / inner % times * step;
            }

            inner *= times;
        }

        int[] numbers = new int[count];
        Array.Fill(numbers, -1);
        for (int number = 0; number < count; number++)
        {
            long place = places[number];
            if (place >= count || numbers[place] >= 0)
            {
                throw line.Unexpected($"indexes= of {count} objects, each its own");
            }

            numbers[place] = number;
        }

        return [.. numbers];
    }

    private static int Number(string word, InputLine line, int limit)
    {
        var scanner = new TextScanner(word);
        return scanner.TryNumberBelow(limit, out int number) && scanner.Rest.IsEmpty
            ? number
            : throw line.Unexpected($"indexes= as a list of numbers below {limit} such as 0,2,1,3");
    }
}
