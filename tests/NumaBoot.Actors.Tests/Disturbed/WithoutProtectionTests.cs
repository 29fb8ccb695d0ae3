using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>Each thing that protects a boot against faults is needed: without it the fault shows.</summary>
public sealed class WithoutProtectionTests
{
    private static readonly ActorAddress Cpu0 = ActorAddress.Cpu(0, 0);
    private static readonly ActorAddress Zone1 = ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal));

    // Something that never happens switches the post on.
    private static readonly LostLetter Nothing = new(ActorAddress.Supervisor, ActorAddress.Supervisor, 1);

    // Expect taking the post away to change nothing as long as nothing goes wrong.
    [Fact]
    public void Without_faults_a_boot_needs_no_protection()
    {
        var request = DisturbedBoots.Request("tiny2");

        var result = DisturbedBoots.Run(request, new OpenedLetters(), Nothing);

        Assert.True(result.IsClean, string.Join("; ", result.Violations));
    }

    //   supervisor --1--x  node 1      and nobody sends it again
    //
    // Expect the boot never to come to its end, whichever letter it is.
    [Fact]
    public void Without_retries_a_lost_letter_ends_the_boot()
    {
        var request = DisturbedBoots.Request("tiny2");
        foreach (var (from, to, number) in DisturbedBoots.Letters(request))
        {
            var result = DisturbedBoots.Run(request, new NothingSentAgain(), new LostLetter(from, to, number));

            Assert.False(result.Booted, $"{from} to {to} #{number}");
            Assert.Contains(result.Violations, violation => violation.Invariant == Invariant.BootCompletes);
        }
    }

    //   cpu 0 --1--> zone 1      a section, twice: once for CPU 0, once for nobody
    //         --1-->
    //
    // Expect the second section to be lost: nobody holds it.
    [Fact]
    public void Without_numbers_a_letter_that_comes_twice_is_read_twice()
    {
        var request = DisturbedBoots.Request("tiny2");

        var result = DisturbedBoots.Run(request, new OpenedLetters(), new DuplicatedLetter(Cpu0, Zone1, 1));

        Assert.Equal(1, result.Happened.Duplicated);
        Assert.Contains(result.Violations, violation => violation.Invariant == Invariant.AnsweredOnce);
    }

    //   node 1  |== built, held by cpu 0 ==|   and nothing else
    //
    //   cpu 0 --2--> (late) gives it back
    //         --3--> wants it again
    //
    // Expect the request to overtake what would have served it, and to be refused; with numbers it waits its turn.
    [Fact]
    public void Without_order_a_letter_is_read_before_the_one_that_it_overtook()
    {
        var request = GivesAndTakes();
        var late = new DelayedLetter(Cpu0, Zone1, 2, 100);

        var overtaken = DisturbedBoots.Run(request, new OpenedLetters(), late);
        var kept = DisturbedBoots.Run(request, late);

        Assert.Equal((1L, 1L), (overtaken.Happened.Delayed, kept.Happened.Delayed));
        Assert.Equal(1, overtaken.Report!.Nodes.Sum(node => node.Allocations.Failed));
        Assert.Equal(0, kept.Report!.Nodes.Sum(node => node.Allocations.Failed));
        Assert.True(kept.IsClean, string.Join("; ", kept.Violations));
    }

    private static BootRequest GivesAndTakes()
    {
        var section = new WorkItem
        {
            Cpu = 0,
            Phase = WorkPhase.EarlyBoot,
            Kind = WorkKind.Allocate,
            Order = 3,
            Nid = 1,
            Need = WorkNeed.Optional,
            UsesPageList = false,
            Label = "section",
        };
        var machine = SmallMachine.With(1, (0, PfnRange.Of(0, 8)), (1, PfnRange.Of(8, 8)));
        return new BootRequest(machine, InitPolicies.SingleWriter, new Workload(
        [
            section with { Nid = 0, Label = "all of node 0" },
            section,
            section with { Phase = WorkPhase.Running, Kind = WorkKind.Free },
            section with { Phase = WorkPhase.Running },
        ]))
        {
            TakesSnapshots = false,
        };
    }

    private sealed class NothingSentAgain : IDeliveryFilter
    {
        public object? Pass(in Delivery delivery) => delivery.Message is SendAgain ? null : delivery.Message;
    }
}
