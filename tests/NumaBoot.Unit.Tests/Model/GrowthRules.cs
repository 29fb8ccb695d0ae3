namespace NumaBoot.Unit.Tests.Model;

/// <summary>
/// What tells one policy from another as far as a tiny machine can show it: there each growth is one whole section, so
/// how far it walks and what it answers when it falls short make no difference.
/// </summary>
internal sealed record GrowthRules
{
    public bool ReadsTicket { get; init; }

    public bool ComparesTicket { get; init; }

    public bool HasWriterPerNode { get; init; }

    /// <summary>The disable comes before the init jobs; otherwise after all of them.</summary>
    public bool DisablesFirst { get; init; }

    /// <summary>What the writer answers after the disable; null where it does not look.</summary>
    public bool? OnceDisabled { get; init; }

    public bool JobHoldsWriter { get; init; }

    public bool HasWorkerPerCpu { get; init; }

    public bool AsksOncePerZone { get; init; }

    /// <summary>Who asks after the claim or the disable waits while pages are missing; only then is the above said.</summary>
    public bool WaitsForPages { get; init; }

    /// <summary>Nothing left is answered with "look again", for ever (the 5.2 fault).</summary>
    public bool NeverGivesUp { get; init; }

    public static GrowthRules Of(string policy) => policy switch
    {
        "v1" => new() { ReadsTicket = true, DisablesFirst = true, OnceDisabled = false },
        "v3" => Of("v1") with { ReadsTicket = false },
        "v4.17" => new() { ReadsTicket = true, ComparesTicket = true, HasWriterPerNode = true, OnceDisabled = true, JobHoldsWriter = true },
        "v5.8" => Of("v4.17") with { OnceDisabled = null, JobHoldsWriter = false, HasWorkerPerCpu = true },
        "single-writer" => Of("v3") with { HasWriterPerNode = true, HasWorkerPerCpu = true, AsksOncePerZone = true, WaitsForPages = true },
        _ => throw new ArgumentException($"There is no model of policy '{policy}'.", nameof(policy)),
    };
}
