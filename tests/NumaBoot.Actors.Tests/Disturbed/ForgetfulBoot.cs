using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>A boot in which a zone crashes; its state lives in the instance, if it is forgetful, and dies with it.</summary>
/// <param name="plan">What it starts from.</param>
/// <param name="crash">Which zone crashes, and when: a message takes as long as a choice.</param>
/// <param name="forgets">Whether that zone forgets.</param>
internal sealed class ForgetfulBoot(BootPlan plan, CrashedActor crash, bool forgets) : ILane, IBootSink
{
    private const long MessageNs = 1_000;

    private readonly Dictionary<ActorAddress, IActorRef> _actors = [];
    private readonly BootLedger _ledger = new(plan);

    public long NowNs => OrderedEngine.Current.NowNs;

    public IBootLedger Ledger => _ledger;

    public ImmutableArray<Disturbance> Disturbances => [crash];

    /// <summary>How often it crashed.</summary>
    public long Crashes => _ledger.Happened.Crashed;

    /// <summary>Runs it; what broke.</summary>
    public ImmutableArray<Invariant> Run()
    {
        using var world = new OrderedWorld(new OrderedWorldOptions
        {
            Order = new TimeOrder(new FixedLatency(MessageNs)),
            LeavesToSupervision = cause => cause is SimulatedCrashException,
        });
        var root = world.Spawn(BootProps.Of(boot => new Root(boot), this), "root");
        world.Inject(root, "begin");
        world.Run();
        _ledger.JudgeQuiescence();
        return [.. _ledger.Violations.Select(violation => violation.Invariant)];
    }

    public void Tell(ActorAddress to, IBootMessage message) => _actors[to].Tell(message, ActorRefs.NoSender);

    public IBootMessage? Read(ActorAddress to, Letter letter) => letter.Content;

    public void TellSelfAfter(long delayNs, IBootMessage message) => OrderedEngine.Current.After(delayNs, message);

    public void Spend(BootWork work, long units, int sharers = 1)
    {
        // Only messages take time here.
    }

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name) =>
        _actors[address] = parent.ActorOf(forgets && address == crash.Actor ? Forgetful() : props, name);

    public void PhaseStarted(string phase, long atNs)
    {
        // Nobody watches.
    }

    public void Finished(BootReport report)
    {
        // The ledger has it.
    }

    private Props Forgetful()
    {
        var node = plan.Nodes.Single(node => node.Nid == crash.Actor.Nid);
        return BootProps.Of(_ => new Zone(this, plan, node, new ZoneState(node.LastZone!, plan.Machine.Geometry)), 0);
    }

    private sealed class Root(ForgetfulBoot boot) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            BootActors.CreateAll(boot, Context, boot.Plan, boot);
            boot.Tell(ActorAddress.Supervisor, new SupervisorMessages.PowerOn());
        }
    }

    private BootPlan Plan => plan;
}
