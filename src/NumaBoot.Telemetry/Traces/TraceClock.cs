namespace NumaBoot.Telemetry;

/// <summary>Whose time the spans of a boot have; the other one is among their attributes.</summary>
public enum TraceClock
{
    /// <summary>When the simulator did it.</summary>
    Real,

    /// <summary>When it was in the simulated boot, from the moment at which the simulator began.</summary>
    Virtual,
}
