using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>A node's distances to all nodes as sysfs prints them: <c>10 20 20</c>.</summary>
internal static class DistanceRow
{
    /// <summary>The distances of a line.</summary>
    /// <exception cref="MachineInputException">One is no number from 10 to 255.</exception>
    public static ImmutableArray<int> Parse(InputLine line)
    {
        const int farthest = 256;
        var row = ImmutableArray.CreateBuilder<int>();
        var scanner = new TextScanner(line.Text);
        scanner.SkipBlanks();
        while (!scanner.Rest.IsEmpty)
        {
            var part = scanner.Rest;
            if (!scanner.TryNumberBelow(farthest, out int distance) || distance < NodeDistances.Local || row.Count >= InputLimits.MaxNodes)
            {
                throw line.Unexpected("distances from 10 to 255 such as \"10 20\"", part);
            }

            row.Add(distance);
            scanner.SkipBlanks();
        }

        return row.ToImmutable();
    }
}
