namespace NumaBoot.Telemetry;

/// <summary>What can be exported.</summary>
public enum TelemetrySignal
{
    /// <summary>Spans.</summary>
    Traces,

    /// <summary>Series.</summary>
    Metrics,

    /// <summary>Log records.</summary>
    Logs,
}
