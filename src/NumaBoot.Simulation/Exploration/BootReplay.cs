using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Delivers recorded schedules of boots.</summary>
public static class BootReplay
{
    /// <summary>Records a schedule that was found to break an invariant.</summary>
    /// <param name="request">Which boot, with its disturbances.</param>
    /// <param name="trial">The schedule.</param>
    /// <param name="settings">How it was found.</param>
    /// <param name="seed">In which schedule.</param>
    /// <exception cref="InvalidOperationException">It does not break the invariant again.</exception>
    public static BootRecording Record(BootRequest request, Trial trial, ExplorationSettings settings, long seed)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(settings);
        request = request with { TakesSnapshots = false };
        var (result, again) = Deliver(request, settings.BreaksFifo, trial.Deviations, trial.Failure.Name);
        if (again?.Failure != trial.Failure || !Invariants.TryParse(trial.Failure.Name, out var invariant))
        {
            throw new InvalidOperationException(
                $"\"{trial.Failure.Detail}\" did not come again under the same choices: something decides that is no part of the world.");
        }

        return new BootRecording(request, trial.Deviations, invariant, trial.Failure.Detail, trial.Failure.At)
        {
            Order = settings.Order,
            Seed = seed,
            BreaksFifo = settings.BreaksFifo,
            Digest = result.Digest,
            Deliveries = result.Deliveries,
        };
    }

    /// <summary>Delivers a recorded schedule again.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="observation">Who looks on; null for nobody.</param>
    /// <param name="cancellation">Ends it between two deliveries.</param>
    /// <exception cref="ReplayMismatchException">Something else came of it.</exception>
    /// <exception cref="ReplayDivergedException">What was recorded is not pending when its turn has come.</exception>
    public static ReplayedBoot Run(BootRecording recording, BootObservation? observation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var (result, trial) = Deliver(
            recording.Request, recording.BreaksFifo, recording.Deviations, recording.Invariant.Name(), observation, cancellation);
        Require($"{recording.Deliveries} deliveries with digest {recording.Digest:x16}", $"{result.Deliveries} with {result.Digest:x16}",
            (result.Deliveries, result.Digest) == (recording.Deliveries, recording.Digest));
        string name = recording.Invariant.Name();
        if (trial is null)
        {
            throw new ReplayMismatchException($"{name} to break in delivery {recording.At}", "that it holds");
        }

        Require($"{name} to break in delivery {recording.At}: {recording.Detail}", $"delivery {trial.Failure.At}: {trial.Failure.Detail}",
            (trial.Failure.At, trial.Failure.Detail) == (recording.At, recording.Detail));
        return new ReplayedBoot(recording, result, trial);
    }

    private static void Require(FormattableString expected, FormattableString found, bool holds)
    {
        if (!holds)
        {
            throw new ReplayMismatchException(expected.ToString(CultureInfo.InvariantCulture), found.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static (BootResult Result, Trial? Trial) Deliver(
        BootRequest request, bool breaksFifo, ImmutableArray<Deviation> deviations, string name,
        BootObservation? observation = null, CancellationToken cancellation = default)
    {
        using var subject = new BootSubject(request, breaksFifo) { Observation = observation ?? BootObservation.None, Cancellation = cancellation };
        var trial = Trial.Of(subject, new ReplayChooser(deviations), name);
        return (subject.Last!, trial);
    }
}
