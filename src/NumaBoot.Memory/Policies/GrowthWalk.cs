namespace NumaBoot.Memory;

/// <summary>How a growth walks over the free ranges.</summary>
public enum GrowthWalk
{
    /// <summary>Range by range, to a section boundary at least one section ahead or to the range's end (up to 5.1).</summary>
    RangeBySections,

    /// <summary>Block by block of the largest order, until a section boundary is crossed with enough built (5.2 on).</summary>
    MaxOrderBlocks,
}
