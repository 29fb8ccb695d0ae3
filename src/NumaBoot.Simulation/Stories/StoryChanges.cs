using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What of the books of a story may be other than when it was last looked at.</summary>
internal sealed class StoryChanges
{
    /// <summary>Actors of which something was written.</summary>
    public HashSet<ActorAddress> Actors { get; } = [];

    /// <summary>Pages that changed hands or state.</summary>
    public List<(ZoneRef Zone, PfnRange Frames)> Frames { get; } = [];

    public void Clear()
    {
        Actors.Clear();
        Frames.Clear();
    }
}
