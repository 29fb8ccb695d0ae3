namespace NumaBoot.Simulation;

/// <summary>How a boot is traced.</summary>
/// <param name="Share">
/// Which share of the CPUs' requests for pages is traced, from 0 to 1. Whether a request is among them follows from its id;
/// one that makes a zone grow always is.
/// </param>
/// <param name="Clock">The clock of the world; null where only virtual time is wanted.</param>
/// <param name="HasWork">Whether the work of each init worker is recorded, too.</param>
public sealed record TraceSettings(double Share, TimeProvider? Clock = null, bool HasWork = false)
{
    /// <summary>How many allocations are traced at the most: they have to fit into one message between members.</summary>
    public const int MostAllocations = 50_000;

    /// <summary>How often the work of an init worker is recorded at the most: once for each CPU of the largest machine, and half as often again.</summary>
    public const int MostWork = 400_000;
}
