using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>A schedule that failed, as it was run and recorded.</summary>
/// <param name="Failure">What failed.</param>
/// <param name="Chosen">All choices up to the failure.</param>
/// <param name="Deviations">Those of them that plain order of time would not have made.</param>
public sealed record Trial(Failure Failure, ImmutableArray<DeliveryKey> Chosen, ImmutableArray<Deviation> Deviations)
{
    /// <summary>
    /// Choices from the first that is not that of plain order of time to the failure; 0 where there is none. Where nothing
    /// goes through Akka's scheduler and nothing is lost, every choice is a delivery.
    /// </summary>
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
        if (failure is null)
        {
            return null;
        }

        int choices = failure.IsLast ? recording.Chosen.Count : recording.ChoicesUpTo(failure.At);
        return new Trial(
            failure,
            [.. recording.Chosen.Take(choices)],
            [.. recording.Deviations.Where(deviation => deviation.At <= choices)]);
    }
}
