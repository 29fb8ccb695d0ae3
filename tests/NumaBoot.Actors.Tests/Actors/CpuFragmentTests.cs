using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>
/// A CPU whose first pass leaves small blocks of other types alone, as long as its node may have something else
/// (<c>ALLOC_NOFRAGMENT</c>).
/// </summary>
public sealed class CpuFragmentTests : OneCpuTests
{
    private static readonly ZoneRef Below = new(0, ZoneKind.Dma32);

    //   zones of one node: DMA32 below 16, then Normal
    // Expect a pass that leaves them alone, over both zones; then one that does not, and then the slow path.
    [Fact]
    public void A_pass_that_found_nothing_begins_anew()
    {
        var cpu = Start(OneNode(), Allocate(need: WorkNeed.Optional));

        foreach (var (check, noFragment) in new[] { (WatermarkCheck.Low, true), (WatermarkCheck.Low, false), (WatermarkCheck.Min, false) })
        {
            foreach (var zone in new[] { ZoneOf(0), Below })
            {
                Refuse(cpu, zone, check, noFragment);
            }
        }

        Assert.Null(Ended());
    }

    //   zones of node 0: DMA32 below 16, then Normal; of node 1: Normal
    // Expect node 0 to be asked once more before node 1 is, without the flag from then on.
    [Fact]
    public void The_pass_begins_anew_before_it_leaves_its_node()
    {
        var cpu = Start(SmallMachine.Of(nodes: 2) with { ZoneLimits = new ZoneLimits(0, 16) }, Allocate());

        Refuse(cpu, ZoneOf(0), WatermarkCheck.Low, noFragment: true);
        Refuse(cpu, Below, WatermarkCheck.Low, noFragment: true);
        Refuse(cpu, ZoneOf(0), WatermarkCheck.Low, noFragment: false);
        Refuse(cpu, Below, WatermarkCheck.Low, noFragment: false);
        Refuse(cpu, ZoneOf(1), WatermarkCheck.Low, noFragment: false);
    }

    // Expect the next block to be an allocation of its own: it leaves them alone again.
    [Fact]
    public void The_next_allocation_leaves_them_alone_again()
    {
        var cpu = Start(OneNode(), Allocate(order: 1), Allocate(order: 1));
        Refuse(cpu, ZoneOf(0), WatermarkCheck.Low, noFragment: true);
        Refuse(cpu, Below, WatermarkCheck.Low, noFragment: true);
        var asked = Asked(Lane.At(ActorAddress.Zone(ZoneOf(0))));
        Assert.False(asked.NoFragment);

        cpu.Tell(AnswerTo(asked, PfnRange.Of(16, 2)));

        Assert.True(Asked(Lane.At(ActorAddress.Zone(ZoneOf(0)))).NoFragment);
    }

    // Expect nothing of it where there are other nodes and no zone below, where Normal is not preferred, and for a pageblock.
    [Theory]
    [InlineData("no zone below, two nodes")]
    [InlineData("not Normal")]
    [InlineData("a pageblock")]
    public void Elsewhere_small_blocks_are_as_good_as_any(string where)
    {
        var item = Allocate(order: where == "a pageblock" ? 3 : 0) with { HighestZone = where == "not Normal" ? ZoneKind.Dma32 : ZoneKind.Normal };
        Start(where == "no zone below, two nodes" ? SmallMachine.Of(nodes: 2) : OneNode(), item);

        var first = where == "not Normal" ? Below : ZoneOf(0);

        Assert.False(Asked(Lane.At(ActorAddress.Zone(first))).NoFragment);
    }

    // Expect pages of each type to be asked for as such, and to come from a list of their own.
    [Fact]
    public void Each_type_has_its_list()
    {
        var cpu = Start(OneNode() with { HasPageLists = true }, Allocate() with { Type = MigrateType.Reclaimable }, Allocate(), Allocate());
        var zone = Lane.At(ActorAddress.Zone(ZoneOf(0)));
        var reclaimable = Asked(zone);
        cpu.Tell(AnswerTo(reclaimable, PfnRange.Of(16, 2)));
        var unmovable = Asked(zone);
        cpu.Tell(AnswerTo(unmovable, PfnRange.Of(24, 2)));

        Assert.Equal([MigrateType.Reclaimable, MigrateType.Unmovable], [reclaimable.Type, unmovable.Type]);
        Assert.Null(Ended());
        Assert.Equal(new CpuHoldings(ZoneOf(0), 3, 1), Assert.Single(Report(cpu).Holdings));
    }

    // Expect a list that is too long, all types together, to give back what has just come to it before the others.
    [Fact]
    public void The_lists_of_all_types_count_together()
    {
        var reclaimable = Allocate() with { Type = MigrateType.Reclaimable };
        var cpu = Start(OneNode() with { HasPageLists = true }, reclaimable, Allocate() with { Label = "kept" }, Free());
        var zone = Lane.At(ActorAddress.Zone(ZoneOf(0)));
        cpu.Tell(AnswerTo(Asked(zone), PfnRange.Of(16, 3)));
        cpu.Tell(AnswerTo(Asked(zone), PfnRange.Of(24, 3)));

        Assert.Equal("[17, 19)", zone.ExpectMsg<ZoneMessages.GivePages>().Frames.Words());
        Assert.Null(Ended());
    }

    private static MachineSpec OneNode() => SmallMachine.Of() with { ZoneLimits = new ZoneLimits(0, 16) };

    private IActorRef Start(MachineSpec machine, params WorkItem[] items)
    {
        var plan = machine.Plan(InitPolicies.V61, items);
        var state = new CpuState(0, 0, [.. items]);
        var cpu = Start(() => new Cpu(Lane, plan, state));
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        return cpu;
    }

    private void Refuse(IActorRef cpu, ZoneRef zone, WatermarkCheck check, bool noFragment)
    {
        var asked = Asked(Lane.At(ActorAddress.Zone(zone)));
        Assert.Equal((check, noFragment), (asked.Check, asked.NoFragment));
        Assert.True(Lane.IsSilent);
        cpu.Tell(AnswerTo(asked) with { Zone = zone });
    }
}
