namespace NumaBoot.Memory;

/// <summary>How many workers an init job has.</summary>
public enum WorkerRule
{
    /// <summary>One.</summary>
    OnePerNode,

    /// <summary>Up to one per CPU of the node, with padata's chunks, from padata's shared pool (5.8 on).</summary>
    OnePerCpu,
}
