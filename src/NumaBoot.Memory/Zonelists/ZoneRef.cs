namespace NumaBoot.Memory;

/// <summary>Which zone of which node.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Kind">The zone.</param>
public readonly record struct ZoneRef(int Nid, ZoneKind Kind)
{
    /// <inheritdoc />
    public override string ToString() => $"{Nid}:{Kind.Name()}";
}
