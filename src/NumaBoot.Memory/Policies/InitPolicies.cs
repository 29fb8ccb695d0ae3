using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>The presets: what kernels did, from before the seed patch to 6.1, and the design that this project is about.</summary>
public static class InitPolicies
{
    private static readonly ImmutableArray<Invariant> EveryInvariant = Invariants.All;

    /// <summary>Everything is built at once by the boot CPU (no <c>CONFIG_DEFERRED_STRUCT_PAGE_INIT</c>).</summary>
    public static InitPolicy Eager { get; } = new()
    {
        Name = "eager",
        Description = "all pages are built by the boot CPU before the allocator starts",
        BuiltEarly = EarlyRule.Everything,
        EarlyCount = EarlyCountRule.PerZone,
        EarlyStop = EarlyStopRule.ByZone,
        FreedLate = FreedLateRule.SkipsDeferred,
        PageLists = PageListRule.WithWatermarks,
        Asking = AskRule.EachRequest,
        Ticket = TicketRule.ReadByTheWriter,
        PartialGrowth = PartialGrowthRule.Success,
        Exhausted = ExhaustedRule.Refused,
        Walk = GrowthWalk.RangeBySections,
        Frontier = FrontierRule.NextFreeFrame,
        AskedAfterClaim = ClaimedRule.Refused,
        AskedAfterDisable = DisabledRule.Refused,
        Disable = DisableMoment.BeforeFanOut,
        Writer = WriterScope.Machine,
        InitJob = InitJobRule.ClaimsAndLetsGo,
        Interrupts = InterruptRule.Closed,
        Workers = WorkerRule.OnePerNode,
        Claims = EveryInvariant,
    };

    /// <summary>
    /// Before the seed patch: a fixed reserve, then nothing until late init (4.12 to 4.16; <see cref="FieldPolicies"/> has
    /// the reserves before it).
    /// </summary>
    public static InitPolicy StaticReserve { get; } = Eager with
    {
        Name = "static-reserve",
        Description = "2 GiB or node/256 is built early, the rest in late init; a node that runs out in between fails",
        BuiltEarly = EarlyRule.StaticReserve,
        Claims = Without(Invariant.NoPageLost, Invariant.NoNeedlessFailure, Invariant.NoNeedlessRemote),
    };

    /// <summary>The seed patch, to the letter.</summary>
    public static InitPolicy V1 { get; } = StaticReserve with
    {
        Name = "v1",
        Description = "the seed patch: grow by a section on demand, from a ticket that nobody checks",
        BuiltEarly = EarlyRule.OneSection,
        Ticket = TicketRule.Trusted,
        PartialGrowth = PartialGrowthRule.Failure,
        Interrupts = InterruptRule.Open,
        Claims = Without(
            Invariant.PageInitialisedOnce, Invariant.PageFreedOnce, Invariant.OneOwner, Invariant.PagesConserved, Invariant.NoPageLost,
            Invariant.FrontierForward, Invariant.FrontierTrue, Invariant.NoExcessGrowth, Invariant.NoSelfWait,
            Invariant.BootCompletes, Invariant.AnsweredOnce, Invariant.WatermarkRespected,
            Invariant.NoNeedlessFailure, Invariant.NoNeedlessRemote),
    };

    /// <summary>The third posting: the writer reads the frontier under the lock, with interrupts off.</summary>
    public static InitPolicy V3 { get; } = V1 with
    {
        Name = "v3",
        Description = "the frontier is read under the lock: never built twice, but one section for each racer",
        Ticket = TicketRule.ReadByTheWriter,
        Interrupts = InterruptRule.Closed,
        Claims = Without(Invariant.NoPageLost, Invariant.NoExcessGrowth, Invariant.NoNeedlessFailure, Invariant.NoNeedlessRemote),
    };

    /// <summary>As merged in Linux 4.17: one lock a node, a ticket that is compared, held until the node is done.</summary>
    public static InitPolicy V417 { get; } = V3 with
    {
        Name = "v4.17",
        Description = "as merged: a compared ticket, a lock per node that an init job holds until its node is done",
        Ticket = TicketRule.ComparedByTheWriter,
        PartialGrowth = PartialGrowthRule.Success,
        AskedAfterDisable = DisabledRule.TryAgain,
        Disable = DisableMoment.AfterAllNodes,
        Writer = WriterScope.Node,
        InitJob = InitJobRule.HoldsTheWriter,
        Claims = Without(Invariant.NoPageLost, Invariant.NoExcessGrowth, Invariant.NoNeedlessFailure, Invariant.NoNeedlessRemote),
    };

    /// <summary>Linux 5.8: the init job lets go of the lock, many workers a node; the window of v1 is open again.</summary>
    public static InitPolicy V58 { get; } = V417 with
    {
        Name = "v5.8",
        Description = "an init job claims the rest and lets go, many workers a node; requests in that window are refused",
        EarlyCount = EarlyCountRule.AnewInEachZone,
        Exhausted = ExhaustedRule.TrueOnce,
        Walk = GrowthWalk.MaxOrderBlocks,
        AskedAfterDisable = DisabledRule.NotChecked,
        InitJob = InitJobRule.ClaimsAndLetsGo,
        Workers = WorkerRule.OnePerCpu,
    };

    /// <summary>Linux 6.1, the kernel of the recorded boots.</summary>
    public static InitPolicy V61 { get; } = V58 with
    {
        Name = "v6.1",
        Description = "Linux 6.1, the kernel of the recorded boots",
    };

    /// <summary>
    /// The seed's design with an actor in place of the lock: a zone asks once for all that wait in it, and who comes
    /// late waits for the pages that are under way. No order of messages breaks an invariant.
    /// </summary>
    public static InitPolicy SingleWriter { get; } = V61 with
    {
        Name = "single-writer",
        Description = "the seed's design with a coordinator in place of the lock; who comes late waits for pages under way",
        Asking = AskRule.OncePerZone,
        Ticket = TicketRule.None,
        Exhausted = ExhaustedRule.Refused,
        AskedAfterClaim = ClaimedRule.Waits,
        AskedAfterDisable = DisabledRule.Waits,
        Disable = DisableMoment.BeforeFanOut,
        FreedLate = FreedLateRule.AfterLateInit,
        Claims = EveryInvariant,
    };

    /// <summary>All presets, oldest first, the default last.</summary>
    public static ImmutableArray<InitPolicy> All { get; } = [Eager, StaticReserve, V1, V3, V417, V58, V61, SingleWriter];

    /// <summary>The policy of a run that names none.</summary>
    public static InitPolicy Default => SingleWriter;

    /// <summary>The preset of that name, of a kernel, of <see cref="MuseumPolicies"/> or of <see cref="FieldPolicies"/>; null where there is none.</summary>
    public static InitPolicy? Find(string name) =>
        All.Concat(MuseumPolicies.All).Concat(FieldPolicies.All)
            .FirstOrDefault(policy => string.Equals(policy.Name, name, StringComparison.OrdinalIgnoreCase));

    private static ImmutableArray<Invariant> Without(params Invariant[] broken) => [.. EveryInvariant.Except(broken)];
}
