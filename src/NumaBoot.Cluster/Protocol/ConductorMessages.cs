using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>What the conductor is told by whoever wants a run.</summary>
public static class ConductorMessages
{
    /// <summary>Run this. Asked again with the same id it is the same run.</summary>
    /// <param name="RunId">What the run is called; its client made it up.</param>
    /// <param name="Request">What to run.</param>
    /// <param name="Tracing">How it is to be traced; null for not.</param>
    /// <param name="History">How closely its history is to be recorded; null for not at all.</param>
    public sealed record SubmitRun(string RunId, BootRequest Request, TracingWish? Tracing = null, HistorySettings? History = null) : IWireMessage;

    /// <summary>How is it?</summary>
    /// <param name="RunId">The run.</param>
    public sealed record AskRun(string RunId) : IWireMessage;

    /// <summary>End it; what was found so far is the answer.</summary>
    /// <param name="RunId">The run.</param>
    public sealed record CancelRun(string RunId) : IWireMessage;
}
