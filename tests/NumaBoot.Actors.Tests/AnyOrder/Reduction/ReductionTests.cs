using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder.Reduction;

/// <summary>
/// Trying each different order of a boot once leaves nothing out: the same final states and the same broken invariants as
/// plain depth-first, on boots that are small enough for it; nothing that chance finds and it does not, on larger ones.
/// </summary>
public sealed class ReductionTests
{
    private const int Seeds = 2_000;

    public static TheoryData<string> Policies => ["v1", "v3", "v4.17", "single-writer"];

    //   one CPU that wants nothing, beside late init
    // Expect every order of all there is, acknowledgements included, to end as the one that is tried.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Beside_late_init_alone(string policy) =>
        Assert.Equal(PlainStates(OneCpu(policy, Wants.Nothing), countsAtOnce: false), ReducedStates(OneCpu(policy, Wants.Nothing)));

    //   one CPU that wants a section, and one is free
    // Expect the same final states as from every order of requests, answers and steps of late init.
    [Theory]
    [MemberData(nameof(Policies))]
    public void An_allocation_that_is_served(string policy) =>
        Assert.Equal(PlainStates(OneCpu(policy, Wants.AFreeSection), countsAtOnce: true), ReducedStates(OneCpu(policy, Wants.AFreeSection)));

    //   one CPU that wants a section, and none is built: 321,432 orders plainly, 14 that differ
    // Expect the same final states.
    [Fact]
    public void A_growth_under_the_single_writer()
    {
        var request = OneCpu("single-writer", Wants.ASection);

        Assert.Equal(PlainStates(request, countsAtOnce: true), ReducedStates(request));
    }

    //   the same, where plain depth-first would take hours
    // Expect the same final states as where everything that an actor gets is taken to matter to it, in its order.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_growth_under_any_policy(string policy)
    {
        var request = OneCpu(policy, Wants.ASection);

        Assert.Equal(States(request, static (_, receipt) => receipt.Kind == ReceiptKind.Last ? receipt : default), ReducedStates(request));
    }

    //   tiny, tiny2: CPU 0 and CPU 1 want a section each, none is built
    // Expect chance, which knows nothing of what may be left out, to lead to no state that trying every order has not seen.
    [Theory]
    [InlineData("tiny", "v1")]
    [InlineData("tiny", "v3")]
    [InlineData("tiny", "v4.17")]
    [InlineData("tiny", "single-writer")]
    [InlineData("tiny", "v4.17-waits")]
    [InlineData("tiny", "v5.2-endless-growth")]
    [InlineData("tiny2", "v5.8-waits")]
    [InlineData("tiny2", "single-writer")]
    public void Chance_leads_nowhere_else(string named, string policy)
    {
        var machine = MachineReader.Read(named);
        var request = Request(machine, policy, BootExhaustive.OneAllocationEach(machine.OwnWorkload!));

        var byChance = StatesByChance(request);

        Assert.Subset(ReducedStates(request), byChance);
        Assert.True(byChance.Count > 1);
    }

    //   one CPU whose allocation may meet the marks, or whose pages go back
    // Expect the same where what comes after late init does have to do with the workload.
    [Theory]
    [InlineData("single-writer", LateEnd.Marks)]
    [InlineData("v4.17", LateEnd.Marks)]
    [InlineData("single-writer", LateEnd.GivesBack)]
    public void Nor_where_the_end_of_late_init_matters(string policy, LateEnd end)
    {
        var request = WithLateEnd(policy, end);

        Assert.Subset(ReducedStates(request), StatesByChance(request));
    }

    // Expect the check to notice a rule that takes for independent what is not: that growth is switched off, or asked for,
    // is of interest to the coordinator.
    [Theory]
    [InlineData(typeof(CoordinatorMessages.DisableGrowth))]
    [InlineData(typeof(CoordinatorMessages.AskToGrow))]
    public void A_rule_that_leaves_out_too_much_is_noticed(Type unheeded)
    {
        var request = OneCpu("v1", Wants.ASection);

        var states = States(request, (message, receipt) => message.GetType() == unheeded ? Receipt.Touching(0, 128) : receipt);

        Assert.ProperSubset(ReducedStates(request), states);
    }

    private static SortedSet<string> PlainStates(BootRequest request, bool countsAtOnce)
    {
        var states = new FinalStates();
        var rule = new BootReceipts(request.Plan(), request.Disturbances);
        var plain = new PlainDepthFirst(rule, countsAtOnce);
        using var subject = new BootSubject(request, observers: [states], rule: rule);
        do
        {
            subject.Run(plain);
            states.Add(subject.Last!);
        }
        while (plain.Advance());

        return states.All;
    }

    private static SortedSet<string> ReducedStates(BootRequest request) => States(request, static (_, receipt) => receipt);

    private static SortedSet<string> States(BootRequest request, Func<object, Receipt, Receipt> change)
    {
        var states = new FinalStates();
        var receipts = new BootReceipts(request.Plan(), request.Disturbances);
        var rule = new CoarseRule(receipts, change);
        var search = new ExhaustiveSearch(() => new BootSubject(request, observers: [receipts.Rounds, states], rule: rule))
        {
            Chooser = new ExhaustiveChooser { Rule = rule },
            KeepsGoing = true,
            Ended = subject => states.Add(((BootSubject)subject).Last!),
        };
        Assert.True(search.Run().IsExhausted);
        return states.All;
    }

    private static SortedSet<string> StatesByChance(BootRequest request)
    {
        var states = new FinalStates();
        var choosers = new BootChoosers(request, DisturbanceCounts.None);
        using var subject = choosers.MakeSubject([states]);
        for (long seed = 1; seed <= Seeds; seed++)
        {
            subject.Draw(seed);
            subject.Run(seed % 2 == 0 ? choosers.Random(seed) : choosers.Priority(seed));
            states.Add(subject.Last!);
        }

        return states.All;
    }

    private static BootRequest OneCpu(string policy, Wants wants)
    {
        var machine = MachineReader.Read("tiny") with { Nodes = [new NodeSpec(0, [0])] };
        var items = machine.OwnWorkload!.Items.Where(item => item.Cpu == 0).ToList();
        var early = items.Where(item => item.Phase != WorkPhase.Running);
        var section = items.First(item => item.Phase == WorkPhase.Running);
        return Request(machine, policy, wants switch
        {
            Wants.Nothing => new Workload([.. early]),
            Wants.AFreeSection => new Workload([section]),
            _ => new Workload([.. early, section]),
        });
    }

    private static BootRequest WithLateEnd(string policy, LateEnd end)
    {
        var request = OneCpu(policy, Wants.ASection);
        var section = request.Workload.Items[^1];
        return end switch
        {
            LateEnd.Marks => request with { Machine = request.Machine with { MinFreeKiB = 96 } },
            _ => request with { Workload = new Workload([.. request.Workload.Items, section with { Kind = WorkKind.Free, Need = WorkNeed.Optional }]) },
        };
    }

    private static BootRequest Request(MachineSpec machine, string policy, Workload workload) =>
        new(machine, InitPolicies.Find(policy)!, workload) { TakesSnapshots = false };

    public enum LateEnd
    {
        Marks,
        GivesBack,
    }

    private enum Wants
    {
        Nothing,
        AFreeSection,
        ASection,
    }
}
