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
                coverage.Add(Search(Request(policy, machine, takesSnapshots: false)).Bits);
                coverage.Add(Search(Request(policy, machine, takesSnapshots: true)).Bits);
            }
        }

        // Pages come back while a zone waits for the writer, so that it declines.
        coverage.Add(Search(FaultMachine.Shortage(InitPolicies.SingleWriter)).Bits);

        // What memblock kept is freed while CPUs of a kernel, in which each request asks for itself, are at work.
        coverage.Add(Search(Request(FieldPolicies.FreedAfterLateInit, BusyMachine.Create(), takesSnapshots: false)).Bits);

        // The only boot CPU here that works between page lists and smp_init, as with the trace of a real kernel.
        var pause = new WorkItem { Cpu = 0, Phase = WorkPhase.AfterPageLists, Kind = WorkKind.Compute, DurationNs = 50 };
        coverage.Add(Search(Request(InitPolicies.V61, BuiltInMachines.Tiny with { OwnWorkload = new Workload([pause]) }, takesSnapshots: false)).Bits);

        // Interrupts come at any moment, also within a growth.
        foreach (var policy in new[] { InitPolicies.V1, InitPolicies.V3, InitPolicies.V61, InitPolicies.SingleWriter })
        {
            coverage.Add(SearchInterrupted(Request(policy, BusyMachine.Create(), takesSnapshots: false)).Bits);
            coverage.Add(SearchInterrupted(Request(policy, BuiltInMachines.Tiny, takesSnapshots: true)).Bits);
        }

        // The only machine here whose watermarks are raised once more.
        using var subject = new BootSubject(Request(InitPolicies.V61, BuiltInMachines.TwoSocket, takesSnapshots: false), notesPairs: true);
        subject.Run(new TimeChooser());
        coverage.Add(((ScheduleNotes)subject.Notes!).Covered.AsSpan());

        output.WriteLine($"{coverage.Seen} of {Coverage.Defined} pairs, without:\n{string.Join('\n', coverage.Unseen)}");
        Assert.Equal("", string.Join('\n', coverage.Undefined));
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

        var (alone, together) = (new Coverage(), new Coverage());

        var one = Search(request, alone, keepsGoing, threads: 1);
        var three = Search(request, together, keepsGoing, threads: 3);

        Assert.True(alone.Seen > 0);
        Assert.Equal(alone.Bits.ToArray(), together.Bits.ToArray());
        Assert.Equal(one.Schedules, three.Schedules);
        Assert.Equal(keepsGoing, one.Schedules == Schedules);
    }

    // Expect nobody to be asked for his situation where nobody wants to know.
    [Fact]
    public void It_is_off_unless_it_is_wanted()
    {
        using var subject = new BootSubject(Request(InitPolicies.V1, BuiltInMachines.Tiny, takesSnapshots: false));
        subject.Run(new TimeChooser());

        Assert.Null(subject.Notes);
    }

    private static Coverage Search(BootRequest request)
    {
        var coverage = new Coverage();
        Search(request, coverage, keepsGoing: true, threads: 1);
        return coverage;
    }

    private static Coverage SearchInterrupted(BootRequest request)
    {
        var coverage = new Coverage();
        var choosers = new BootChoosers(request, new DisturbanceCounts { Interrupts = 3 });
        new SeedSearch(
            () => new BootSubject(request, notesPairs: true) { RequestOfSeed = choosers.RequestOf },
            seed => seed % 2 == 0 ? choosers.Random(seed) : choosers.Priority(seed))
        {
            KeepsGoing = true,
            Noted = notes => coverage.Add(((ScheduleNotes)notes!).Covered.AsSpan()),
        }.Run(1, 4 * Schedules);
        return coverage;
    }

    private static SearchResult Search(BootRequest request, Coverage coverage, bool keepsGoing, int threads) =>
        new SeedSearch(() => new BootSubject(request, notesPairs: true), Chooser)
        {
            KeepsGoing = keepsGoing,
            Noted = notes => coverage.Add(((ScheduleNotes)notes!).Covered.AsSpan()),
        }.Run(1, Schedules, threads);

    private static BootRequest Request(InitPolicy policy, MachineSpec machine, bool takesSnapshots) =>
        new(machine, policy, machine.OwnWorkload!) { TakesSnapshots = takesSnapshots };

    private static IChooser Chooser(long seed)
    {
        var hold = new LateInitHold(new RandomStream(seed, purpose: 1).Below(200));
        return seed % 2 == 0 ? new RandomChooser(seed, seed % 4 == 0 ? hold : null) : new PriorityChooser(seed, depth: 3, length: 300, hold);
    }
}
