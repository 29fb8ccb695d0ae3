using Akka.Actor.Setup;

namespace NumaBoot.Ordering;

/// <summary>How dispatchers and mailbox types, which Akka makes by name, learn whom they serve.</summary>
internal sealed class WorldSetup(OrderedEngine engine) : Setup
{
    /// <summary>The engine that starts the system; actors belong to the engine that runs when they are created.</summary>
    public OrderedEngine Engine { get; } = engine;
}
