using Akka.Actor;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>Interrupts on CPU 0: their handlers allocate beside its work, one at a time.</summary>
public sealed class CpuInterruptTests : OneCpuTests
{
    // Expect a CPU to set its own interrupts going, and no other's, once all CPUs run, and only once.
    [Fact]
    public void Interrupts_are_armed_when_all_cpus_run()
    {
        Lane.Disturbances = [new Interrupt(1, 0, 0), new Interrupt(0, 2, 0), new SlowNode(0, 1, 1), new Interrupt(0, 1, 50)];
        var cpu = StartCpu();

        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.SmpInit));
        Assert.Empty(Lane.Timers);
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));

        Assert.Equal([(200, new CpuMessages.Interrupt(2, 2)), (400, new CpuMessages.Interrupt(4, 1))], Lane.Timers);
    }

    // Expect nothing to be armed where nothing is switched on.
    [Fact]
    public void Without_interrupts_there_is_no_timer()
    {
        StartWork(Allocate(order: 1));

        Assert.Empty(Lane.Timers);
    }

    //   work       order 1  asked ............ answered
    //   interrupt  order 2        asked ............... answered      or the other way round
    //
    // Expect each to get what is meant for it, and the work to go on meanwhile.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Work_and_handler_allocate_side_by_side(bool isWorkAnsweredFirst)
    {
        var cpu = StartInterrupted(InitPolicies.V61, [2], Allocate(order: 1), Allocate(order: 3));
        var work = Asked(Zone);
        Interrupt(cpu, 1);
        var handler = Asked(Zone);
        Assert.Equal((1, 1, 0), (work.Order, work.Count, work.Interrupt));
        Assert.Equal((2, 1, 1), (handler.Order, handler.Count, handler.Interrupt));

        var answers = new[] { AnswerTo(work, new PfnRange(0, 2)), AnswerTo(handler, new PfnRange(4, 8)) };
        foreach (var answer in isWorkAnsweredFirst ? answers : answers.Reverse())
        {
            cpu.Tell(answer);
        }

        cpu.Tell(AnswerTo(Asked(Zone), new PfnRange(8, 16)));
        Assert.Null(Ended());
        Assert.Equal(new CpuHoldings(ZoneOf(0), 2 + 4 + 8, 0), Assert.Single(Report(cpu).Holdings));
        Assert.Contains("Happened Interrupt { Cpu = 0, Order = 2, From = 0 }", Lane.Notes.Lines, StringComparer.Ordinal);
    }

    // Expect a handler that no zone serves to go below the min mark, as interrupts may, and then to do without: a failure
    // that is counted and ends nothing.
    [Fact]
    public void A_handler_goes_deep_and_then_does_without()
    {
        var cpu = StartInterrupted(InitPolicies.V61, [1]);
        Interrupt(cpu, 1);

        var checks = new List<WatermarkCheck>();
        foreach (var zone in new[] { Zone, Zone1, Zone, Zone1 })
        {
            var asked = Asked(zone);
            checks.Add(asked.Check);
            cpu.Tell(AnswerTo(asked));
        }

        Assert.Equal([WatermarkCheck.Low, WatermarkCheck.Low, WatermarkCheck.MinAtomic, WatermarkCheck.MinAtomic], checks);
        Assert.Null(Ended());
        var report = Report(cpu);
        Assert.Equal((1, 1), (report.Tally.Requested, report.Tally.Failed));
        Assert.Equal("interrupt", Assert.Single(report.Failures).Label);
    }

    // Expect a single page of a handler to come from the list, without a message where there is one.
    [Fact]
    public void A_single_page_of_a_handler_comes_from_the_list()
    {
        var cpu = StartInterrupted(InitPolicies.V61, [0, 0]);
        Interrupt(cpu, 1);
        var refill = Asked(Zone);
        Assert.Equal(TakeMode.Refill, refill.Mode);
        cpu.Tell(AnswerTo(refill, new PfnRange(0, 2)));

        Interrupt(cpu, 2);

        Assert.False(Zone.HasMessages);
        Assert.Null(Ended());
        Assert.Equal(new CpuHoldings(ZoneOf(0), 2, 0), Assert.Single(Report(cpu).Holdings));
    }

    //   work       refill asked ................... refused: but the list has a page by now
    //   interrupt        refill asked .. 2 pages
    //
    // Expect the work to take what the handler's refill has left, and not to leave its node.
    [Fact]
    public void A_refused_refill_looks_at_the_list_again()
    {
        var cpu = StartInterrupted(InitPolicies.V61, [0], Allocate());
        var work = Asked(Zone);
        Interrupt(cpu, 1);
        cpu.Tell(AnswerTo(Asked(Zone), new PfnRange(0, 2)));

        cpu.Tell(AnswerTo(work));

        Assert.Null(Ended());
        Assert.False(Zone1.HasMessages);
        Assert.Equal((2, 0), (Report(cpu).Tally.Served, Report(cpu).Tally.Remote));
    }

    // Expect the running phase to be over when the last interrupt is, and other phases not to wait for any.
    [Fact]
    public void A_cpu_is_done_when_its_interrupts_are()
    {
        Lane.Disturbances = [new Interrupt(0, 1, 0)];
        var cpu = StartCpu();
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.SmpInit));
        Assert.Null(Ended());

        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        Assert.False(Node(0).HasMessages);
        Interrupt(cpu, 1);
        Assert.False(Node(0).HasMessages);

        cpu.Tell(AnswerTo(Asked(Zone), new PfnRange(0, 2)));
        Assert.Null(Ended());
        Assert.False(Node(0).HasMessages);
    }

    // Expect a machine that fails to hear of it at once, and once, whatever interrupts are still to come.
    [Fact]
    public void A_failure_does_not_wait_for_interrupts()
    {
        var cpu = StartInterrupted(InitPolicies.V61, [1], Allocate(order: 3));
        foreach (var zone in new[] { Zone, Zone1, Zone, Zone1 })
        {
            cpu.Tell(AnswerTo(Asked(zone)));
        }

        Assert.NotNull(Ended());
        Interrupt(cpu, 1);
        cpu.Tell(AnswerTo(Asked(Zone), new PfnRange(0, 2)));

        Assert.False(Node(0).HasMessages);
        Assert.Equal(2, Assert.Single(Report(cpu).Holdings).AllocatedPages);
    }

    // Expect one handler at a time, in the order in which the interrupts came, and none for one that comes twice.
    [Fact]
    public void Handlers_follow_one_another()
    {
        var cpu = StartInterrupted(InitPolicies.V61, [1, 2]);
        Interrupt(cpu, 2);
        var second = Asked(Zone);
        Assert.Equal(2, second.Interrupt);
        Interrupt(cpu, 1);
        Interrupt(cpu, 2);
        Assert.False(Zone.HasMessages);

        cpu.Tell(AnswerTo(second, new PfnRange(0, 4)));

        var first = Asked(Zone);
        Assert.Equal(1, first.Interrupt);
        cpu.Tell(AnswerTo(first, new PfnRange(4, 6)));
        Assert.False(Zone.HasMessages);
        Assert.Null(Ended());
    }

    private IActorRef StartInterrupted(InitPolicy policy, int[] orders, params WorkItem[] items)
    {
        Lane.Disturbances = [.. orders.Select(order => new Interrupt(0, order, 0))];
        var cpu = StartCpu(policy, items);
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        return cpu;
    }

    private void Interrupt(IActorRef cpu, int number) =>
        cpu.Tell(Lane.Timers.Select(timer => timer.Message).OfType<CpuMessages.Interrupt>().Single(interrupt => interrupt.Number == number));
}
