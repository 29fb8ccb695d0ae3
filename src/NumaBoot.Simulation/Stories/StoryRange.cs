using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A run of pages in the same state.</summary>
/// <param name="Frames">Which.</param>
/// <param name="Name">Their name in the story: sections by number, where they are whole ones.</param>
/// <param name="State">Whether they are built.</param>
/// <param name="HeldBy">The CPU that holds them; null where none does.</param>
public sealed record StoryRange(PfnRange Frames, string Name, PageState State, int? HeldBy);
