namespace NumaBoot.Machines;

/// <summary>The sizes of a machine in JSON.</summary>
internal sealed record GeometryDocument
{
    /// <summary>The order of the largest block.</summary>
    public required int MaxOrder { get; init; }

    /// <summary>Pages of a section.</summary>
    public required long SectionPages { get; init; }

    /// <summary>The order of a pageblock.</summary>
    public required int PageblockOrder { get; init; }
}
