using System.Globalization;
using System.Text;

namespace NumaBoot.Ordering;

/// <summary>A test failed under some order of its messages.</summary>
public sealed class BrokenOrderException : Exception
{
    private const int MostLines = 40;

    internal BrokenOrderException(FoundFailure found, Trial shrunk)
        : base(Tell(found, shrunk), shrunk.Failure.Cause)
    {
        Seed = found.Seed;
        Shrunk = shrunk;
    }

    /// <summary>In which schedule: its seed, or its number where there are no seeds.</summary>
    public long Seed { get; }

    /// <summary>The smallest order that was found to fail in the same way.</summary>
    public Trial Shrunk { get; }

    /// <summary>What <see cref="Orders.Replay"/> takes.</summary>
    public string Recorded => RecordedOrder.Format(Shrunk.Deviations);

    private static string Tell(FoundFailure found, Trial shrunk)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"broken in seed {found.Seed}, shrunk to {shrunk.Length} deliveries: {shrunk.Failure.Detail}\n");
        int first = shrunk.Chosen.Length - (int)shrunk.Length;
        foreach (var (key, at) in shrunk.Chosen.Select((key, at) => (key, at)).Skip(first).Take(MostLines))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {at + 1,4}  {key}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"replay: Orders.Replay(\"{RecordedOrder.Format(shrunk.Deviations)}\")");
        return text.ToString();
    }
}
