namespace NumaBoot.Machines;

/// <summary>What a workload item does.</summary>
public enum WorkKind
{
    /// <summary>Takes pages.</summary>
    Allocate,

    /// <summary>Gives back what the CPU holds under the item's label.</summary>
    Free,

    /// <summary>Lets time pass.</summary>
    Compute,
}
