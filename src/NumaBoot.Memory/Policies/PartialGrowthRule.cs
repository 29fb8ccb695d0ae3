namespace NumaBoot.Memory;

/// <summary>What a growth answers that built fewer pages than it wanted.</summary>
public enum PartialGrowthRule
{
    /// <summary>No: the caller goes elsewhere although pages were added (v1).</summary>
    Failure,

    /// <summary>Yes.</summary>
    Success,
}
