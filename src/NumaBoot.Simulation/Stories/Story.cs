using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A broken order, told so that it can be understood: which actor knew what when.</summary>
/// <param name="Invariant">What broke, by the name that a report prints.</param>
/// <param name="What">What happened, in words.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Head">Where the order came from.</param>
/// <param name="Deliveries">Deliveries from the first that is not where plain order of time has it; 0 where there is none.</param>
/// <param name="Before">How things stood before the first line that concerns the break.</param>
/// <param name="Lines">A line for each delivery up to the break, also those that have no part in it.</param>
/// <param name="Ending">What stands still, where the break is that nothing moves any more; null otherwise.</param>
/// <param name="Maps">The pages concerned as they are after the break, node by node.</param>
public sealed record Story(
    string Invariant,
    string What,
    string Policy,
    string Machine,
    StoryHead Head,
    long Deliveries,
    string Before,
    ImmutableArray<StoryLine> Lines,
    string? Ending,
    ImmutableArray<StoryMap> Maps)
{
    /// <summary>The pages that broke the invariant; empty where none did.</summary>
    public PfnRange Frames { get; init; }

    /// <summary>The story as it can be stepped through; null where nobody asked for that.</summary>
    public StoryScenes? Scenes { get; init; }

    /// <summary>What pages are called in this story.</summary>
    public Func<PfnRange, string> Names { get; init; } = frames => $"pages {frames}";
}
