using NumaBoot.Machines;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Makes a boot that fails small: first the order of its deliveries, then the machine, what its CPUs do and what comes
/// between, as long as the failure stays and does not take longer; then the order again. The same boot and failure
/// give the same result.
/// </summary>
public sealed class BootShrinker
{
    // A smaller boot is not worth more than this part of all deliveries.
    private const int PartsOfAll = 20;

    // A smaller boot may fail in an order of its own: another CPU may have to be the first. So many are tried, or as many
    // as have that many deliveries.
    private const int OwnOrders = 30;
    private const int OwnDeliveries = 20_000;

    private long _deliveries;
    private int _runs;

    /// <summary>Whether even two messages of one sender to one receiver may change places.</summary>
    public bool BreaksFifo { get; init; }

    /// <summary>After how many deliveries, in all boots together, it makes do with what it has.</summary>
    public long MostDeliveries { get; init; } = 20_000_000;

    /// <summary>Makes it content with what it has.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Hears after each boot how many were run.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Makes a boot small.</summary>
    /// <param name="request">The boot as it failed, with the disturbances of its seed.</param>
    /// <param name="found">How it failed.</param>
    /// <exception cref="InvalidOperationException">It does not fail like that.</exception>
    public ShrunkBoot Shrink(BootRequest request, FoundFailure found)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(found);
        _deliveries = 0;
        _runs = 0;
        var best = new Candidate(request, OrderOf(request, found));
        Candidate before;
        do
        {
            before = best;
            best = Reduce(best, SmallerBoots.SmallerMachines);
            best = Reduce(best, SmallerBoots.LessWork);
            best = Reduce(best, SmallerBoots.FewerDisturbances);
        }
        while (!ReferenceEquals(before, best));

        if (!ReferenceEquals(best.Request, request))
        {
            best = best with { Trial = OrderOf(best.Request, best.Trial) };
        }

        return new ShrunkBoot(best.Request, best.Trial, _runs);
    }

    private Trial OrderOf(BootRequest request, FoundFailure found)
    {
        using var subject = new BootSubject(request, BreaksFifo);
        var trial = Trial.Of(subject, found.Chooser, found.Failure.Name)
            ?? throw new InvalidOperationException($"\"{found.Failure.Detail}\" did not come again under the same choices.");
        return With(subject, MostDeliveries, shrinker => shrinker.Shrink(trial));
    }

    private Trial OrderOf(BootRequest request, Trial trial)
    {
        using var subject = new BootSubject(request, BreaksFifo);
        return With(subject, MostDeliveries, shrinker => shrinker.Shrink(trial));
    }

    /// <summary>The first that fails of the boots that are a little smaller, and from there on the same again.</summary>
    private Candidate Reduce(Candidate best, Func<BootRequest, IEnumerable<BootRequest>> smaller)
    {
        while (smaller(best.Request).Select(request => Fails(request, best.Trial)).FirstOrDefault(candidate => candidate is not null) is { } found)
        {
            best = found;
        }

        return best;
    }

    private Candidate? Fails(BootRequest request, Trial known)
    {
        if (_deliveries >= MostDeliveries || Cancellation.IsCancellationRequested || !IsSound(request))
        {
            return null;
        }

        using var subject = new BootSubject(request, BreaksFifo);
        var trial = With(subject, MostDeliveries / PartsOfAll, shrinker =>
        {
            // What fails in plain order of time is not to need another.
            var alike = known.Length == 0
                ? shrinker.Follow(known, new TimeChooser())
                : shrinker.Follow(known) ?? OwnOrder(shrinker, known);
            return alike is null || alike.Length <= known.Length ? alike : shrinker.Shrink(alike);
        });
        return trial is not null && trial.Length <= known.Length ? new Candidate(request, trial) : null;
    }

    private static Trial? OwnOrder(Shrinker shrinker, Trial known)
    {
        Trial? trial = null;
        for (int seed = 1; seed <= OwnOrders && trial is null && shrinker.Deliveries < OwnDeliveries; seed++)
        {
            trial = shrinker.Follow(known, new RandomChooser(seed, new LateInitHold(known.Chosen.Length * (seed % 3))));
        }

        return trial;
    }

    private T With<T>(BootSubject subject, long most, Func<Shrinker, T> shrink)
    {
        int runs = _runs;
        var shrinker = new Shrinker(subject)
        {
            MostDeliveries = Math.Min(most, MostDeliveries - _deliveries),
            Cancellation = Cancellation,
            Progress = more => Progress?.Invoke(runs + more),
        };
        var result = shrink(shrinker);
        _deliveries += shrinker.Deliveries;
        _runs += shrinker.Runs;
        return result;
    }

    /// <summary>Whether it could have been read from a file.</summary>
    private static bool IsSound(BootRequest request)
    {
        try
        {
            var machine = MachineJson.Read(request.Machine.Name, MachineJson.Write(request.Machine with { OwnWorkload = null }));
            request.Workload.Check(machine);
            return true;
        }
        catch (MachineInputException)
        {
            return false;
        }
    }

    private sealed record Candidate(BootRequest Request, Trial Trial);
}
