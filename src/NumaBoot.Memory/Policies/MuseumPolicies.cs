using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// Historical faults, one by one: each is a preset that differs from its mended twin in one choice. Twins that no kernel
/// was are here too.
/// </summary>
public static class MuseumPolicies
{
    /// <summary>A ticket that nobody checks: two CPUs build the same section.</summary>
    public static InitPolicy StaleTicket { get; } = InitPolicies.V3 with
    {
        Name = "v1-stale-ticket",
        Description = "v3 with v1's trusted ticket: who read the frontier before others grew builds their section again",
        Ticket = TicketRule.Trusted,
        Claims = [.. InitPolicies.V1.Claims, Invariant.NoSelfWait],
    };

    /// <summary>The same ticket, held for two growths of somebody else.</summary>
    public static InitPolicy FrontierBack { get; } = StaleTicket with
    {
        Name = "v1-frontier-back",
        Description = "v3 with v1's trusted ticket: who held it through two growths of others moves the frontier back",
    };

    /// <summary>A growth that adds fewer pages than it wanted says no.</summary>
    public static InitPolicy PartialGrowth { get; } = InitPolicies.V417 with
    {
        Name = "v1-partial-growth",
        Description = "v4.17 with v1's answer to a growth that fell short: no, although pages were added",
        PartialGrowth = PartialGrowthRule.Failure,
    };

    /// <summary>Growth is off before the init jobs have built what it would have.</summary>
    public static InitPolicy DisableWindow { get; } = InitPolicies.V417 with
    {
        Name = "v1-disable-window",
        Description = "v4.17 with v1's disable before the fan-out: between the two nothing grows and nothing is built",
        Disable = DisableMoment.BeforeFanOut,
    };

    /// <summary>An interrupt on the writer's own CPU wants the writer.</summary>
    public static InitPolicy SelfWait { get; } = InitPolicies.V3 with
    {
        Name = "v1-self-wait",
        Description = "v3 with v1's interrupts left on under the lock: a handler that has to grow waits for its own CPU",
        Interrupts = InterruptRule.Open,
        Claims = Without(InitPolicies.V3, Invariant.NoSelfWait, Invariant.AnsweredOnce, Invariant.BootCompletes),
    };

    /// <summary>Nobody looks whether somebody else has grown meanwhile.</summary>
    public static InitPolicy PerRacer { get; } = InitPolicies.V417 with
    {
        Name = "v3-per-racer",
        Description = "v4.17 with v3's frontier read under the lock and compared with nothing: a section for each racer",
        Ticket = TicketRule.ReadByTheWriter,
    };

    /// <summary>As merged; who reads the ticket after the claim is refused although the zone has just been filled.</summary>
    public static InitPolicy LateTicket { get; } = InitPolicies.V417 with
    {
        Name = "v4.17-late-ticket",
        Description = "v4.17: who reads its ticket after the claim waits until the node is done, and then leaves it",
    };

    /// <summary>Its twin: who was told no looks once more before it leaves.</summary>
    public static InitPolicy LateTicketMended { get; } = InitPolicies.V417 with
    {
        Name = "v4.17-waits",
        Description = "v4.17 where who asks after the claim gets pages that came meanwhile",
        AskedAfterClaim = ClaimedRule.Waits,
    };

    /// <summary>5.2 with its mend: a growth that finds nothing says yes once.</summary>
    public static InitPolicy V52 { get; } = InitPolicies.V417 with
    {
        Name = "v5.2",
        Description = "Linux 5.2: pages are built in blocks of the largest order; a growth that finds nothing says yes once",
        Walk = GrowthWalk.MaxOrderBlocks,
        Exhausted = ExhaustedRule.TrueOnce,
    };

    /// <summary>5.2 before its mend: a growth that finds nothing says yes for ever.</summary>
    public static InitPolicy EndlessGrowth { get; } = V52 with
    {
        Name = "v5.2-endless-growth",
        Description = "v5.2 before its mend: a growth that finds nothing says yes, for ever",
        Exhausted = ExhaustedRule.TrueForEver,
        Claims = Without(V52, Invariant.BootCompletes, Invariant.AnsweredOnce),
    };

    /// <summary>The init job claims and lets go, so that the window of v1 is open again.</summary>
    public static InitPolicy ReopenedWindow { get; } = InitPolicies.V58 with
    {
        Name = "v5.8-window",
        Description = "v5.8: who asks while the init job builds is refused at once",
    };

    /// <summary>Its twin: who asks in the window waits for pages under way.</summary>
    public static InitPolicy ReopenedWindowMended { get; } = InitPolicies.V58 with
    {
        Name = "v5.8-waits",
        Description = "v5.8 where who asks while the init job builds waits for its pages",
        AskedAfterClaim = ClaimedRule.Waits,
    };

    /// <summary>The frontier is rounded up to a section that the node need not reach.</summary>
    public static InitPolicy BeyondNode { get; } = InitPolicies.V61 with
    {
        Name = "v6.18-beyond-node",
        Description = "v6.1 with 6.18's frontier, rounded up to a section: it may lie beyond the node",
        Frontier = FrontierRule.RoundedUpToSection,
        Claims = Without(InitPolicies.V61, Invariant.FrontierTrue),
    };

    /// <summary>All of them, the faults in the order of history, then the twins that no kernel was.</summary>
    public static ImmutableArray<InitPolicy> All { get; } =
    [
        StaleTicket, FrontierBack, PartialGrowth, DisableWindow, SelfWait, PerRacer, LateTicket, EndlessGrowth, ReopenedWindow,
        BeyondNode, LateTicketMended, V52, ReopenedWindowMended,
    ];

    private static ImmutableArray<Invariant> Without(InitPolicy policy, params Invariant[] broken) => [.. policy.Claims.Except(broken)];
}
