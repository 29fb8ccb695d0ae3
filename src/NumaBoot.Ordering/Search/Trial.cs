using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>A schedule that failed, as it was run and recorded.</summary>
/// <param name="Failure">What failed.</param>
/// <param name="Chosen">All choices up to the failure.</param>
/// <param name="Deviations">Those of them that plain order of time would not have made.</param>
public sealed record Trial(Failure Failure, ImmutableArray<DeliveryKey> Chosen, ImmutableArray<Deviation> Deviations)
{
    /// <summary>Deliveries from the first that is not where plain order of time has it to the failure; 0 where there is none.</summary>
    public long Length => Deviations.IsEmpty ? 0 : Chosen.Length - Deviations[0].At + 1;

    /// <summary>Runs the schedule of a failure that was found, with all choices recorded; null where it does not come again.</summary>
    /// <param name="subject">What is run.</param>
    /// <param name="found">What was found.</param>
    public static Trial? Of(ISubject subject, FoundFailure found)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(found);
        subject.Draw(found.Seed);
        return Of(subject, found.Chooser, found.Failure.Name);
    }

    /// <summary>Runs a schedule with all choices recorded; null where that failure does not come.</summary>
    /// <param name="subject">What is run.</param>
    /// <param name="chooser">Who delivers next.</param>
    /// <param name="name">The name of the failure.</param>
    public static Trial? Of(ISubject subject, IChooser chooser, string name)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var recording = new RecordingChooser(chooser);
        var failure = subject.Run(recording).FirstOrDefault(failure => string.Equals(failure.Name, name, StringComparison.Ordinal));
        return failure is null
            ? null
            : new Trial(
                failure,
                [.. recording.Chosen.Take((int)Math.Min(failure.At, int.MaxValue))],
                [.. recording.Deviations.Where(deviation => deviation.At <= failure.At)]);
    }
}
