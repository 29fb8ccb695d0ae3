using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>An actor system in which boots are run one after the other, each from its very beginning.</summary>
public sealed class BootWorld : IDisposable
{
    // A boot that asks for ever is to be over soon, also where a search meets many of them.
    private const long DeliveriesBetweenLooks = 10_000;

    private readonly OrderedWorld _world;
    private readonly BootOrder _order;
    private readonly Func<ILane, ILane> _laneOf;
    private bool _isFresh = true;

    /// <summary>A world under an order.</summary>
    /// <param name="order">Who delivers next.</param>
    /// <param name="filter">May drop or change deliveries; null for none.</param>
    /// <param name="observers">Who watches the deliveries; null for nobody.</param>
    /// <param name="laneOf">Puts a watcher between the actors and their lane, at the start of each boot; null for none.</param>
    public BootWorld(
        IDeliveryOrder order, IDeliveryFilter? filter = null, IReadOnlyList<IDeliveryObserver>? observers = null, Func<ILane, ILane>? laneOf = null)
    {
        _laneOf = laneOf ?? (lane => lane);
        _order = order is ChoiceOrder ? BootOrder.Choice : BootOrder.Time;
        _world = new OrderedWorld(new OrderedWorldOptions
        {
            Name = "numaboot",
            Order = order,
            Fingerprint = new BootFingerprint(),
            Filter = filter,
            Observers = observers ?? [],
            LeavesToSupervision = cause => cause is SimulatedCrashException,
        });
    }

    /// <summary>Who hears in which situation an actor gets which message; null for nobody.</summary>
    public IPairNotes? Pairs { get; init; }

    /// <summary>Who looks on.</summary>
    public BootObservation Observation { get; set; } = BootObservation.None;

    /// <summary>Runs a boot to its end, or until it is cancelled: then the result holds what was found so far.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="plan">What it starts from.</param>
    /// <param name="progress">Hears how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends it between two deliveries.</param>
    public BootResult Run(BootRequest request, BootPlan plan, Action<BootProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!_isFresh)
        {
            _world.StartAnew();
        }

        _isFresh = false;
        var ledger = new BootLedger(plan, () => _world.Deliveries);
        var ordered = new OrderedLane(request.Costs, ledger, request.Disturbances, Pairs);
        var observation = new BlockObservation(Observation, plan, BlockObservation.AllLanes(plan));
        var lane = observation.Over(_laneOf(ordered), ordered);
        var watch = new BootWatch(progress);
        var root = _world.Spawn(Props.CreateBy(new LaneRootProducer(lane, plan, observation.Over(watch))), "lane");
        _world.Inject(root, new LaneRoot.Begin());
        var end = Drive(ledger, watch, observation, cancellation);

        // Where messages are still on their way an answer that has not come may yet come, and pages may yet arrive.
        if (end is not (RunEnd.Cancelled or RunEnd.DeliveryLimit))
        {
            ledger.JudgeQuiescence();
        }

        var outcome = watch.Report is { Booted: true } ? BootOutcome.Booted : end == RunEnd.Cancelled ? BootOutcome.Interrupted : BootOutcome.Failed;
        long endNs = _world.Engine.LatestEndNs;
        return new BootResult(
            request, plan, outcome, watch.Report, watch.Phases(endNs), ledger.Violations, _world.Digest, _world.Deliveries, endNs)
        {
            Order = _order,
            Happened = ledger.Happened,
            WasCutOff = end == RunEnd.DeliveryLimit,
            Traces = observation.Trace is { } trace ? [trace] : [],
            Histories = observation.History is { } history ? [history] : [],
        };
    }

    /// <inheritdoc />
    public void Dispose() => _world.Dispose();

    /// <summary>Delivers until nothing is pending, or going on is pointless, or it is cancelled.</summary>
    private RunEnd Drive(BootLedger ledger, BootWatch watch, BlockObservation observation, CancellationToken cancellation)
    {
        var limits = new RunLimits { MaxDeliveries = DeliveriesBetweenLooks, Cancellation = cancellation };
        try
        {
            RunEnd end;
            do
            {
                end = _world.Run(limits);
                watch.Delivered(_world.Deliveries, _world.Engine.LatestEndNs);
                observation.Tell(_world.Engine.Pending, _world.Engine.LatestEndNs);
            }
            while (end == RunEnd.DeliveryLimit && !ledger.IsFutile);

            return end;
        }
        finally
        {
            observation.End();
        }
    }
}
