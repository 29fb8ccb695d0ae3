using System.Diagnostics;

namespace NumaBoot.Simulation;

/// <summary>Who looks on while a boot runs. It leaves no mark in what happens: digest and report are the same without it.</summary>
public sealed record BootObservation
{
    /// <summary>Nobody looks on.</summary>
    public static BootObservation None { get; } = new();

    /// <summary>How the boot is traced; null for not.</summary>
    public TraceSettings? Tracing { get; init; }

    /// <summary>How closely its history is recorded; null for not at all. Only a boot that has virtual time has one.</summary>
    public HistorySettings? History { get; init; }

    /// <summary>Who hears its numbers; null for nobody.</summary>
    public IBootMeter? Meter { get; init; }

    /// <summary>The span of the boot, for a meter: what it has of traced requests leads there. Null where nothing is traced.</summary>
    public Activity? Span { get; init; }

    /// <summary>
    /// Whether blocks count only what began before all blocks have gone on (<see cref="LaneBlock.CountTo"/>). Lanes that are lost
    /// are computed again up to there without being counted, so that nothing is counted twice.
    /// </summary>
    public bool CountsLate { get; init; }
}
