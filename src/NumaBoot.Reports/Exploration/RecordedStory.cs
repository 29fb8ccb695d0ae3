using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>Tells how an invariant came to break in a recorded boot.</summary>
public static class RecordedStory
{
    /// <summary>The story, from the first delivery that is not where plain order of time has it.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="foundDeliveries">In which delivery it broke before it was made small; null where that is not known.</param>
    /// <param name="replay">The command that delivers it again; null where there is none.</param>
    /// <param name="tellsAll">Whether it begins with the first delivery of the boot.</param>
    /// <param name="drawsScenes">Whether it can be stepped through.</param>
    public static Story Of(BootRecording recording, long? foundDeliveries = null, string? replay = null, bool tellsAll = false,
        bool drawsScenes = false)
    {
        ArgumentNullException.ThrowIfNull(recording);
        long? seed = recording.Order == ExplorationOrder.Exhaustive ? null : recording.Seed;
        return StoryTeller.Tell(
            recording.Request, recording.Deviations, recording.Invariant.Name(), new StoryHead(seed, foundDeliveries, replay), recording.BreaksFifo, tellsAll,
            drawsScenes);
    }
}
