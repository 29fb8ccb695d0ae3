using NumaBoot.Actors.Tests.Faults;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;
using Xunit.Abstractions;

namespace NumaBoot.Actors.Tests.Situations;

/// <summary>The pairs of an actor's situation and a message: what the tables say, against what schedules meet.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Schedules = 100;

    private static readonly string[] Rare =
    [
        // A CPU that ends its work in the one message's time in which khugepaged raises watermarks.
        "supervisor (RaiseWatermarks): NodeWorkDone",

        // A growth that is declined, since pages came back, while an init job or the disable waits behind it.
        "coordinator (held by a growth, others queue): DeclineGrowth",

        // Only where a stale growth moves the frontier back between the two passes of one allocation.
        "cpu (waits for a zone, in its second pass): RunGrowth",
    ];

    // Expect every pair that comes up in thousands of schedules, under all policies, to be one that the tables call possible;
    // and those that they call possible to come up, but for a handful that is rare.
    [Fact]
    public void The_tables_say_what_schedules_meet()
    {
        var coverage = new Coverage();
        foreach (var policy in InitPolicies.All)
        {
            foreach (var machine in new[] { BuiltInMachines.Tiny, BuiltInMachines.Tiny2, BusyMachine.Create() })
            {
                coverage.Add(Search(policy, machine, takesSnapshots: false).Marks.AsSpan());
                coverage.Add(Search(policy, machine, takesSnapshots: true).Marks.AsSpan());
            }
        }

        // Pages come back while a zone waits for the writer, so that it declines.
        coverage.Add(Search(FaultMachine.Shortage(InitPolicies.SingleWriter)).Marks.AsSpan());

        // The only machine here whose watermarks are raised once more.
        using var subject = new BootSubject(Request(InitPolicies.V61, BuiltInMachines.TwoSocket, takesSnapshots: false), notesPairs: true);
        subject.Run(new TimeChooser());
        coverage.Add(subject.Marks);

        output.WriteLine($"{coverage.Seen} of {Coverage.Defined} pairs, without:\n{string.Join('\n', coverage.Unseen)}");
        Assert.Empty(coverage.Undefined);
        Assert.Empty(coverage.Unseen.Except(Rare, StringComparer.Ordinal));
        Assert.InRange(coverage.Seen, Coverage.Defined - Rare.Length, Coverage.Defined);
    }

    // Expect every message to be in the table of one actor, and a reason wherever a pair is said to be impossible.
    [Fact]
    public void Every_message_is_in_one_table()
    {
        var messages = typeof(IBootMessage).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: true } && type.IsAssignableTo(typeof(IBootMessage)));
        var rows = SituationTables.All.SelectMany(table => table.Rows.Select(row => (table, row))).ToList();

        Assert.Equal(
            messages.Select(type => type.FullName).Order(StringComparer.Ordinal),
            rows.Select(row => row.row.Message.FullName).Order(StringComparer.Ordinal));
        Assert.All(rows, pair => Assert.Equal(
            Enumerable.Range(0, pair.table.Situations.Length).All(pair.row.CanComeIn), pair.row.Because.Length == 0));
    }

    // Expect what a search has met to be the same however many threads ran it, also where it ends early.
    [Theory]
    [InlineData("single-writer", true)]
    [InlineData("v3", false)]
    public void Threads_leave_no_mark(string policy, bool keepsGoing)
    {
        var request = Request(InitPolicies.Find(policy)!, BuiltInMachines.Tiny2, takesSnapshots: false);

        var results = new[] { 1, 3 }.Select(threads => new SeedSearch(() => new BootSubject(request, notesPairs: true), Chooser) { KeepsGoing = keepsGoing }
            .Run(1, Schedules, threads)).ToList();

        Assert.NotEmpty(results[0].Marks);
        Assert.Equal(results[0].Marks.ToArray(), results[1].Marks.ToArray());
        Assert.Equal(results[0].Schedules, results[1].Schedules);
        Assert.Equal(keepsGoing, results[0].Schedules == Schedules);
    }

    // Expect progress to tell how many pairs were met so far, never fewer than before.
    [Fact]
    public void Progress_tells_the_pairs()
    {
        var told = new List<long>();
        var request = Request(InitPolicies.SingleWriter, BuiltInMachines.Tiny, takesSnapshots: false);

        var result = new SeedSearch(() => new BootSubject(request, notesPairs: true), Chooser) { Progress = progress => told.Add(progress.Marks) }
            .Run(1, Schedules);

        Assert.Equal(told.Order(), told);
        Assert.True(told[0] < told[^1]);
        Assert.Equal(new Coverage(result.Marks.AsSpan()).Seen, told[^1]);
    }

    // Expect nobody to be asked for his situation where nobody wants to know.
    [Fact]
    public void It_is_off_unless_it_is_wanted()
    {
        using var subject = new BootSubject(Request(InitPolicies.V1, BuiltInMachines.Tiny, takesSnapshots: false));
        subject.Run(new TimeChooser());

        Assert.True(subject.Marks.IsEmpty);
    }

    private static SearchResult Search(InitPolicy policy, MachineSpec machine, bool takesSnapshots) =>
        Search(Request(policy, machine, takesSnapshots));

    private static SearchResult Search(BootRequest request) =>
        new SeedSearch(() => new BootSubject(request, notesPairs: true), Chooser) { KeepsGoing = true }.Run(1, Schedules);

    private static BootRequest Request(InitPolicy policy, MachineSpec machine, bool takesSnapshots) =>
        new(machine, policy, machine.OwnWorkload!) { TakesSnapshots = takesSnapshots };

    private static IChooser Chooser(long seed)
    {
        var hold = new LateInitHold(new RandomStream(seed, purpose: 1).Below(200));
        return seed % 2 == 0 ? new RandomChooser(seed, seed % 4 == 0 ? hold : null) : new PriorityChooser(seed, depth: 3, length: 300, hold);
    }
}
