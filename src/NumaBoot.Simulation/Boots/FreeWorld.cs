using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// An ordinary actor system, with Akka's own dispatcher, mailboxes and scheduler, in which boots are run one after the
/// other. The actors are those of every boot; what comes first among them is up to the threads of the machine.
/// </summary>
public sealed class FreeWorld : IDisposable
{
    private const string Settings = """
        akka {
          loggers = []
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          coordinated-shutdown.run-by-actor-system-terminate = off
          actor.serializers.json = none
        }
        """;

    private readonly ActorSystem _system = ActorSystem.Create("numaboot", ConfigurationFactory.ParseString(Settings));
    private long _boots;

    /// <summary>Messages that nobody gets, for tests that want to see that each of them matters; null for none.</summary>
    public Func<ActorAddress, IBootMessage, bool>? Loses { get; init; }

    /// <summary>Who looks on.</summary>
    public BootObservation Observation { get; init; } = BootObservation.None;

    /// <summary>Runs a boot to its end, or until somebody does not want to wait any longer.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="plan">What it starts from.</param>
    /// <param name="progress">Hears which phase it is in, on whatever thread; null for nobody.</param>
    /// <param name="patience">Cancelled when a boot that has not come to its end counts as one that never will: that breaks <c>boot-completes</c>.</param>
    /// <param name="cancellation">Interrupts it: then the result holds what was found so far.</param>
    /// <exception cref="InvalidOperationException">An actor let an exception out.</exception>
    public BootResult Run(
        BootRequest request,
        BootPlan plan,
        Action<BootProgress>? progress = null,
        CancellationToken patience = default,
        CancellationToken cancellation = default)
    {
        var lane = new FreeLane(_system.Scheduler, plan, request.Disturbances) { Loses = Loses };
        var watch = new BootWatch(progress);
        var observation = new BlockObservation(Observation, plan, BlockObservation.AllLanes(plan));
        var seen = observation.Over(lane, lane);
        var root = _system.ActorOf(
            Props.CreateBy(new LaneRootProducer(seen, plan, observation.Over(watch))), string.Create(CultureInfo.InvariantCulture, $"boot-{++_boots}"));
        try
        {
            lane.Begin(root, new LaneRoot.Begin());
            bool isOver = Wait(lane, patience, cancellation);
            bool isInterrupted = !isOver && cancellation.IsCancellationRequested;
            bool wasCutOff = isOver && lane.Ledger.IsFutile;
            var violations = lane.Ledger.Read(ledger =>
            {
                if (isOver && !wasCutOff)
                {
                    ledger.JudgeQuiescence();
                }
                else if (!isOver && !isInterrupted)
                {
                    ledger.NotCompleted($"the boot has not come to rest in the time given (messages under way: {lane.UnderWay}, deliveries: {lane.Deliveries})");
                }

                return ledger.Violations;
            });
            var outcome = isInterrupted ? BootOutcome.Interrupted : isOver && watch.Report is { Booted: true } ? BootOutcome.Booted : BootOutcome.Failed;
            return new BootResult(request, plan, outcome, watch.Report, watch.Phases(0), violations, 0, lane.Deliveries, 0)
            {
                Order = BootOrder.Free,
                WasCutOff = wasCutOff,
                Traces = observation.Trace is { } trace ? [trace] : [],
            };
        }
        finally
        {
            _system.Stop(root);
            observation.Tell(lane.UnderWay, 0);
            observation.End();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _system.Terminate().Wait();

    private static bool Wait(FreeLane lane, CancellationToken patience, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience, cancellation);
        try
        {
            lane.Wait(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
