using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>All that runs schedules of <c>tiny</c> under the policy that breaks in none of them.</summary>
internal sealed class Explorers
{
    private const int PriorityDepth = 3;
    private const int PriorityLength = 110;

    private readonly BootRequest _request = SameBoot.Request(InitPolicies.Default);
    private readonly BootPlan _plan;

    public Explorers() => _plan = _request.Plan();

    /// <summary>Coyote, with the threads that it makes on all cores.</summary>
    public Explorer Coyote => new("Coyote, random", (seed, schedules) => RunCoyote(seed, schedules, isOnOneCore: false));

    /// <summary>The same with all its threads on one core.</summary>
    public Explorer CoyoteOnOneCore => new("Coyote, random, kept on one core", (seed, schedules) => RunCoyote(seed, schedules, isOnOneCore: true));

    /// <summary>Ours, by chance.</summary>
    public Explorer Random => new("`random`", (seed, schedules) => RunSeeds(seed, schedules, seed => new RandomChooser(seed)));

    /// <summary>Ours, by priorities.</summary>
    public Explorer Priority => new(
        "`priority`", (seed, schedules) => RunSeeds(seed, schedules, seed => new PriorityChooser(seed, PriorityDepth, PriorityLength)));

    /// <summary>Ours, one order after the other; always the same ones.</summary>
    public Explorer Exhaustive => new(
        "`exhaustive`", (_, schedules) => DeliveriesOf(new ExhaustiveSearch(() => new BootSubject(_request)).Run(schedules), schedules));

    /// <summary>Nobody chooses: actors and ledger alone, without Akka, engine or Coyote, first come, first served.</summary>
    public Explorer Nobody => new("actors and ledger alone, one order", RunPlain);

    private long RunCoyote(long seed, long schedules, bool isOnOneCore)
    {
        long deliveries = 0;
        new CoyoteSearch(_plan) { IsOnOneCore = isOnOneCore }.Run((uint)seed, schedules, (_, end) => deliveries += DeliveriesOf(end));
        return deliveries;
    }

    private long RunSeeds(long seed, long schedules, Func<long, IChooser> makeChooser) =>
        DeliveriesOf(new SeedSearch(() => new BootSubject(_request), makeChooser).Run(seed, schedules), schedules);

    private long RunPlain(long seed, long schedules)
    {
        long deliveries = 0;
        for (long at = 0; at < schedules; at++)
        {
            deliveries += DeliveriesOf(new PlainLane(new HostedBoot(_plan)).Run());
        }

        return deliveries;
    }

    /// <summary>A boot that does not come to its end breaks an invariant: what found none has run all of them to their end.</summary>
    private static long DeliveriesOf(SearchResult result, long schedules) =>
        result.Failures.IsEmpty && result.Schedules == schedules
            ? result.Deliveries
            : throw new InvalidOperationException($"{result.Schedules} of {schedules} schedules, {result.Failures.Length} failures");

    private static long DeliveriesOf(ScheduleEnd end) =>
        end.IsSound ? end.Deliveries : throw new InvalidOperationException($"a schedule ended badly: {end.InWords()}");
}
