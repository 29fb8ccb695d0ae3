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

    /// <summary>Hears of phases; for progress.</summary>
    public Action<string>? PhaseStarted { get; init; }

    /// <summary>Runs the boot to its end.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public BootResult Run(BootRequest request, CancellationToken cancellation = default)
    {
        var plan = BootPlan.Make(request.Machine, request.Policy, request.Workload, request.Movable);
        var ledger = new BootLedger(plan);
        var lane = new OrderedLane(request.Costs, ledger);
        var sink = new Sink(PhaseStarted);
        using var world = new OrderedWorld(new OrderedWorldOptions
        {
            Name = "numaboot",
            Order = new TimeOrder(new BootLatency(request.Costs, request.Machine.Distances, request.Seed)),
            Fingerprint = new BootFingerprint(),
            Filter = Filter,
            Observers = Observers,
        });
        var root = world.Spawn(Props.CreateBy(new RootProducer(() => new LaneRoot(lane, plan, sink))), "lane");
        world.Inject(root, new LaneRoot.Begin());
        Drive(world, ledger, cancellation);
        ledger.JudgeQuiescence();
        return new BootResult(
            request, plan, sink.Report, ledger.Violations, world.Digest, world.Deliveries, world.Engine.LatestEndNs);
    }

    private static void Drive(OrderedWorld world, BootLedger ledger, CancellationToken cancellation)
    {
        var limits = new RunLimits { MaxDeliveries = DeliveriesBetweenLooks, Cancellation = cancellation };
        RunEnd end;
        do
        {
            end = world.Run(limits);
            cancellation.ThrowIfCancellationRequested();
        }
        while (end == RunEnd.DeliveryLimit && !ledger.IsFutile);
    }

    private sealed class Sink(Action<string>? phaseStarted) : IBootSink
    {
        public BootReport? Report { get; private set; }

        public void PhaseStarted(string phase) => phaseStarted?.Invoke(phase);

        public void Finished(BootReport report) => Report = report;
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
