namespace NumaBoot.Simulation;

/// <summary>What is known of a node at a point of a story.</summary>
internal sealed class StoryNode
{
    /// <summary>Its frontier; none before the memory map stands.</summary>
    public long Frontier { get; set; } = Memory.Frontier.None;

    /// <summary>Whether the writer has turned growth off.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Where an init job claimed the rest from; null before.</summary>
    public long? ClaimedFrom { get; set; }

    /// <summary>Whether late init is over.</summary>
    public bool IsDone { get; set; }
}
