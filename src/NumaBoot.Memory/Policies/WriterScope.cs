namespace NumaBoot.Memory;

/// <summary>How many writers there are.</summary>
public enum WriterScope
{
    /// <summary>One for the whole machine (a global lock).</summary>
    Machine,

    /// <summary>One per node (its own lock).</summary>
    Node,
}
