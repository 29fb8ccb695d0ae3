using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Where the parts of a machine stand in the text that it was read from; line 0 where nobody knows.</summary>
internal interface IMachinePlaces : IWorkloadPlaces
{
    /// <summary>The line of a node, one of the machine's own.</summary>
    int LineOf(NodeSpec node);

    /// <summary>The line of a region of memory.</summary>
    int LineOf(MemblockRegion memory);

    /// <summary>The line of a region that is freed late.</summary>
    int LineOfFreedLate(MemblockRegion region);

    /// <summary>The line of a CPU's home.</summary>
    int LineOf(CpuPlace home);
}
