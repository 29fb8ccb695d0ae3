namespace NumaBoot.Simulation;

/// <summary>Who looks on while a boot runs. It leaves no mark in what happens: digest and report are the same without it.</summary>
public sealed record BootObservation
{
    /// <summary>Nobody looks on.</summary>
    public static BootObservation None { get; } = new();

    /// <summary>How the boot is traced; null for not.</summary>
    public TraceSettings? Tracing { get; init; }
}
