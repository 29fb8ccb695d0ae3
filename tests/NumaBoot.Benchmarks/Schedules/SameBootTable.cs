using System.Text;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>What breaks under Coyote and here, policy by policy: a comparison with something that judges nothing is worth nothing.</summary>
internal static class SameBootTable
{
    private const int OwnSchedules = 5_000;

    private static readonly string[] Policies = ["single-writer", "v1", "v3", "v4.17", "v5.8"];

    /// <summary>The table.</summary>
    /// <exception cref="InvalidOperationException">The two do not run the same boot, or find different things.</exception>
    public static string Measure()
    {
        var text = new StringBuilder();
        text.Append($"What broke in {SameBoot.Schedules} schedules under Coyote, in the same orders here, and in {OwnSchedules:n0} schedules of `random`:\n\n");
        text.Append("| policy | Coyote | the same orders here | `random` |\n|---|---|---|---|\n");
        foreach (string name in Policies)
        {
            var policy = InitPolicies.Find(name)!;
            var same = SameBoot.Check(policy);
            var own = OwnSearch(policy);
            if (!same.IsSubsetOf(own))
            {
                throw new InvalidOperationException($"{name}: Coyote finds {Words(same)}, random only {Words(own)}");
            }

            text.Append($"| `{name}` | {Words(same)} | the same | {(same.SetEquals(own) ? "the same" : Words(own))} |\n");
        }

        return text.ToString();
    }

    private static SortedSet<string> OwnSearch(InitPolicy policy)
    {
        var search = new SeedSearch(() => new BootSubject(SameBoot.Request(policy)), seed => new RandomChooser(seed)) { KeepsGoing = true };
        return new SortedSet<string>(search.Run(1, OwnSchedules).Failures.Select(found => found.Failure.Name), StringComparer.Ordinal);
    }

    private static string Words(SortedSet<string> invariants) => invariants.Count == 0 ? "nothing" : string.Join(", ", invariants);
}
