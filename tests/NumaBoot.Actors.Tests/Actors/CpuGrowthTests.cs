using Akka.Actor;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>A CPU that builds the pages of a growth, and interrupts that come before it, within it and after it.</summary>
public sealed class CpuGrowthTests : OneCpuTests
{
    private static readonly RequestId Growth = new(ActorAddress.Zone(ZoneOf(0)), 1);

    // Expect a growth to be one step where no interrupt is to come any more, and two where one may come between them.
    [Fact]
    public void A_growth_has_two_steps_where_an_interrupt_may_come_between()
    {
        var cpu = StartInterrupted(InitPolicies.V1);
        cpu.Tell(Run());
        Assert.False(Zone.HasMessages);
        Assert.Equal([(BootWork.InitialisePages, 8, 1)], Lane.Spent);

        cpu.Tell(Built());
        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
        Interrupt(cpu);
        cpu.Tell(AnswerTo(Asked(Zone), new PfnRange(0, 2)));

        cpu.Tell(Run());
        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
        Assert.Single(Lane.Timers, timer => timer.Message is CpuMessages.GrowthBuilt);
    }

    //   growth      begins ........ (built) ........ ends
    //   interrupt           comes ............ over
    //
    // Expect v1, whose interrupts are open, to leave a growth where it is while a handler is in progress.
    [Fact]
    public void An_open_interrupt_puts_the_end_of_a_growth_off()
    {
        var cpu = StartInterrupted(InitPolicies.V1);
        cpu.Tell(Run());
        Interrupt(cpu);
        var handler = Asked(Zone);

        cpu.Tell(Built());
        Assert.False(Zone.HasMessages);
        Assert.Equal($"GrowthPutOff {Growth}", Lane.Notes.Lines[^1]);

        cpu.Tell(AnswerTo(handler, new PfnRange(0, 2)));
        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
        Assert.Contains($"GrowthGoesOn {Growth}", Lane.Notes.Lines, StringComparer.Ordinal);
    }

    // Expect the same of a growth that comes to the CPU while a handler is in progress; its pages are built when it is over.
    [Fact]
    public void An_open_interrupt_puts_the_begin_of_a_growth_off()
    {
        var cpu = StartInterrupted(InitPolicies.V1);
        Interrupt(cpu);
        var handler = Asked(Zone);

        cpu.Tell(Run());
        Assert.Empty(Lane.Spent);
        Assert.Equal($"GrowthPutOff {Growth}", Lane.Notes.Lines[^1]);

        cpu.Tell(AnswerTo(handler, new PfnRange(0, 2)));
        Assert.Equal([(BootWork.InitialisePages, 8, 1)], Lane.Spent);
        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
    }

    // Expect pages that are built for the handler itself not to wait for it.
    [Fact]
    public void A_growth_for_the_handler_goes_on()
    {
        var cpu = StartInterrupted(InitPolicies.V1);
        Interrupt(cpu);
        Asked(Zone);

        cpu.Tell(Run() with { Interrupt = 1 });
        cpu.Tell(Built());

        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
        Assert.DoesNotContain("GrowthPutOff", Lane.Notes.Text, StringComparison.Ordinal);
    }

    //   growth      begins ............. ends
    //   interrupt           (comes) ......... handled
    //
    // Expect v3, whose interrupts are closed, to let an interrupt wait until the growth is over.
    [Fact]
    public void A_closed_interrupt_waits_for_the_end_of_a_growth()
    {
        var cpu = StartInterrupted(InitPolicies.V3);
        cpu.Tell(Run());
        Interrupt(cpu);
        Assert.False(Zone.HasMessages);
        Assert.DoesNotContain("Happened", Lane.Notes.Text, StringComparison.Ordinal);

        cpu.Tell(Built());

        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
        Assert.Equal(1, Asked(Zone).Interrupt);
    }

    // Expect a growth to go on under v3 although a handler, which came before, waits: perhaps for that very growth.
    [Fact]
    public void A_closed_interrupt_does_not_put_a_growth_off()
    {
        var cpu = StartInterrupted(InitPolicies.V3);
        Interrupt(cpu);
        Asked(Zone);

        cpu.Tell(Run());
        cpu.Tell(Built());

        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
    }

    // Expect word of a growth that the CPU does not build to be passed over.
    [Fact]
    public void The_end_of_another_growth_is_ignored()
    {
        var cpu = StartInterrupted(InitPolicies.V1);
        cpu.Tell(Run());

        cpu.Tell(new CpuMessages.GrowthBuilt(Growth with { Number = 2 }));

        Assert.False(Zone.HasMessages);
    }

    // Expect a CPU that is restarted within a growth and a handler to know both, and that the growth waits.
    [Fact]
    public void A_restarted_cpu_knows_its_growth_and_its_handler()
    {
        var cpu = StartInterrupted(InitPolicies.V1);
        cpu.Tell(Run());
        Interrupt(cpu);
        var handler = Asked(Zone);
        Restart(cpu);
        cpu.Tell(Built());
        Restart(cpu);
        Assert.False(Zone.HasMessages);

        cpu.Tell(AnswerTo(handler, new PfnRange(0, 2)));

        Zone.ExpectMsg(new ZoneMessages.GrowthRun(Growth));
    }

    private IActorRef StartInterrupted(InitPolicy policy)
    {
        Lane.Disturbances = [new Interrupt(0, 1, 0)];
        var cpu = StartCpu(policy, Allocate(order: 3));
        cpu.Tell(new CpuMessages.DoPhase(WorkPhase.Running));
        Asked(Zone);
        return cpu;
    }

    private static CpuMessages.RunGrowth Run() => new(Growth, ZoneOf(0), 8);

    private IBootMessage Built() => Lane.Timers.Select(timer => timer.Message).OfType<CpuMessages.GrowthBuilt>().Single();

    private static void Interrupt(IActorRef cpu) => cpu.Tell(new CpuMessages.Interrupt(1, 1));

    private void Restart(IActorRef cpu)
    {
        Lane.FailsOnce = true;
        cpu.Tell(new CpuMessages.ReportCpu(7));
        Assert.False(Lane.FailsOnce);
    }
}
