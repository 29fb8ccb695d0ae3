using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>
/// One boot by the product's own actors and ledger, in whatever brings their messages: nothing here knows who delivers next.
/// </summary>
internal sealed class HostedBoot : IBootSink
{
    private readonly BootPlan _plan;
    private readonly BootLedger _ledger;

    public HostedBoot(BootPlan plan)
    {
        _plan = plan;
        _ledger = new BootLedger(plan, () => Deliveries);
    }

    public IBootLedger Ledger => _ledger;

    /// <summary>Messages that were given to an actor, the one that begins the boot with them.</summary>
    public long Deliveries { get; private set; }

    /// <summary>What was delivered, in order; null where nobody wants to know.</summary>
    public List<HostedDelivery>? Trace { get; init; }

    private BootReport? Report { get; set; }

    public void PhaseStarted(string phase, long atNs)
    {
        // Nobody watches how far the boot is.
    }

    public void Finished(BootReport report) => Report = report;

    /// <summary>A message is about to be given to an actor.</summary>
    public void Delivering(in HostedDelivery delivery)
    {
        Deliveries++;
        Trace?.Add(delivery);
    }

    /// <summary>Creates the cast and switches the machine on.</summary>
    public void Begin(HostedLane lane)
    {
        BootActors.CreateAll(lane, HostedActor.NoParent, _plan, this);
        lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.PowerOn());
    }

    /// <summary>Nothing is under way any more: judges the rest, and tells what came of it.</summary>
    public ScheduleEnd End()
    {
        _ledger.JudgeQuiescence();
        return new ScheduleEnd(Deliveries, _ledger.Violations, Report);
    }
}
