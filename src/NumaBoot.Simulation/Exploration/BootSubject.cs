using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>One boot, run under one order after the other. The actors are those of every run.</summary>
public sealed class BootSubject : ISubject
{
    private readonly BootPlan _plan;
    private readonly BootLatency _latency;
    private readonly ChoiceOrder _order;
    private readonly BootWorld _world;
    private readonly Coverage? _coverage;
    private BootRequest _request;

    /// <summary>The subject for one thread.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="breaksFifo">Whether even two messages of one sender to one receiver may change places.</param>
    /// <param name="observers">Who watches the deliveries; null for nobody.</param>
    /// <param name="laneOf">Puts a watcher between the actors and their lane, at the start of each schedule; null for none.</param>
    /// <param name="notesPairs">Whether <see cref="Notes"/> say which pairs of situation and message a schedule met.</param>
    /// <param name="rule">What of the order matters, shared with a search that cuts cycles; null for <see cref="BootReceipts"/> of its own.</param>
    public BootSubject(
        BootRequest request,
        bool breaksFifo = false,
        IReadOnlyList<IDeliveryObserver>? observers = null,
        Func<ILane, ILane>? laneOf = null,
        bool notesPairs = false,
        IReceiptRule? rule = null)
    {
        _request = request;
        _coverage = notesPairs ? new Coverage() : null;
        _plan = request.Plan();
        _latency = new BootLatency(request.Costs, request.Machine.Distances, request.Seed);
        _order = new ChoiceOrder(_latency, new TimeChooser())
        {
            BreaksFifo = breaksFifo,
            Rule = rule ?? new BootReceipts(_plan),
        };
        _world = new BootWorld(_order, observers: rule is BootReceipts receipts ? [receipts.Rounds, .. observers ?? []] : observers, laneOf: laneOf) { Pairs = _coverage };
    }

    /// <summary>
    /// The request of a seed: the same machine, policy and workload with the disturbances that are drawn for it, and where
    /// the delays are that seed's luck, with that seed. Null where the request stays.
    /// </summary>
    public Func<long, BootRequest>? RequestOfSeed { get; init; }

    /// <summary>Stops a boot on the way, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Who looks on.</summary>
    public BootObservation Observation { get; init; } = BootObservation.None;

    /// <summary>The boot that is run.</summary>
    public BootRequest Request => _request;

    /// <summary>What came of the schedule that was run last; null before the first.</summary>
    public BootResult? Last { get; private set; }

    /// <inheritdoc />
    public long Deliveries => Last?.Deliveries ?? 0;

    /// <inheritdoc />
    public ulong OrderHash => _order.OrderHash;

    /// <inheritdoc />
    public object? Notes => _coverage is null ? null : new ScheduleNotes(Last!.Happened, [.. _coverage.Bits]);

    /// <inheritdoc />
    public void Draw(long seed)
    {
        _request = RequestOfSeed?.Invoke(seed) ?? _request;
        _latency.Seed = _request.Seed;
    }

    /// <inheritdoc />
    public IReadOnlyList<Failure> Run(IChooser chooser)
    {
        var watch = Pause.Of(_request.Disturbances).IsEmpty ? null : new PauseWatch(chooser, _request.Disturbances);
        _order.Chooser = watch ?? chooser;
        _coverage?.Clear();
        _world.Observation = Observation;
        Last = _world.Run(_request, _plan, cancellation: Cancellation);
        if (Last.Outcome == BootOutcome.Interrupted)
        {
            throw new OperationCanceledException(Cancellation);
        }

        if (watch is not null)
        {
            Last = Last with { Happened = Last.Happened + watch.Counts };
        }

        return
        [
            .. Last.Violations.OrderBy(violation => violation.Delivery)
                .Select(violation => new Failure(violation.Invariant.Name(), violation.Delivery, violation.Detail)),
        ];
    }

    /// <inheritdoc />
    public void Dispose() => _world.Dispose();
}
