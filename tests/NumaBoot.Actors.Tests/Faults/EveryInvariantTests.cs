using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>
/// Every invariant can fail: for each there is a boot of real actors, of which one is broken or lied to, or whose policy
/// is, that it catches, and the same boot without that in which it holds.
/// </summary>
public sealed class EveryInvariantTests
{
    private const int Schedules = 1_000;
    private const long SectionPages = 32768;

    private static readonly InitPolicy Ours = InitPolicies.SingleWriter;

    private static readonly SortedDictionary<Invariant, Breach> Breaches = new()
    {
        // A coordinator that believes in a frontier a section too low builds that section again.
        [Invariant.PageInitialisedOnce] = Lied(
            FaultMachine.TwoSockets(Ours),
            new ChangedMessage<CoordinatorMessages.MemoryMapBuilt>(map => map with { Frontier = map.Frontier - SectionPages })),

        // A zone frees one page more than was built for it.
        [Invariant.PageFreedOnce] = Lied(
            FaultMachine.TwoSockets(Ours),
            new ChangedMessage<ZoneMessages.AddPages>(add => add with { Frames = add.Frames.SetItem(0, add.Frames[0] with { Start = add.Frames[0].Start - 1 }) })),

        // A CPU gives back what its neighbour holds.
        [Invariant.OneOwner] = Lied(
            FaultMachine.TwoSockets(Ours), new ChangedMessage<ZoneMessages.GivePages>(give => give with { Cpu = give.Cpu - 1 })),

        // A page is lost between a zone and a CPU.
        [Invariant.PagesConserved] = Lied(
            FaultMachine.TwoSockets(Ours),
            new ChangedMessage<CpuMessages.TakeAnswered>(answer => answer with { Frames = answer.Frames.SetItem(0, answer.Frames[0] with { Start = answer.Frames[0].Start + 1 }) })),

        // The third growth of a node trusts the ticket of the first.
        [Invariant.FrontierForward] = Lied(
            Tiny(MuseumPolicies.StaleTicket, Sections(0, 3)),
            new ChangedMessage<CoordinatorMessages.AskToGrow>(ask => ask with { Ticket = 8 }, ask => ask.Ticket == 24)),

        // A coordinator that believes in a frontier a section too high passes that section over.
        [Invariant.FrontierTrue] = Lied(
            FaultMachine.TwoSockets(Ours),
            new ChangedMessage<CoordinatorMessages.MemoryMapBuilt>(map => map with { Frontier = map.Frontier + SectionPages })),

        // Normal runs short, the coordinator hears that it is DMA32, and that one does not say that it need not grow.
        [Invariant.LastZoneGrows] = Lied(FaultMachine.TwoSockets(Ours), new WrongZone()),

        // Growth is disabled first, but the coordinator does not look at that.
        [Invariant.NoGrowthAfterDisable] = Policy(
            InitPolicies.V58 with { Disable = DisableMoment.BeforeFanOut }, InitPolicies.V58, "tiny"),

        // A section for each racer.
        [Invariant.NoExcessGrowth] = Policy(MuseumPolicies.PerRacer, InitPolicies.V417, "tiny-pages"),

        // A node is let into late init although the other has not acknowledged.
        [Invariant.FanOutAfterAcknowledge] = Lied(
            FaultMachine.TwoSockets(Ours), new ChangedMessage<NodeMessages.DisableDeferredPages>(_ => new NodeMessages.StartLateInit())),

        // A node hears that a range is done, and then, instead of its start, that all is.
        [Invariant.NodeDoneOnce] = Lied(
            FaultMachine.Tiny2(Ours),
            new ChangedMessage<NodeMessages.DoWork>(_ => new NodeMessages.RangeReady(0, 0), work => work.Phase == WorkPhase.Running)),

        // A zone that was refused takes as if it had been let.
        [Invariant.WatermarkRespected] = Lied(
            FaultMachine.Tiny2(InitPolicies.V417) with { TakesSnapshots = false },
            new ChangedMessage<ZoneMessages.GrowAnswered>(answer => answer with { Grew = true }, answer => !answer.Grew)),

        // The handler of an interrupt wants the writer that its own CPU holds.
        [Invariant.NoSelfWait] = new(() => Interrupted(MuseumPolicies.SelfWait), () => Interrupted(InitPolicies.V3)),

        // A zone hears a request twice.
        [Invariant.AnsweredOnce] = Lied(FaultMachine.TwoSockets(Ours), new RepeatedMessage<ZoneMessages.TakePages>()),

        // The supervisor hears one node twice and the other never.
        [Invariant.BootCompletes] = Lied(
            FaultMachine.TwoSockets(Ours),
            new ChangedMessage<SupervisorMessages.NodeStepDone>(done => done with { Nid = 0 }, done => done is { Nid: 1, Step: BootStep.Disabled })),

        // Growth is refused while nearly all memory is still to come.
        [Invariant.NoNeedlessFailure] = Policy(MuseumPolicies.DisableWindow, InitPolicies.V417, "tiny"),

        // A node is left although it has just been filled.
        [Invariant.NoNeedlessRemote] = Policy(MuseumPolicies.LateTicket, MuseumPolicies.LateTicketMended, "tiny2"),

        // A zone hears of a frontier where all is built, and passes over what lies behind.
        [Invariant.NoPageLost] = Lied(FaultMachine.FreeingLate(Ours), new ChangedMessage<ZoneMessages.FreeLate>(late => late with { Frontier = 0 })),
    };

