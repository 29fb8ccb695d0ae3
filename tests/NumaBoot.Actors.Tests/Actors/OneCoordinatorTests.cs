using Akka.Actor;
using Akka.TestKit;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>
/// What tests of a coordinator share: two nodes of four sections of eight pages, node 0 at [0, 32), node 1 at [32, 64);
/// the frontiers lie behind the first sections, at 8 and 40.
/// </summary>
public abstract class OneCoordinatorTests : OneActorTests
{
    private protected TestProbe Zone { get; private set; } = null!;

    private protected TestProbe Zone1 { get; private set; } = null!;

    private protected IActorRef StartCoordinator(InitPolicy policy, MachineSpec? machine = null)
    {
        var plan = (machine ?? SmallMachine.Of(nodes: 2)).Plan(policy);
        var nodes = policy.Writer == WriterScope.Machine ? plan.Nodes : [plan.Nodes[0]];
        var state = new CoordinatorState();
        Zone = Lane.At(ActorAddress.Zone(ZoneOf(0)));
        Zone1 = Lane.At(ActorAddress.Zone(ZoneOf(1)));
        var coordinator = Start(() => new GrowCoordinator(Lane, plan, ActorAddress.Coordinator(policy.Writer, 0), nodes, state));
        foreach (var node in nodes)
        {
            coordinator.Tell(new CoordinatorMessages.MemoryMapBuilt(node.Nid, node.Frontier));
        }

        Lane.Forget();
        return coordinator;
    }

    private protected static ZoneRef ZoneOf(int nid) => new(nid, ZoneKind.Normal);

    private protected static RequestId Id(long number, int nid = 0) => new(ActorAddress.Zone(ZoneOf(nid)), number);

    private protected static CoordinatorMessages.AskToGrow Ask(long number, long ticket = 8, int nid = 0, int cpu = 0) =>
        new(Id(number, nid), ZoneOf(nid), cpu, 0, ticket, GrowthReason.Watermark);

    /// <summary>Lets the zone build what it was told to, and expects which frames that are.</summary>
    private protected string Build(IActorRef coordinator, long number)
    {
        var build = Zone.ExpectMsg<ZoneMessages.BuildPages>(build => build.Ask == Id(number));
        coordinator.Tell(new CoordinatorMessages.PagesAdded(Id(number)));
        return build.Frames.Words();
    }

    /// <summary>What the zone was answered.</summary>
    private protected bool Grew(long number) => Zone.ExpectMsg<ZoneMessages.GrowAnswered>(answer => answer.Ask == Id(number)).Grew;

    private protected NodeMessages.CoordinatorReported Report(IActorRef coordinator, int nid = 0)
    {
        coordinator.Tell(new CoordinatorMessages.ReportCoordinator(1, nid));
        return Node(nid).ExpectMsg<NodeMessages.CoordinatorReported>();
    }
}
