using System.Globalization;

namespace NumaBoot.Ordering;

/// <summary>
/// Where tests begin: <c>await Orders.Random(seeds: 1_000).Explore(async world =&gt; ...)</c> runs a test of actors under
/// a thousand orders of its messages.
/// </summary>
public static class Orders
{
    /// <summary>Of two deliveries whose order matters, either is as likely to come first: reaches many different orders.</summary>
    /// <param name="seeds">How many orders are tried, at least 1.</param>
    /// <param name="first">The first seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no seed to try.</exception>
    public static Exploration Random(long seeds, long first = 1)
    {
        RequireSeeds(seeds, first);
        return new Exploration((exploration, subject) => exploration.SearchSeeds(subject, first, seeds, seed => new RandomChooser(seed)), Seed);
    }

    /// <summary>Senders with priorities, and few changes of them (PCT): finds what needs few but far reaching changes of order.</summary>
    /// <param name="seeds">How many orders are tried, at least 1.</param>
    /// <param name="depth">How many constraints of order a fault may need, at least 1.</param>
    /// <param name="length">About how many deliveries the test has, at least 1.</param>
    /// <param name="first">The first seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no seed to try, or a number is less than 1.</exception>
    public static Exploration Priority(long seeds, int depth = 3, long length = 100, long first = 1)
    {
        RequireSeeds(seeds, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new Exploration((exploration, subject) => exploration.SearchSeeds(subject, first, seeds, seed => new PriorityChooser(seed, depth, length)), Seed);
    }

    /// <summary>
    /// All orders, one after the other; of those that differ only in deliveries to different actors, one. Assert that the
    /// result <see cref="SearchResult.IsExhausted"/> where a limit is set and none is to be left out.
    /// </summary>
    /// <param name="most">How many are tried at most, at least 1; where there are more, the result is not exhausted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none to try.</exception>
    public static Exploration Exhaustive(long most = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return new Exploration(
            (_, subject) => new ExhaustiveSearch(subject).Run(most),
            number => string.Create(CultureInfo.InvariantCulture, $"order {number} of an exhaustive search"));
    }

    /// <summary>The order that an earlier exploration printed.</summary>
    /// <param name="recorded">What it printed.</param>
    /// <exception cref="FormatException">It is no recorded order.</exception>
    public static Exploration Replay(string recorded)
    {
        var deviations = RecordedOrder.Parse(recorded);
        return new Exploration((exploration, subject) => exploration.SearchSeeds(subject, 0, 1, _ => new ReplayChooser(deviations)), _ => "the replayed order") { Shrinks = false };
    }

    /// <summary>Plain order of time, once.</summary>
    public static Exploration Time() =>
        new((exploration, subject) => exploration.SearchSeeds(subject, 0, 1, _ => new TimeChooser()), _ => "plain order of time");

    private static string Seed(long seed) => string.Create(CultureInfo.InvariantCulture, $"seed {seed}");

    /// <summary>A search that tries nothing lets any test pass.</summary>
    private static void RequireSeeds(long seeds, long first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seeds, long.MaxValue - Math.Max(first, 0));
    }
}