    public static TheoryData<Invariant> All => [.. Invariants.All];

    // Expect an invariant without a breach to be noticed here, and not when somebody relies on it.
    [Fact]
    public void Every_invariant_has_a_breach() => Assert.Equal(Invariants.All, Breaches.Keys);

    // Expect it to break where somebody is broken.
    [Theory]
    [MemberData(nameof(All))]
    public void A_breach_is_caught(Invariant invariant) => Assert.Contains(invariant, Breaches[invariant].Broken());

    // Expect it to hold in the same boot where nobody is: what was caught is the breach.
    [Theory]
    [MemberData(nameof(All))]
    public void The_same_boot_holds_without_it(Invariant invariant) => Assert.DoesNotContain(invariant, Breaches[invariant].Sound());

    private static Breach Lied(BootRequest request, IDeliveryFilter lie) =>
        new(() => Violated(FaultMachine.Run(request, lie)), () => Violated(FaultMachine.Run(request)));

    private static Breach Policy(InitPolicy broken, InitPolicy sound, string machine) =>
        new(() => Found(broken, machine), () => Found(sound, machine));

    private static ImmutableArray<Invariant> Violated(BootResult result) => [.. result.Violations.Select(violation => violation.Invariant)];

    private static ImmutableArray<Invariant> Found(InitPolicy policy, string machine)
    {
        var spec = MachineReader.Read(machine);
        var request = new BootRequest(spec, policy, spec.OwnWorkload!) { TakesSnapshots = false };
        var found = new SeedSearch(() => new BootSubject(request), Chooser) { KeepsGoing = true }.Run(1, Schedules).Failures;
        return [.. Invariants.All.Where(invariant => found.Any(failure => failure.Failure.Name == invariant.Name()))];
    }

    private static ImmutableArray<Invariant> Interrupted(InitPolicy policy)
    {
        var spec = MachineReader.Read("tiny");
        var choosers = new BootChoosers(
            new BootRequest(spec, policy, spec.OwnWorkload!) { TakesSnapshots = false }, new DisturbanceCounts { Interrupts = 1 });
        var found = new SeedSearch(() => choosers.MakeSubject(), choosers.Random) { KeepsGoing = true }.Run(1, Schedules).Failures;
        return [.. Invariants.All.Where(invariant => found.Any(failure => failure.Failure.Name == invariant.Name()))];
    }

    private static IChooser Chooser(long seed) =>
        new RandomChooser(seed, new LateInitHold(new RandomStream(seed, purpose: 1).Below(100)));

    private static BootRequest Tiny(InitPolicy policy, ImmutableArray<WorkItem> running)
    {
        var machine = MachineReader.Read("tiny") with { LateInitAfterNs = 20_000 };
        var work = new Workload([.. machine.OwnWorkload!.Items.Where(item => item.Phase != WorkPhase.Running), .. running]);
        return new BootRequest(machine, policy, work) { TakesSnapshots = false };
    }

    private static ImmutableArray<WorkItem> Sections(int cpu, int count) =>
        [.. Enumerable.Repeat(BuiltInMachines.Tiny.OwnWorkload!.Items[^1] with { Cpu = cpu }, count)];

    private sealed record Breach(Func<ImmutableArray<Invariant>> Broken, Func<ImmutableArray<Invariant>> Sound);

    /// <summary>Lets a coordinator hear of DMA32 where Normal asks, and of a yes where DMA32 says no.</summary>
    private sealed class WrongZone : IDeliveryFilter
    {
        private RequestId? _ask;

        public object? Pass(in Delivery delivery)
        {
            switch (delivery.Message)
            {
                case CoordinatorMessages.AskToGrow ask when _ask is null:
                    _ask = ask.Ask;
                    return ask with { Zone = ask.Zone with { Kind = ZoneKind.Dma32 } };
                case CoordinatorMessages.DeclineGrowth decline when decline.Ask == _ask:
                    return new CoordinatorMessages.ConfirmGrowth(decline.Ask);
                default:
                    return delivery.Message;
            }
        }
    }
}
