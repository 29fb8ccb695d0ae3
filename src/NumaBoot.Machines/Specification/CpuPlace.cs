namespace NumaBoot.Machines;

/// <summary>A CPU and the node it lives on.</summary>
/// <param name="Cpu">Its number.</param>
/// <param name="Nid">Its home node (<c>cpu_to_node</c>).</param>
public readonly record struct CpuPlace(int Cpu, int Nid);
