using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Makes the schedule of a failure small.</summary>
/// <param name="settings">The exploration that found it.</param>
internal sealed class FailureShrinker(ExplorationSettings settings)
{
    /// <summary>Hears how many schedules were run.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>The smallest boot and schedule that were found to fail in the same way.</summary>
    /// <param name="request">The boot that failed, with its disturbances.</param>
    /// <param name="found">How it failed.</param>
    /// <param name="cancellation">Makes it content with what it has.</param>
    public (BootRequest Request, Trial Trial) Shrink(BootRequest request, FoundFailure found, CancellationToken cancellation)
    {
        using var subject = new BootSubject(request, settings.BreaksFifo);
        var trial = Trial.Of(subject, found.Chooser, found.Failure.Name)
            ?? throw new InvalidOperationException(
                $"\"{found.Failure.Detail}\" did not come again under the same choices: something decides that is no part of the world.");
        var shrinker = new Shrinker(subject)
        {
            MostDeliveries = settings.MostShrinkingDeliveries,
            Progress = Progress,
            Cancellation = cancellation,
        };
        return (request, shrinker.Shrink(trial));
    }
}
