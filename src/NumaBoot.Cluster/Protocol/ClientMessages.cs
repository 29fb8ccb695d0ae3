using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What whoever wants a run is told.</summary>
public static class ClientMessages
{
    /// <summary>The run is under way.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="State">How it is.</param>
    /// <param name="Progress">How far it has come; null before its first window.</param>
    /// <param name="Horizons">How many windows of time there were.</param>
    /// <param name="Members">How many members have a block of it.</param>
    /// <param name="Recoveries">How often something was lost and recomputed.</param>
    public sealed record RunStatus(string RunId, RunState State, BootProgress? Progress, long Horizons, int Members, int Recoveries) : IWireMessage;

    /// <summary>The run is over.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Ending">What came of it.</param>
    /// <param name="Members">How many members had a block of it at the end.</param>
    /// <param name="Recoveries">How often something was lost and recomputed.</param>
    public sealed record RunEnded(string RunId, RunEnding Ending, int Members, int Recoveries) : IWireMessage;

    /// <summary>There will be no such run.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Why">Why, in one line.</param>
    public sealed record RunRefused(string RunId, string Why) : IWireMessage;

    /// <summary>Nobody here knows the run.</summary>
    /// <param name="RunId">The run.</param>
    public sealed record RunUnknown(string RunId) : IWireMessage;
}
