using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Boots one machine in virtual time.</summary>
public sealed class BootRun
{
    private const long DeliveriesBetweenLooks = 100_000;

    /// <summary>May drop or change deliveries; for tests that want to see that actors matter.</summary>
    public IDeliveryFilter? Filter { get; init; }

    /// <summary>Who watches the deliveries.</summary>
    public IReadOnlyList<IDeliveryObserver> Observers { get; init; } = [];

    /// <summary>Hears how far the boot is: at each phase, and every so many deliveries.</summary>
    public Action<BootProgress>? Progress { get; init; }

    /// <summary>Runs the boot to its end, or until it is cancelled: then the result holds what was found so far.</summary>
    public BootResult Run(BootRequest request, CancellationToken cancellation = default)
    {
        var plan = BootPlan.Make(request.Machine, request.Policy, request.Workload, request.Movable);
        var ledger = new BootLedger(plan);
        var lane = new OrderedLane(request.Costs, ledger);
        var watch = new BootWatch(Progress);
        using var world = new OrderedWorld(new OrderedWorldOptions
        {
            Name = "numaboot",
            Order = new TimeOrder(new BootLatency(request.Costs, request.Machine.Distances, request.Seed)),
            Fingerprint = new BootFingerprint(),
            Filter = Filter,
            Observers = Observers,
        });
        var root = world.Spawn(Props.CreateBy(new RootProducer(() => new LaneRoot(lane, plan, watch))), "lane");
        world.Inject(root, new LaneRoot.Begin());
        bool isOver = Drive(world, ledger, watch, cancellation);
        if (isOver)
        {
            ledger.JudgeQuiescence();
        }

        var outcome = watch.Report is { Booted: true } ? BootOutcome.Booted : isOver ? BootOutcome.Failed : BootOutcome.Interrupted;
        long endNs = world.Engine.LatestEndNs;
        return new BootResult(
            request, plan, outcome, watch.Report, watch.Phases(endNs), ledger.Violations, world.Digest, world.Deliveries, endNs);
    }

    /// <summary>Delivers until nothing is pending or nothing moves any more; false where it was cancelled before.</summary>
    private static bool Drive(OrderedWorld world, BootLedger ledger, BootWatch watch, CancellationToken cancellation)
    {
        var limits = new RunLimits { MaxDeliveries = DeliveriesBetweenLooks, Cancellation = cancellation };
        RunEnd end;
        do
        {
            end = world.Run(limits);
            watch.Delivered(world.Deliveries, world.Engine.LatestEndNs);
        }
        while (end == RunEnd.DeliveryLimit && !ledger.IsFutile);

        return end != RunEnd.Cancelled;
    }

    private sealed class RootProducer(Func<LaneRoot> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(LaneRoot);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
            // Nothing to release: the world ends with the run.
        }
    }
}
