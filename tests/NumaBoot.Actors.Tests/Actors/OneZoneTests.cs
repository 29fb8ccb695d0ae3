using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>What tests of a zone share: the Normal zone of node 0, four sections of eight pages.</summary>
public abstract class OneZoneTests : OneActorTests
{
    private protected static ZoneRef Normal { get; } = new(0, ZoneKind.Normal);

    private protected static ActorAddress Self { get; } = ActorAddress.Zone(Normal);

    private protected static ActorAddress FirstCpu { get; } = ActorAddress.Cpu(0, 0);

    private protected TestProbe Cpu => Lane.At(FirstCpu);

    /// <summary>The writer of the policy that the zone was started with.</summary>
    private protected TestProbe Coordinator { get; private set; } = null!;

    /// <summary>The zone once memblock has handed over: section 0 is free, the other three are deferred.</summary>
    private protected IActorRef StartZone(InitPolicy policy, MachineSpec? machine = null, ZoneKind kind = ZoneKind.Normal)
    {
        var zone = StartZoneBeforeMemblock(policy, machine, kind);
        zone.Tell(new ZoneMessages.FreeEarlyPages());
        Lane.Forget();
        return zone;
    }

    /// <summary>The zone before memblock hands over: it has no page yet.</summary>
    private protected IActorRef StartZoneBeforeMemblock(InitPolicy policy, MachineSpec? machine = null, ZoneKind kind = ZoneKind.Normal)
    {
        var plan = (machine ?? SmallMachine.Of()).Plan(policy);
        var node = plan.Nodes[0];
        var state = new ZoneState(node.Zones.Single(zone => zone.Ref.Kind == kind), plan.Machine.Geometry);
        Coordinator = Lane.At(ActorAddress.Coordinator(policy.Writer, 0));
        return Start(() => new Zone(Lane, plan, node, state));
    }

    /// <summary>The zone when section 0 is gone: the next request has to grow.</summary>
    private protected IActorRef StartEmptyZone(InitPolicy policy)
    {
        var zone = StartZone(policy);
        zone.Tell(Take(0, order: 3));
        Lane.Forget();
        return zone;
    }

    private protected static ZoneMessages.TakePages Take(
        long number, int order = 0, long count = 1, TakeMode mode = TakeMode.Counted,
        WatermarkCheck check = WatermarkCheck.Low, ActorAddress? from = null, ZoneKind highest = ZoneKind.Normal)
    {
        var asker = from ?? FirstCpu;
        return new ZoneMessages.TakePages(new RequestId(asker, number), asker.Index, order, count, mode, check, highest);
    }

    private protected static ZoneMessages.SetMarks Marks(long min, long low, PageListSize? list = null, params (ZoneKind Highest, long Pages)[] reserves)
    {
        long[] kept = LowmemReserve.None;
        foreach (var (highest, pages) in reserves)
        {
            kept[(int)highest] = pages;
        }

        return new ZoneMessages.SetMarks(new ZoneWatermarks(min, low, low), [.. kept], list ?? PageListSize.Boot);
    }

    /// <summary>How many blocks the CPU got of the request that it made last.</summary>
    private protected long BlocksGot() => Cpu.ExpectMsg<CpuMessages.TakeAnswered>().Blocks;

    private protected static RequestId Ask(long number) => new(Self, number);

    private protected static ImmutableArray<PfnRange> Section(int section) =>
        [PfnRange.Of(section * SmallMachine.SectionPages, SmallMachine.SectionPages)];
}
