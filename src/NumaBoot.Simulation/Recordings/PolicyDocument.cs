using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A policy that is no preset, in a replay file: all its choices.</summary>
internal sealed record PolicyDocument
{
    /// <summary><see cref="InitPolicy.Description"/>.</summary>
    public required string Description { get; init; }

    /// <summary><see cref="InitPolicy.BuiltEarly"/>.</summary>
    public required EarlyRule BuiltEarly { get; init; }

    /// <summary><see cref="InitPolicy.EarlyCount"/>.</summary>
    public required EarlyCountRule EarlyCount { get; init; }

    /// <summary><see cref="InitPolicy.EarlyStop"/>.</summary>
    public required EarlyStopRule EarlyStop { get; init; }

    /// <summary><see cref="InitPolicy.FreedLate"/>.</summary>
    public required FreedLateRule FreedLate { get; init; }

    /// <summary><see cref="InitPolicy.PageLists"/>.</summary>
    public required PageListRule PageLists { get; init; }

    /// <summary><see cref="InitPolicy.Asking"/>.</summary>
    public required AskRule Asking { get; init; }

    /// <summary><see cref="InitPolicy.Ticket"/>.</summary>
    public required TicketRule Ticket { get; init; }

    /// <summary><see cref="InitPolicy.PartialGrowth"/>.</summary>
    public required PartialGrowthRule PartialGrowth { get; init; }

    /// <summary><see cref="InitPolicy.Exhausted"/>.</summary>
    public required ExhaustedRule Exhausted { get; init; }

    /// <summary><see cref="InitPolicy.Walk"/>.</summary>
    public required GrowthWalk Walk { get; init; }

    /// <summary><see cref="InitPolicy.Frontier"/>.</summary>
    public required FrontierRule Frontier { get; init; }

    /// <summary><see cref="InitPolicy.AskedAfterClaim"/>.</summary>
    public required ClaimedRule AskedAfterClaim { get; init; }

    /// <summary><see cref="InitPolicy.AskedAfterDisable"/>.</summary>
    public required DisabledRule AskedAfterDisable { get; init; }

    /// <summary><see cref="InitPolicy.Disable"/>.</summary>
    public required DisableMoment Disable { get; init; }

    /// <summary><see cref="InitPolicy.Writer"/>.</summary>
    public required WriterScope Writer { get; init; }

    /// <summary><see cref="InitPolicy.InitJob"/>.</summary>
    public required InitJobRule InitJob { get; init; }

    /// <summary><see cref="InitPolicy.Interrupts"/>.</summary>
    public required InterruptRule Interrupts { get; init; }

    /// <summary><see cref="InitPolicy.Workers"/>.</summary>
    public required WorkerRule Workers { get; init; }

    /// <summary><see cref="InitPolicy.Claims"/>, by the names that reports print.</summary>
    public required ImmutableArray<string> Claims { get; init; }

    /// <summary>The document of a policy; null for a preset, of which the name is enough.</summary>
    public static PolicyDocument? Of(InitPolicy policy) => InitPolicies.Find(policy.Name) == policy ? null : new PolicyDocument
    {
        Description = policy.Description,
        BuiltEarly = policy.BuiltEarly,
        EarlyCount = policy.EarlyCount,
        EarlyStop = policy.EarlyStop,
        FreedLate = policy.FreedLate,
        PageLists = policy.PageLists,
        Asking = policy.Asking,
        Ticket = policy.Ticket,
        PartialGrowth = policy.PartialGrowth,
        Exhausted = policy.Exhausted,
        Walk = policy.Walk,
        Frontier = policy.Frontier,
        AskedAfterClaim = policy.AskedAfterClaim,
        AskedAfterDisable = policy.AskedAfterDisable,
        Disable = policy.Disable,
        Writer = policy.Writer,
        InitJob = policy.InitJob,
        Interrupts = policy.Interrupts,
        Workers = policy.Workers,
        Claims = [.. policy.Claims.Select(claim => claim.Name())],
    };

    /// <summary>The policy of a document.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="place">Where the document stands.</param>
    /// <exception cref="MachineInputException">It claims what is no invariant.</exception>
    public InitPolicy ToPolicy(string name, JsonPlace place) => new()
    {
        Name = name,
        Description = Description,
        BuiltEarly = BuiltEarly,
        EarlyCount = EarlyCount,
        EarlyStop = EarlyStop,
        FreedLate = FreedLate,
        PageLists = PageLists,
        Asking = Asking,
        Ticket = Ticket,
        PartialGrowth = PartialGrowth,
        Exhausted = Exhausted,
        Walk = Walk,
        Frontier = Frontier,
        AskedAfterClaim = AskedAfterClaim,
        AskedAfterDisable = AskedAfterDisable,
        Disable = Disable,
        Writer = Writer,
        InitJob = InitJob,
        Interrupts = Interrupts,
        Workers = Workers,
        Claims = [.. Claims.Select((claim, at) => Invariants.TryParse(claim, out var invariant)
            ? invariant
            : throw place.At("claims").At(at).Unexpected("the name of an invariant", PlainText.Quoted(claim)))],
    };
}
