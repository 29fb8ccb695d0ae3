using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Forecasts;

/// <summary>When a node has heard the last of its actors, at the earliest.</summary>
public sealed class GatherForecastTests
{
    private const long NowNs = 1_000;
    private const long MessageNs = 20;
    private const long WayNs = 60;
    private const long TakeNs = 60;

    private readonly Queue _pending = new();
    private readonly NodeState _node;
    private readonly ZoneState _zone;
    private readonly GatherForecast _forecast;

    public GatherForecastTests()
    {
        var plan = SmallMachine.Of(nodes: 2, sections: 40).Plan(InitPolicies.Eager);
        _node = new NodeState(plan.Nodes[0]);
        _zone = new ZoneState(plan.Nodes[0].LastZone!, plan.Machine.Geometry);
        _node.Zones.Add(_zone);
        foreach (var frames in plan.Nodes[0].LastZone!.EarlyFrames)
        {
            _zone.Pool.AddManaged(frames);
        }

        _forecast = new GatherForecast(_node, CostModel.Generic, _pending);
    }

    private static ActorAddress Asker => ActorAddress.Cpu(0, 0);

    // Expect a node that waits for nobody to have nothing to say.
    [Fact]
    public void Who_waits_for_nobody_says_nothing() => Assert.Equal(long.MaxValue, _forecast.Make(NowNs));

    // Expect it to handle the answers one after the other.
    [Fact]
    public void Answers_are_heard_one_after_the_other()
    {
        _node.ChildrenToHear.UnionWith([ActorAddress.Cpu(0, 0), ActorAddress.Cpu(0, 1), ActorAddress.Cpu(0, 2)]);

        Assert.Equal(NowNs + (3 * MessageNs), _forecast.Make(NowNs));
    }

    // Three blocks and then one wait for a zone that is busy for another 400 ns; behind them something that is no request.
    // Expect the zone to serve both before it handles what the node waits for, and its answer to travel.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zone_serves_first_who_asked_first(bool isReport)
    {
        Await(isReport, number: 7);
        _pending.BusyNs = NowNs + 400;
        _pending.Waiting.AddRange([Take(3), Take(1), new ZoneMessages.ReportZone(7), Take(100)]);

        long servedNs = NowNs + 400 + (2 * MessageNs) + (4 * TakeNs);
        Assert.Equal(servedNs + MessageNs + WayNs + MessageNs, _forecast.Make(NowNs));
    }

    // Expect no more than handling to be counted of what the zone may not have.
    [Fact]
    public void What_a_zone_may_refuse_takes_no_time()
    {
        Await(isReport: true, number: 7);
        _pending.Waiting.AddRange([Take(1 << 30), Take(1)]);

        Assert.Equal(NowNs + (2 * MessageNs) + MessageNs + WayNs + MessageNs, _forecast.Make(NowNs));
    }

    // Expect a zone that has answered to be waited for no more, whatever waits for it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zone_that_has_answered_holds_up_nobody(bool isReport)
    {
        Await(isReport, number: 7);
        (_zone.LastReport, _zone.LastStep) = (7, BootStep.Disabled);
        _pending.Waiting.AddRange([Take(3), Take(1)]);

        Assert.Equal(NowNs + MessageNs, _forecast.Make(NowNs));
    }

    private void Await(bool isReport, long number)
    {
        var zone = ActorAddress.Zone(_zone.Plan.Ref);
        if (isReport)
        {
            _node.Reporting = new NodeReporting(number, atTheEnd: false, [zone]);
        }
        else
        {
            _node.Step = BootStep.Disabled;
            _node.ChildrenToHear.Add(zone);
        }
    }

    private static ZoneMessages.TakePages Take(long count) =>
        new(new RequestId(Asker, 1), 0, 0, count, TakeMode.Counted, WatermarkCheck.Low, ZoneKind.Normal);

    /// <summary>One queue, for whatever actor.</summary>
    private sealed class Queue : IPending
    {
        public List<IBootMessage> Waiting { get; } = [];

        public long BusyNs { get; set; }

        public long NextNs(int nid) => NowNs;

        public long BusyUntilNs(ActorAddress actor) => BusyNs;

        public void AddWaiting(ActorAddress actor, List<IBootMessage> waiting) => waiting.AddRange(Waiting);
    }
}
