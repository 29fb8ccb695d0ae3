using Akka.Actor;
using Akka.TestKit;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>What tests of a CPU share: CPU 0 of two nodes, whose zonelist is the Normal zone of node 0, then of node 1.</summary>
public abstract class OneCpuTests : OneActorTests
{
    private long _answered;

    private protected static ActorAddress Self { get; } = ActorAddress.Cpu(0, 0);

    private protected TestProbe Zone => Lane.At(ActorAddress.Zone(ZoneOf(0)));

    private protected TestProbe Zone1 => Lane.At(ActorAddress.Zone(ZoneOf(1)));

    private protected IActorRef StartCpu(params WorkItem[] items) => StartCpu(InitPolicies.V61, items);

    private protected IActorRef StartCpu(InitPolicy policy, params WorkItem[] items)
    {
        var machine = SmallMachine.Of(nodes: 2) with { HasPageLists = true };
        var plan = machine.Plan(policy, items);
        var state = new CpuState(0, 0, [.. items]);
        return Start(() => new Cpu(Lane, plan, state));
    }

    /// <summary>The CPU, at its work.</summary>
    private protected IActorRef StartWork(params WorkItem[] items)
    {
        var cpu = StartCpu(items);
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        return cpu;
    }

    private protected static WorkItem Allocate(int order = 0, long count = 1, WorkNeed need = WorkNeed.Required) => new()
    {
        Cpu = 0,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Order = order,
        Count = count,
        Need = need,
        Label = "work",
    };

    private protected static WorkItem Free() => new() { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Free, Label = "work" };

    private protected static ZoneRef ZoneOf(int nid) => new(nid, ZoneKind.Normal);

    /// <summary>What the zone is asked for next.</summary>
    private protected static ZoneMessages.TakePages Asked(TestProbe zone) => zone.ExpectMsg<ZoneMessages.TakePages>();

    /// <summary>A zone's answer to the CPU's next unanswered request.</summary>
    private protected CpuMessages.TakeAnswered Answer(int nid, long blocks, params PfnRange[] frames) =>
        new(new RequestId(Self, ++_answered), ZoneOf(nid), blocks, [.. frames], Waits: 0, ListHigh: 4, ListBatch: 2);

    /// <summary>A zone's answer to a request: one block, in these frames, or none.</summary>
    private protected static CpuMessages.TakeAnswered AnswerTo(ZoneMessages.TakePages asked, params PfnRange[] frames)
    {
        long blocks = frames.Sum(range => range.Pages) >> asked.Order;
        return new(asked.Id, ZoneOf((int)(frames.FirstOrDefault().Start / 32)), blocks, [.. frames], Waits: 0, ListHigh: 4, ListBatch: 2);
    }

    /// <summary>How the phase ended; fails where it has not.</summary>
    private protected WorkFailure? Ended() => Node(0).ExpectMsg<NodeMessages.CpuWorkDone>().Failure;

    private protected NodeMessages.CpuReported Report(IActorRef cpu)
    {
        cpu.Tell(new CpuMessages.ReportCpu(1));
        return Node(0).ExpectMsg<NodeMessages.CpuReported>();
    }
}
