using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>Boots whose CPUs are interrupted, under many orders.</summary>
public sealed class InterruptTests
{
    private const int Length = 150;
    private const string SelfWait = "no-self-wait";

    // Expect an interrupt to make v1 wait for itself within a thousand schedules, of chance as of priority, and the machine
    // not to come up then.
    [Theory]
    [InlineData("tiny", true)]
    [InlineData("tiny", false)]
    [InlineData("tiny2", true)]
    [InlineData("tiny2", false)]
    public void An_open_interrupt_waits_for_itself(string machine, bool isRandom)
    {
        var subject = Subject(InitPolicies.V1, machine, interrupts: 1);

        var found = new SeedSearch(subject, Choosers("v1", machine, 1, isRandom)) { KeepsGoing = true }.Run(1, 1_000);

        Assert.Contains(found.Failures, failure => failure.Failure.Name == SelfWait);
        Assert.Contains(found.Failures, failure => failure.Failure.Name == "boot-completes");
    }

    // Expect "waits for itself" and "does not come to its end" to be said of the same schedules: where nothing else is wrong
    // with a policy, the one is the cause of the other.
    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny2")]
    public void Who_waits_for_itself_never_gets_up_and_nobody_else(string machine)
    {
        var policy = InitPolicies.V3 with { Interrupts = InterruptRule.Open };
        using var subject = Subject(policy, machine, interrupts: 2)();
        var choosers = Choosers("v3", machine, 2);
        int waits = 0;
        for (long seed = 1; seed <= 1_000; seed++)
        {
            subject.Draw(seed);
            var names = subject.Run(choosers(seed)).Select(failure => failure.Name).ToList();

            Assert.Equal(names.Contains("boot-completes", StringComparer.Ordinal), names.Contains(SelfWait, StringComparer.Ordinal));
            waits += names.Contains(SelfWait, StringComparer.Ordinal) ? 1 : 0;
        }

        Assert.InRange(waits, 100, 900);
    }

    // Expect kernels with closed interrupts to keep what they claim, and no-self-wait with it, however they are interrupted.
    [Theory]
    [InlineData("v3")]
    [InlineData("v4.17")]
    [InlineData("v5.8")]
    public void Closed_interrupts_break_no_claim(string policy)
    {
        foreach (string machine in new[] { "tiny", "tiny2" })
        {
            var claims = InitPolicies.Find(policy)!.Claims.Select(claim => claim.Name());
            Assert.Contains(SelfWait, claims, StringComparer.Ordinal);

            var found = Search(policy, machine, interrupts: 2, schedules: 1_500);

            Assert.Empty(found.Failures.Select(failure => failure.Failure.Name).Intersect(claims, StringComparer.Ordinal));
        }
    }

    // Expect the design with the single writer to break nothing at all, and all interrupts to be handled.
    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny2")]
    public void The_single_writer_breaks_nothing(string machine)
    {
        using var subject = Subject(InitPolicies.SingleWriter, machine, interrupts: 3)();
        var choosers = Choosers("single-writer", machine, 3);
        for (long seed = 1; seed <= 2_000; seed++)
        {
            subject.Draw(seed);

            Assert.Empty(subject.Run(choosers(seed)));
            Assert.Equal(new DisturbanceCounts { Interrupts = 3 }, subject.Last!.Happened);
        }
    }

    // Expect a larger machine, with page lists and marks, to come up clean with an interrupt on each CPU in plain order of time.
    [Theory]
    [InlineData("single-writer")]
    [InlineData("v6.1")]
    public void A_real_machine_comes_up_interrupted(string policy)
    {
        var spec = MachineReader.Read("two-socket");
        var request = new BootRequest(spec, InitPolicies.Find(policy)!, spec.OwnWorkload ?? Workload.None)
        {
            Disturbances = [.. spec.Cpus.Select(place => new Interrupt(place.Cpu, place.Cpu % 4, 0))],
        };

        var result = new BootRun().Run(request);

        Assert.True(result.IsClean, string.Join("; ", result.BrokenClaims));
        Assert.Equal(spec.Cpus.Length, result.Happened.Interrupts);
    }

