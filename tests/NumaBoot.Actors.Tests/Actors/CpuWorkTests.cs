using Akka.Actor;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A CPU that goes through its work: phases, time, giving back, and building pages for a growth.</summary>
public sealed class CpuWorkTests : OneCpuTests
{
    // Expect a CPU without anything to do in a phase to say so at once, and once.
    [Fact]
    public void A_phase_without_work_is_over_at_once()
    {
        StartWork(Allocate() with { Phase = WorkPhase.SmpInit });

        Node(0).ExpectMsg(new NodeMessages.CpuWorkDone(0, WorkPhase.Running, null));
        Assert.True(Lane.IsSilent);
    }

    // Expect only the items of the phase to be done, in their order, and those of a later phase when it comes.
    [Fact]
    public void Each_item_is_done_in_its_phase()
    {
        var cpu = StartCpu(Allocate(order: 1), Allocate(order: 2) with { Phase = WorkPhase.EarlyBoot });

        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.EarlyBoot));
        Assert.Equal(2, Asked(Zone).Order);
        cpu.Tell(Answer(0, 1, new PfnRange(0, 4)));
        Node(0).ExpectMsg(new NodeMessages.CpuWorkDone(0, WorkPhase.EarlyBoot, null));

        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        Assert.Equal(1, Asked(Zone).Order);
    }

    // Expect nothing to be done while a computation takes its time; then the next item, and no second time.
    [Fact]
    public void A_computation_takes_its_time()
    {
        var compute = new WorkItem { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = 700 };
        var cpu = StartWork(compute, Allocate(order: 1), compute);
        Assert.True(Lane.IsSilent);
        var (delayNs, computed) = Assert.Single(Lane.Timers);
        Assert.Equal(700, delayNs);

        cpu.Tell(computed);
        Assert.Equal(1, Asked(Zone).Order);
        cpu.Tell(computed);
        Assert.True(Lane.IsSilent);
        Assert.Single(Lane.Timers);
    }

    // Expect blocks larger than a page to go straight back to their zones, those of each zone in one message.
    [Fact]
    public void Blocks_go_back_to_their_zones()
    {
        var cpu = StartWork(Allocate(order: 1, count: 2), Free());
        cpu.Tell(Answer(0, 1, new PfnRange(0, 2)));
        cpu.Tell(Answer(1, 1, new PfnRange(32, 34)));

        Asked(Zone);
        Asked(Zone1);
        var give = Zone.ExpectMsg<ZoneMessages.GivePages>();
        Assert.Equal((0, 1), (give.Cpu, give.Order));
        Assert.Equal("[0, 2)", give.Frames.Words());
        Assert.Equal("[32, 34)", Zone1.ExpectMsg<ZoneMessages.GivePages>().Frames.Words());
        Assert.Null(Ended());
        Assert.Empty(Report(cpu).Holdings);
    }

    //   lists may hold 4 pages and give back 2 at once; 7 pages come back
    // Expect 3 pages too many to be two batches: 4 go back to the zone, 3 stay on the list.
    [Fact]
    public void Single_pages_go_to_the_list_until_it_is_too_long()
    {
        var cpu = StartWork(Allocate(count: 7), Free());
        cpu.Tell(Answer(0, 7, new PfnRange(0, 7)));

        Asked(Zone);
        var give = Zone.ExpectMsg<ZoneMessages.GivePages>();
        Assert.Equal((0, 4), (give.Order, give.Frames.Sum(range => range.Pages)));
        Assert.Null(Ended());
        Assert.Equal(new CpuHoldings(ZoneOf(0), 0, 3), Assert.Single(Report(cpu).Holdings));
    }

    // Expect pages of another node to go back to their zone, since a CPU keeps lists of its own node only.
    [Fact]
    public void Single_pages_of_another_node_go_back_to_their_zone()
    {
        var cpu = StartWork(Allocate() with { Nid = 1 }, Free());

        cpu.Tell(Answer(1, 1, new PfnRange(32, 33)));

        Asked(Zone1);
        Assert.Equal("[32, 33)", Zone1.ExpectMsg<ZoneMessages.GivePages>().Frames.Words());
    }

    // Expect a CPU to build pages for a growth while its own request is open, at its own cost, and to tell the zone.
    [Fact]
    public void A_cpu_that_waits_builds_the_pages_it_waits_for()
    {
        var cpu = StartWork(Allocate(order: 1));
        var ask = new RequestId(ActorAddress.Zone(ZoneOf(0)), 1);
        Asked(Zone);

        cpu.Tell(new CpuMessages.RunGrowth(ask, ZoneOf(0), 8));

        Zone.ExpectMsg(new ZoneMessages.GrowthRun(ask));
        Assert.Equal([(BootWork.InitialisePages, 8, 1)], Lane.Spent);
        Assert.True(Lane.IsSilent);
    }

    // Expect a CPU that is brought up to take the time that this takes, and to tell its node.
    [Fact]
    public void A_cpu_comes_up()
    {
        var cpu = StartCpu();

        cpu.Tell(new CpuMessages.ComeUp());

        Node(0).ExpectMsg(new NodeMessages.ChildDone(Self, BootStep.CpusUp, 0));
        Assert.Equal([(BootWork.StartCpu, 1, 1)], Lane.Spent);
    }

    // Expect a CPU that fails while it reports to know, once restarted, what it holds and what it waits for.
    [Fact]
    public void A_restarted_cpu_goes_on_where_it_was()
    {
        var cpu = StartWork(Allocate(order: 1, count: 2));
        Lane.FailsOnce = true;
        cpu.Tell(new CpuMessages.ReportCpu(7));

        cpu.Tell(Answer(0, 2, new PfnRange(0, 4)));

        Assert.Null(Ended());
        Assert.Equal(2, Report(cpu).Tally.Served);
    }
}
