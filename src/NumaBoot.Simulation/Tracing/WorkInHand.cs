namespace NumaBoot.Simulation;

/// <summary>What an init worker does at the moment. Touched only while that worker handles a message.</summary>
/// <param name="startNs">Since when, in nanoseconds of virtual time.</param>
internal sealed class WorkInHand(long startNs)
{
    /// <summary>Since when, in nanoseconds of virtual time.</summary>
    public long StartNs { get; } = startNs;

    /// <summary>Pages that it initialised.</summary>
    public long Pages { get; set; }

    /// <summary>In how many chunks.</summary>
    public long Chunks { get; set; }
}
