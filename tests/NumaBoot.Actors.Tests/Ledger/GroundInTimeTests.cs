using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>A growth is ground for a taking in the delivery that brought the answer, where deliveries are counted.</summary>
public sealed class GroundInTimeTests
{
    // Expect the same taking to be right at once and wrong a delivery later.
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void The_ground_does_not_outlive_the_delivery(long later, bool isBroken)
    {
        long delivery = 7;
        var plan = SmallMachine.Of().Plan(InitPolicies.V61);
        var ledger = new BootLedger(plan, () => delivery);
        var zone = plan.Nodes[0].LastZone!;
        var ask = new RequestId(ActorAddress.Zone(zone.Ref), 1);
        ledger.MemoryMapBuilt(0, plan.Nodes[0].Frontier);
        ledger.Initialised(zone.Ref, zone.EarlyFrames, PageBuilder.EarlyMap);
        ledger.Freed(zone.Ref, zone.EarlyFrames);
        ledger.Requested(ask);
        ledger.GrowthAnswered(ask, grew: true);
        ledger.Answered(ask);

        delivery += later;
        ledger.Taken(new Taking(
            zone.Ref, 0, [PfnRange.Of(0, 1)], new Demand(0, TakeMode.Counted, WatermarkCheck.Low, ZoneKind.Normal), TakeGround.Grown, ask));

        Assert.Equal(isBroken, ledger.Violations.Any(violation => violation.Invariant == Invariant.WatermarkRespected));
    }
}
