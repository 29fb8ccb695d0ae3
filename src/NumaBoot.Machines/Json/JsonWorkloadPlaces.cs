using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>Finds the items of a workload in its JSON.</summary>
/// <param name="Programs">The programs.</param>
/// <param name="Root">Where they stand.</param>
internal sealed record JsonWorkloadPlaces(ImmutableArray<ProgramDocument> Programs, JsonPlace Root) : IWorkloadPlaces
{
    /// <inheritdoc />
    public string File => Root.File;

    /// <inheritdoc />
    public int LineOfWorkItem(int at) => ProgramDocuments.PlaceOf(Programs, at, Root).Line;
}
