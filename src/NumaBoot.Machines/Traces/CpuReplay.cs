namespace NumaBoot.Machines;

/// <summary>What one CPU does when a recording is replayed.</summary>
/// <param name="cpu">Its number.</param>
internal sealed class CpuReplay(int cpu)
{
    /// <summary>Its number.</summary>
    public int Cpu { get; } = cpu;

    /// <summary>Its items in their order.</summary>
    public List<WorkItem> Items { get; } = [];

    /// <summary>Up to when its pauses have brought it, in nanoseconds from the moment on that all CPUs run.</summary>
    public long AtNs { get; set; }
}
