using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>Whether all explorers run the same boot. A comparison of speed is worth nothing without it.</summary>
internal static class SameBoot
{
    /// <summary>How many schedules are compared.</summary>
    public const int Schedules = 100;

    /// <summary>The boot that is explored: <c>tiny</c> with its own workload.</summary>
    public static BootRequest Request(InitPolicy policy)
    {
        var machine = BuiltInMachines.Tiny;
        return new BootRequest(machine, policy, machine.OwnWorkload!) { TakesSnapshots = false };
    }

    /// <summary>
    /// Runs schedules under Coyote, and each again here in the very order of Coyote's deliveries: message by message it must
    /// be the same, in what broke, and in what the actors tell at the end.
    /// </summary>
    /// <param name="policy">A policy.</param>
    /// <returns>The invariants that broke.</returns>
    /// <exception cref="InvalidOperationException">It is not the same.</exception>
    public static SortedSet<string> Check(InitPolicy policy)
    {
        var request = Request(policy);
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        using var subject = new BootSubject(request);
        new CoyoteSearch(request.Plan()) { Traces = true }.Run(1, Schedules, (boot, end) =>
        {
            subject.Run(new FollowingChooser(boot.Trace!));
            var last = subject.Last!;
            Require(end, new ScheduleEnd(last.Deliveries, last.Violations, last.Report));
            broken.UnionWith(end.Violations.Select(violation => violation.Invariant.Name()));
        });
        return broken;
    }

    private static void Require(ScheduleEnd theirs, ScheduleEnd ours)
    {
        if (!string.Equals(theirs.InWords(), ours.InWords(), StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"the same order ends differently:\n{theirs.InWords()}\n{ours.InWords()}");
        }
    }
}
