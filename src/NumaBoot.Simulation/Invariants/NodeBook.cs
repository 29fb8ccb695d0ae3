using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What the ledger knows of a node.</summary>
internal sealed class NodeBook
{
    public long Frontier { get; set; } = Memory.Frontier.None;

    public bool IsClaimed { get; set; }

    public bool HasAcknowledged { get; set; }

    public int TimesDone { get; set; }

    public ZoneBook? LastZone { get; init; }

    public required ZoneKind? LastKind { get; init; }
}
