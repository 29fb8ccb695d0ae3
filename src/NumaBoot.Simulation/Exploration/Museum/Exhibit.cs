using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A historical fault, with all that it takes to see it.</summary>
public sealed record Exhibit
{
    private BootChoosers? _choosers;

    /// <summary>The fault as a policy; its name is the exhibit's.</summary>
    public required InitPolicy Policy { get; init; }

    /// <summary>The same with one choice mended.</summary>
    public required InitPolicy Twin { get; init; }

    /// <summary>The smallest built-in machine that shows it, by name.</summary>
    public required string Machine { get; init; }

    /// <summary>What comes between in each schedule, where it takes that.</summary>
    public DisturbanceCounts Wanted { get; init; } = DisturbanceCounts.None;

    /// <summary>What breaks.</summary>
    public required Invariant Invariant { get; init; }

    /// <summary>What the kernel did, in a sentence or two.</summary>
    public required string KernelDid { get; init; }

    /// <summary>Which change of the kernel mended it, or that none did.</summary>
    public required string MendedBy { get; init; }

    /// <summary>Which orders find it soonest.</summary>
    public SearchedOrder Order { get; init; }

    /// <summary>What it is called on the command line.</summary>
    public string Name => Policy.Name;

    /// <summary>The boot that shows it.</summary>
    public BootRequest Request => RequestUnder(Policy);

    /// <summary>The boot that does not.</summary>
    public BootRequest TwinRequest => RequestUnder(Twin);

    /// <summary>The schedules of the fault, by seed: those of <c>numaboot explore</c>.</summary>
    public BootChoosers Choosers => _choosers ??= new BootChoosers(Request, Wanted);

    /// <summary>Who delivers next under a seed.</summary>
    /// <param name="seed">The seed.</param>
    public IChooser Chooser(long seed) => Order == SearchedOrder.Priority ? Choosers.Priority(seed) : Choosers.Random(seed);

    /// <summary>The first schedule of a search that shows it; null where none does.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="schedules">How many schedules at most.</param>
    public FoundFailure? Find(long firstSeed, int schedules)
    {
        using var subject = Choosers.MakeSubject();
        for (long seed = firstSeed; seed < firstSeed + schedules; seed++)
        {
            subject.Draw(seed);
            var failure = subject.Run(Chooser(seed)).FirstOrDefault(failure => failure.Name == Invariant.Name());
            if (failure is not null)
            {
                return new FoundFailure(seed, failure, Chooser(seed));
            }
        }

        return null;
    }

    private BootRequest RequestUnder(InitPolicy policy)
    {
        var machine = BuiltInMachines.TryCreate(Machine, out var known) ? known : throw new InvalidOperationException($"There is no machine '{Machine}'.");
        return new BootRequest(machine, policy, machine.OwnWorkload!) { TakesSnapshots = false };
    }
}
