using System.Collections.Immutable;

namespace NumaBoot.Unit.Tests.Model;

/// <summary>
/// All orders in which a tiny machine can boot under a policy: each world once, the nearest first. A second opinion,
/// written from the seed patch and the kernel as threads and locks; it shares nothing with the actors that it judges.
/// </summary>
internal sealed class GrowthModel
{
    private readonly List<(World World, int From, string Words)> _worlds = [];
    private readonly Dictionary<World, int> _numbers = [];
    private readonly SortedDictionary<string, int> _breaks = new(StringComparer.Ordinal);

    public GrowthModel(GrowthRules rules, TinyMachine machine)
    {
        var protocol = new GrowthProtocol(rules, machine);
        var edges = new List<(int From, int To)>();
        Reach(new("all CPUs are up", protocol.Start), from: -1);
        for (int from = 0; from < _worlds.Count; from++)
        {
            edges.AddRange(protocol.Steps(_worlds[from].World).Select(step => (from, Reach(step, from))));
        }

        Follow(0, edges.ToLookup(edge => edge.From, edge => edge.To), [], []);
    }

    /// <summary>How many worlds there are.</summary>
    public int States => _worlds.Count;

    /// <summary>The invariants that some order breaks, by the names that a report prints.</summary>
    public ImmutableSortedSet<string> Broken => _breaks.Keys.ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>The invariants that some order breaks under a policy on a machine, all by name.</summary>
    public static ImmutableSortedSet<string> Breakable(string policyName, string machineName) => Of(policyName, machineName).Broken;

    public static GrowthModel Of(string policyName, string machineName) =>
        new(GrowthRules.Of(policyName), TinyMachine.Of(machineName));

    /// <summary>The steps of a shortest order that breaks an invariant.</summary>
    public ImmutableArray<string> Trace(string invariant)
    {
        var steps = new Stack<string>();
        for (int at = _breaks[invariant]; at >= 0; at = _worlds[at].From)
        {
            steps.Push(_worlds[at].Words);
        }

        return [.. steps];
    }

    private int Reach(Step step, int from)
    {
        if (_numbers.TryGetValue(step.Next, out int known))
        {
            return known;
        }

        int number = _worlds.Count;
        _numbers.Add(step.Next, number);
        _worlds.Add((step.Next, from, step.Words));
        foreach (string invariant in step.Next.Broken.Items)
        {
            _breaks.TryAdd(invariant, number);
        }

        return number;
    }

    // Boot completes if every order ends, and ends with the boot over. It does not where nothing follows (a deadlock), nor
    // where a world follows itself: then something is asked for ever and nothing changes.
    private void Follow(int number, ILookup<int, int> next, HashSet<int> behind, HashSet<int> followed)
    {
        if (behind.Contains(number) || (!next[number].Any() && !_worlds[number].World.IsOver))
        {
            _breaks.TryAdd("boot-completes", number);
        }
        else if (followed.Add(number))
        {
            behind.Add(number);
            foreach (int to in next[number])
            {
                Follow(to, next, behind, followed);
            }

            behind.Remove(number);
        }
    }
}
