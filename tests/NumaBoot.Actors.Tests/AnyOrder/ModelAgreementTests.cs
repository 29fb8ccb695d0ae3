using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using NumaBoot.Unit.Tests.Model;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>The actors under many orders, held against a model of the same protocol that shares no code with them.</summary>
public sealed class ModelAgreementTests
{
    private const int Schedules = 2_000;
    private const long MostOrders = 15_000;

    private static readonly string[] Judged =
        ["boot-completes", "frontier-forward", "no-needless-failure", "no-needless-remote", "page-initialised-once"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string machine in new[] { "tiny", "tiny2" })
            {
                foreach (string policy in new[] { "v1", "v3", "v4.17", "v5.8", "single-writer" })
                {
                    cases.Add(policy, machine);
                }
            }

            return cases;
        }
    }

    // Expect trying order after order to break exactly what the model says can break, no less and no more. All orders are
    // tried, or as many as a test has time for: what can break has then been seen in both.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Actors_break_exactly_what_the_model_says_can_break(string policy, string machine)
    {
        var broken = new BootExhaustive(Request(policy, machine)).Run(MostOrders).Failures
            .Select(found => found.Failure.Name).Where(Judged.Contains).Order(StringComparer.Ordinal);

        Assert.Equal(GrowthModel.Breakable(policy, machine).Order(StringComparer.Ordinal), broken);
    }

    // Expect orders of chance and of priority to break nothing that the model says cannot break either.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Orders_of_chance_break_nothing_else(string policy, string machine)
    {
        var broken = Search(policy, machine).Failures.Select(found => found.Failure.Name).Where(Judged.Contains);

        Assert.Empty(broken.Except(GrowthModel.Breakable(policy, machine), StringComparer.Ordinal));
    }

    // Expect the design with the single writer to break nothing at all, judged by every invariant.
    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny2")]
    public void The_single_writer_breaks_nothing(string machine) => Assert.Empty(Search("single-writer", machine).Failures);

    // Expect plain order of time, chosen delivery by delivery, to be the boot that everybody runs.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Chosen_by_time_it_is_the_same_boot(string policy, string machine)
    {
        var request = Request(policy, machine);
        using var subject = new BootSubject(request);
        subject.Run(new TimeChooser());

        Assert.Equal(new BootRun().Run(request).Digest, subject.Last!.Digest);
    }

    // Expect the first schedule of a subject to be that of its seed as well: which thread gets which seed must not matter.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_first_schedule_of_a_subject_follows_its_seed_too(long seed)
    {
        using var subject = new BootSubject(Request("v3", "tiny2"));
        subject.Run(Chooser(seed));
        ulong first = subject.Last!.Digest;

        subject.Run(Chooser(seed));

        Assert.Equal(subject.Last!.Digest, first);
    }

    // Expect the order in which the seed patch builds a section twice to do so again, in the same delivery, when all that is
    // kept of it is where it is not plain order of time.
    [Fact]
    public void A_broken_order_can_be_replayed()
    {
        const string Twice = "page-initialised-once";
        var request = Explored.RaceForNode1("v1");
        var found = new SeedSearch(() => new BootSubject(request), Chooser) { KeepsGoing = true }
            .Run(1, Schedules).Failures.First(failure => failure.Failure.Name == Twice);
        using var subject = new BootSubject(request);
        var trial = Trial.Of(subject, found.Chooser, Twice)!;

        var again = Trial.Of(subject, new ReplayChooser(trial.Deviations), Twice)!;

        Assert.InRange(trial.Deviations.Length, 1, trial.Chosen.Length - 1);
        Assert.Equal(trial.Failure, again.Failure);
        Assert.Equal(string.Join('\n', trial.Chosen), string.Join('\n', again.Chosen));
    }

    private static BootRequest Request(string policy, string machine)
    {
        var spec = MachineReader.Read(machine);
        return new BootRequest(spec, InitPolicies.Find(policy)!, spec.OwnWorkload!) { TakesSnapshots = false };
    }

    private static SearchResult Search(string policy, string machine) =>
        new SeedSearch(() => new BootSubject(Request(policy, machine)), Chooser) { KeepsGoing = true }.Run(1, Schedules);

    private static IChooser Chooser(long seed)
    {
        var hold = new LateInitHold(new RandomStream(seed, purpose: 1).Below(100));
        return seed % 2 == 0 ? new RandomChooser(seed, hold) : new PriorityChooser(seed, depth: 3, length: 150, hold);
    }
}
