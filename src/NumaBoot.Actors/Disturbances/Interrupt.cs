namespace NumaBoot.Actors;

/// <summary>An interrupt on a CPU whose handler allocates one block (<c>GFP_ATOMIC</c>), once all CPUs run.</summary>
/// <param name="Cpu">Where it comes.</param>
/// <param name="Order">log2 of the block's pages.</param>
/// <param name="From">Before which choice of the schedule it is held back, where an order of choice decides.</param>
public sealed record Interrupt(int Cpu, int Order, long From) : Disturbance;
