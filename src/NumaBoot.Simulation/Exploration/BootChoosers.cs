using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// The schedules of one boot by seed: what goes wrong in each, when late init begins, and who delivers next. All of it is
/// drawn over the whole length of the schedule: late init by the rank that its first message draws, and further on in a
/// long workload by a delivery up to which it is held back.
/// </summary>
public sealed class BootChoosers
{
    private const int LateInitPurpose = 1;

    // Ranks alone, of either chooser, spread the beginning of late init over about so many deliveries, most densely where
    // it meets much of the workload. Held to an even draw there, it would lead to half as many different orders.
    private const long ReachOfRanks = 64;

    private readonly BootRequest _request;
    private readonly DisturbanceCounts _wanted;
    private readonly DisturbanceDraw _draw;

    /// <summary>Choosers for a boot.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="wanted">How many disturbances of each kind go into each schedule.</param>
    /// <param name="cancellation">Stops the look at what a schedule is about like.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public BootChoosers(BootRequest request, DisturbanceCounts wanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(wanted);
        _request = request;
        _wanted = wanted;
        var undisturbed = ScheduleOutline.Of(request, cancellation);
        _draw = new DisturbanceDraw(request.Plan(), undisturbed);
        Outline = wanted == DisturbanceCounts.None ? undisturbed : ScheduleOutline.Of(RequestOf(seed: 1), cancellation);
    }

    /// <summary>What the schedules are about like.</summary>
    public ScheduleOutline Outline { get; }

    /// <summary>The boot under a seed, with the disturbances drawn for it.</summary>
    public BootRequest RequestOf(long seed) =>
        _wanted == DisturbanceCounts.None ? _request : _request with { Disturbances = _draw.Draw(_wanted, seed) };

    /// <summary>Makes a subject that is run with these choosers; one for each thread.</summary>
    /// <param name="observers">Who watches; null for nobody.</param>
    public BootSubject MakeSubject(IReadOnlyList<IDeliveryObserver>? observers = null) =>
        new(_request, observers: observers) { RequestOfSeed = RequestOf };

    /// <summary>Pending deliveries by rank, drawn anew after each lost race (partial order sampling).</summary>
    public IChooser Random(long seed) => new RandomChooser(seed, HoldOf(seed));

    /// <summary>Senders with priorities, and few changes of them (PCT).</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="depth">How many constraints of order a fault may need.</param>
    public IChooser Priority(long seed, int depth = 3) => new PriorityChooser(seed, depth, Outline.Length, HoldOf(seed));

    /// <summary>What is held back under a seed; null for nothing.</summary>
    public IDeliveryHold? HoldOf(long seed)
    {
        var lateInit = LateInitHoldOf(seed);
        var disturbances = RequestOf(seed).Disturbances;
        if (disturbances.IsEmpty)
        {
            return lateInit;
        }

        var disturbing = new Holds(new InterruptHold(disturbances), new DisturbanceHold(disturbances));
        return lateInit is null ? disturbing : new Holds(lateInit, disturbing);
    }

    private LateInitHold? LateInitHoldOf(long seed)
    {
        int moments = (int)Math.Clamp(Outline.WorkLength + 1, 1, int.MaxValue);
        long until = new RandomStream(seed, LateInitPurpose).Below(moments);
        return until < ReachOfRanks ? null : new LateInitHold(Outline.Opening + until);
    }
}
