namespace NumaBoot.Simulation;

/// <summary>How a boot ended.</summary>
public enum BootOutcome
{
    /// <summary>The machine is up.</summary>
    Booted,

    /// <summary>A required allocation failed, or nothing moved any more.</summary>
    Failed,

    /// <summary>Somebody stopped it on the way.</summary>
    Interrupted,
}
