using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>
/// The actors are not an ornament: whatever one of them does not get to hear shows in the result, or the boot does not
/// come to its end and an invariant says so.
/// </summary>
public sealed class LostMessageTests
{
    private static readonly InitPolicy[] Policies = [InitPolicies.SingleWriter, InitPolicies.V61];

    /// <summary>Every message of the protocol, found by its interface so that a new one cannot be forgotten.</summary>
    public static TheoryData<string> Messages => [.. MessageTypes.Keys.Order(StringComparer.Ordinal)];

    private static Lazy<SoundBoot[]> SoundBoots { get; } = new(() => [.. Policies.SelectMany(FaultMachine.Requests).Select(SoundBoot.Of)]);

    private static Dictionary<string, Type> MessageTypes { get; } = typeof(IBootMessage).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: true } && type.IsAssignableTo(typeof(IBootMessage)))
        .ToDictionary(type => $"{type.DeclaringType!.Name}.{type.Name}", StringComparer.Ordinal);

    // Expect each to be sent in one of the boots, and its loss to be seen wherever it is sent, be it the first of its
    // kind, one in the middle of the boot or the last.
    [Theory]
    [MemberData(nameof(Messages))]
    public void No_message_of_the_protocol_gets_lost_unseen(string message)
    {
        var kind = MessageTypes[message];
        var unseen = new List<string>();
        int sent = 0;
        foreach (var boot in SoundBoots.Value)
        {
            int times = boot.Sent.GetValueOrDefault(kind);
            sent += times;
            unseen.AddRange(Numbers(times).Where(number => !IsSeen(boot, new LostMessage(kind, number)))
                .Select(number => $"{number} of {times} on {boot.Request.Machine.Name} under {boot.Request.Policy.Name}"));
        }

        Assert.True(sent > 0, "never sent");
        Assert.Empty(unseen);
    }

    //   node 0  |== built ==|-- wanted --|-- deferred ...
    //                       ^ the coordinator is asked to grow, and never hears of it
    //
    // Expect the request to stay unanswered and the boot CPU to wait for ever.
    [Fact]
    public void A_lost_growth_keeps_the_machine_from_booting()
    {
        var result = Lose<CoordinatorMessages.AskToGrow>();

        Assert.Equal(BootOutcome.Failed, result.Outcome);
        Assert.Equal([Invariant.AnsweredOnce, Invariant.BootCompletes], result.Violations.Select(violation => violation.Invariant));
        Assert.Equal("all CPUs", result.Phases[^1].Name);
    }

    //   node 0  |== built ==|= chunk =|= chunk =|  lost  |= chunk =|
    //
    // Expect late init never to end: the range waits for the chunk that nobody builds.
    [Fact]
    public void A_lost_chunk_keeps_late_init_from_ending()
    {
        var result = Lose<WorkerMessages.ChunkClaimed>();

        Assert.Equal(BootOutcome.Failed, result.Outcome);
        Assert.Contains(result.Violations, violation => violation.Invariant == Invariant.BootCompletes);
        Assert.Equal("late init", result.Phases[^1].Name);
    }

    // Expect the supervisor, which has heard of all disables but one, not to begin late init on any node.
    [Fact]
    public void A_lost_acknowledgement_keeps_late_init_from_beginning()
    {
        int disables = 0;
        var result = new BootRun
        {
            Filter = new Seen(message => message is SupervisorMessages.NodeStepDone { Step: BootStep.Disabled } && ++disables == 2),
        }.Run(FaultMachine.TwoSockets(InitPolicies.SingleWriter));

        Assert.Equal(2, disables);
        Assert.Equal(BootOutcome.Failed, result.Outcome);
        Assert.Equal("late init", result.Phases[^1].Name);
        Assert.Null(result.Report);
    }

    private static BootResult Lose<T>() =>
        FaultMachine.Run(FaultMachine.TwoSockets(InitPolicies.SingleWriter), new LostMessage(typeof(T)));

    private static IEnumerable<int> Numbers(int times) => new[] { 1, (times + 1) / 2, times }.Where(number => number > 0 && number <= times).Distinct();

    private static bool IsSeen(SoundBoot boot, LostMessage fault)
    {
        var result = FaultMachine.Run(boot.Request, fault);
        Assert.True(fault.IsLost, "the boot is another before the fault");
        return result.Outcome == BootOutcome.Booted ? Outcome.Told(result) != boot.Told : !result.BrokenClaims.IsEmpty;
    }

    private sealed class Seen(Predicate<object> isLost) : NumaBoot.Ordering.IDeliveryFilter
    {
        public object? Pass(in NumaBoot.Ordering.Delivery delivery) => isLost(Letter.ContentOf(delivery.Message)) ? null : delivery.Message;
    }
}
