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
    public static Exploration Random(long seeds, long first = 1) =>
        new((exploration, subject) => exploration.SearchSeeds(subject, first, seeds, seed => new RandomChooser(seed)));

    /// <summary>Senders with priorities, and few changes of them (PCT): finds what needs few but far reaching changes of order.</summary>
    /// <param name="seeds">How many orders are tried, at least 1.</param>
    /// <param name="depth">How many constraints of order a fault may need.</param>
    /// <param name="length">About how many deliveries the test has.</param>
    /// <param name="first">The first seed.</param>
    public static Exploration Priority(long seeds, int depth = 3, long length = 100, long first = 1) =>
        new((exploration, subject) => exploration.SearchSeeds(subject, first, seeds, seed => new PriorityChooser(seed, depth, length)));

    /// <summary>All orders, one after the other; of those that differ only in deliveries to different actors, one.</summary>
    /// <param name="most">How many are tried at most.</param>
    public static Exploration Exhaustive(long most = long.MaxValue) => new((_, subject) => new ExhaustiveSearch(subject).Run(most));

    /// <summary>The order that an earlier exploration printed.</summary>
    /// <param name="recorded">What it printed.</param>
    /// <exception cref="FormatException">It is no recorded order.</exception>
    public static Exploration Replay(string recorded)
    {
        var deviations = RecordedOrder.Parse(recorded);
        return new Exploration((exploration, subject) => exploration.SearchSeeds(subject, 0, 1, _ => new ReplayChooser(deviations))) { Shrinks = false };
    }

    /// <summary>Plain order of time, once.</summary>
    public static Exploration Time() => new((exploration, subject) => exploration.SearchSeeds(subject, 0, 1, _ => new TimeChooser()));
}
