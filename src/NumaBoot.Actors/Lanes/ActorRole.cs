namespace NumaBoot.Actors;

/// <summary>What an actor of a boot is.</summary>
public enum ActorRole
{
    /// <summary>The boot supervisor, one a machine.</summary>
    Supervisor,

    /// <summary>A node.</summary>
    Node,

    /// <summary>A grow coordinator: of a node, or with node -1 of the machine.</summary>
    Coordinator,

    /// <summary>A zone; its index is the zone's.</summary>
    Zone,

    /// <summary>A CPU; its index is its number.</summary>
    Cpu,

    /// <summary>A worker of a node's late init.</summary>
    Worker,
}
