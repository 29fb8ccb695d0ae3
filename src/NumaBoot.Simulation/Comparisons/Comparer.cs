using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Boots a machine under several policies, side by side. What comes out is the same for any number of threads.</summary>
public static class Comparer
{
    /// <summary>Boots under each policy.</summary>
    /// <param name="request">Which machine and work; its policy has no part in it.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="progress">Hears that a policy is done, from any thread; null for nobody.</param>
    /// <param name="hasHistory">Whether the history of each boot is recorded.</param>
    /// <param name="cancellation">Ends it: boots that are not done are interrupted.</param>
    public static Comparison Run(
        BootRequest request, ImmutableArray<InitPolicy> policies, Action<InitPolicy>? progress = null, bool hasHistory = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        // The threads of a large machine are busy with one boot, and its memory is enough for one.
        bool isLarge = BootRun.IsLarge(request.Machine);
        int threads = isLarge ? Environment.ProcessorCount : 1;
        var history = hasHistory ? HistorySettings.For(request.Machine.Nodes.Length * Math.Max(1, policies.Length)) : null;
        var outcomes = new PolicyOutcome[policies.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = isLarge ? 1 : Environment.ProcessorCount };
        try
        {
            Parallel.For(0, policies.Length, options, at =>
            {
                outcomes[at] = Boot(request with { Policy = policies[at] }, threads, history, cancellation);
                progress?.Invoke(policies[at]);
            });
        }
        catch (AggregateException several)
        {
            // Whoever called knows what boots may throw, but not that several were under way.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return new Comparison(request, [.. outcomes]);
    }

    private static PolicyOutcome Boot(BootRequest request, int threads, HistorySettings? history, CancellationToken cancellation)
    {
        var waits = new LongestWait();
        var run = new BootRun { Threads = threads, Observation = new BootObservation { Meter = waits, History = history } };
        return new PolicyOutcome(run.Run(request, cancellation), waits.Ns);
    }
}
