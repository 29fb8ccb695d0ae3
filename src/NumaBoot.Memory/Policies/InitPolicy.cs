using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// How memory is initialised, as independent choices. A kernel version is a preset of them (<see cref="InitPolicies"/>),
/// and each historical fault is one choice away from its mended twin.
/// </summary>
public sealed record InitPolicy
{
    /// <summary>The name of the preset, as <c>--policy</c> takes it.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>How much is built before the allocator starts.</summary>
    public required EarlyRule BuiltEarly { get; init; }

    /// <summary>How that is counted.</summary>
    public required EarlyCountRule EarlyCount { get; init; }

    /// <summary>What must reach the end of the node before anything is left out.</summary>
    public required EarlyStopRule EarlyStop { get; init; }

    /// <summary>What becomes of memory that memblock frees after its hand-over.</summary>
    public required FreedLateRule FreedLate { get; init; }

    /// <summary>How often page lists get their size.</summary>
    public required PageListRule PageLists { get; init; }

    /// <summary>Who asks for growth.</summary>
    public required AskRule Asking { get; init; }

    /// <summary>What becomes of the ticket.</summary>
    public required TicketRule Ticket { get; init; }

    /// <summary>What a growth answers that fell short.</summary>
    public required PartialGrowthRule PartialGrowth { get; init; }

    /// <summary>What a growth answers that found nothing.</summary>
    public required ExhaustedRule Exhausted { get; init; }

    /// <summary>How a growth walks over the free ranges.</summary>
    public required GrowthWalk Walk { get; init; }

    /// <summary>Where the frontier lies afterwards.</summary>
    public required FrontierRule Frontier { get; init; }

    /// <summary>What is answered after an init job claimed the rest.</summary>
    public required ClaimedRule AskedAfterClaim { get; init; }

    /// <summary>What is answered after growth was disabled.</summary>
    public required DisabledRule AskedAfterDisable { get; init; }

    /// <summary>When growth is disabled.</summary>
    public required DisableMoment Disable { get; init; }

    /// <summary>How many writers there are.</summary>
    public required WriterScope Writer { get; init; }

    /// <summary>How an init job and the writer get along.</summary>
    public required InitJobRule InitJob { get; init; }

    /// <summary>Whether interrupts arrive while a CPU works as the writer.</summary>
    public required InterruptRule Interrupts { get; init; }

    /// <summary>How many workers an init job has.</summary>
    public required WorkerRule Workers { get; init; }

    /// <summary>
    /// The invariants that hold under this policy in every order of messages, as its documentation says. Others may
    /// break in some orders: that is what exploration is for.
    /// </summary>
    public required ImmutableArray<Invariant> Claims { get; init; }

    /// <summary>Whether a zone that runs short can grow at all before late init.</summary>
    public bool GrowsOnDemand => BuiltEarly == EarlyRule.OneSection;
}