    // Expect an interrupt to be held back until the choice that it was drawn for, no longer, and nothing else to be.
    [Fact]
    public void Interrupts_are_held_until_they_were_drawn_for()
    {
        using var subject = Subject(InitPolicies.V61, "tiny", interrupts: 2)();
        for (long seed = 1; seed <= 100; seed++)
        {
            subject.Draw(seed);
            var watched = new Watched(subject.Request.Disturbances);
            subject.Run(new RandomChooser(seed, watched));

            Assert.Equal(2, subject.Last!.Happened.Interrupts);
            Assert.Empty(watched.Wrong);
            Assert.InRange(watched.Interrupts, 2, 1_000);
        }
    }

    // Expect a boot for which no interrupt was drawn to be the boot that it was.
    [Theory]
    [InlineData("v3")]
    [InlineData("single-writer")]
    public void Without_interrupts_a_boot_is_what_it_was(string policy)
    {
        using var subject = Subject(InitPolicies.Find(policy)!, "tiny", interrupts: 0)();
        subject.Draw(1);
        subject.Run(new TimeChooser());

        Assert.Equal(new BootRun().Run(Request(InitPolicies.Find(policy)!, "tiny")).Digest, subject.Last!.Digest);
        Assert.Equal(DisturbanceCounts.None, subject.Last.Happened);
    }

    private static SearchResult Search(string policy, string machine, int interrupts, int schedules) =>
        new SeedSearch(Subject(InitPolicies.Find(policy)!, machine, interrupts), Choosers(policy, machine, interrupts)) { KeepsGoing = true }
            .Run(1, schedules);

    private static BootRequest Request(InitPolicy policy, string machine)
    {
        var spec = MachineReader.Read(machine);
        return new BootRequest(spec, policy, spec.OwnWorkload!) { TakesSnapshots = false };
    }

    private static Func<BootSubject> Subject(InitPolicy policy, string machine, int interrupts)
    {
        var request = Request(policy, machine);
        var draw = new DisturbanceDraw(request.Plan(), Length);
        return () => new BootSubject(request)
        {
            RequestOfSeed = seed => request with { Disturbances = draw.Draw(new DisturbanceCounts { Interrupts = interrupts }, seed) },
        };
    }

    private static Func<long, IChooser> Choosers(string policy, string machine, int interrupts, bool? isRandom = null)
    {
        var draw = new DisturbanceDraw(Request(InitPolicies.Find(policy)!, machine).Plan(), Length);
        return seed =>
        {
            var hold = new Holds(
                new LateInitHold(new RandomStream(seed, purpose: 1).Below(100)),
                new InterruptHold(draw.Draw(new DisturbanceCounts { Interrupts = interrupts }, seed)));
            return isRandom ?? seed % 2 == 0 ? new RandomChooser(seed, hold) : new PriorityChooser(seed, depth: 3, Length, hold);
        };
    }

    /// <summary>A hold that compares what the hold in question says with what was drawn.</summary>
    private sealed class Watched(ImmutableArray<Disturbance> disturbances) : IDeliveryHold
    {
        private readonly InterruptHold _hold = new(disturbances);

        public int Interrupts { get; private set; }

        public List<string> Wrong { get; } = [];

        public bool Holds(in PendingDelivery pending, long chosen)
        {
            bool isHeld = _hold.Holds(in pending, chosen);
            long from = 0;
            if (pending.Message is CpuMessages.Interrupt interrupt)
            {
                Interrupts++;
                from = ((Interrupt)disturbances[interrupt.Number - 1]).From;
            }

            if (isHeld != chosen < from)
            {
                Wrong.Add($"{pending.Message} at choice {chosen}");
            }

            return isHeld;
        }
    }
}
