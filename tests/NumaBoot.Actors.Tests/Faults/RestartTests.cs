using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>An actor that fails comes back as it was, with the actors that it has created.</summary>
public sealed class RestartTests
{
    // Expect zones, CPUs and coordinator of a node to be the same actors after the node was restarted, none stopped and
    // none created anew, and the node's next step to reach them.
    [Fact]
    public void A_restart_keeps_all_children()
    {
        var born = new List<ActorAddress>();
        using var world = new OrderedWorld(new OrderedWorldOptions { ActorFailures = ActorFailureRule.LeaveToSupervision });
        var plan = SmallMachine.Of().Plan(InitPolicies.V61);
        var lane = new Nursery(born);
        var state = new NodeState(plan.Nodes[0]);
        var node = world.Spawn(BootProps.Of(its => new NumaNode(lane, plan, its), state), "node");
        Assert.Equal(4, born.Count);

        lane.FailsOnce = true;
        world.Inject(node, new NodeMessages.DoWork(Machines.WorkPhase.Running, 0));
        world.Inject(node, new NodeMessages.StartCpus());
        world.Run();

        Assert.Single(world.Failures);
        Assert.Equal(4, born.Count);
        Assert.Equal(2, lane.Told.Count(to => to.Role == ActorRole.Cpu));
        Assert.All(lane.Children, child => Assert.NotNull(world.StateOf<ActorBase>(child)));
    }

    /// <summary>Creates real children, and notes whom somebody wants to write to.</summary>
    private sealed class Nursery(List<ActorAddress> born) : ILane
    {
        public bool FailsOnce { get; set; }

        public List<ActorAddress> Told { get; } = [];

        public List<IActorRef> Children { get; } = [];

        public long NowNs => 0;

        public ImmutableArray<Disturbance> Disturbances => [];

        public IBootLedger Ledger { get; } = (IBootLedger)(object)LedgerNotes.Create();

        public void Tell(ActorAddress to, IBootMessage message)
        {
            if (FailsOnce)
            {
                FailsOnce = false;
                throw new InvalidOperationException("the node fails here because the test says so");
            }

            Told.Add(to);
        }

        public IBootMessage? Read(ActorAddress to, Letter letter) => letter.Content;

        public void TellSelfAfter(long delayNs, IBootMessage message) => throw new NotSupportedException("nodes have no timers");

        public void Spend(BootWork work, long units, int sharers = 1)
        {
            // Time stands still.
        }

        public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name)
        {
            born.Add(address);
            Children.Add(parent.ActorOf(props, name));
        }
    }
}
