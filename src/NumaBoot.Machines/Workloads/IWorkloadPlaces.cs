namespace NumaBoot.Machines;

/// <summary>Where the items of a workload stand in the text that it was read from; line 0 where nobody knows.</summary>
internal interface IWorkloadPlaces
{
    /// <summary>The file, or what stands for it.</summary>
    string File { get; }

    /// <summary>The line of an item, by its place among them.</summary>
    int LineOfWorkItem(int at);
}
