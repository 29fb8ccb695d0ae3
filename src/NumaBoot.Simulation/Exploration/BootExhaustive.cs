using NumaBoot.Machines;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Tries every order of a boot from the moment that all its CPUs are up, each once that is different by
/// <see cref="BootReceipts"/>.
/// </summary>
/// <param name="request">Which boot; the smaller its workload, the sooner it ends.</param>
public sealed class BootExhaustive(BootRequest request)
{
    /// <summary>Whether it goes on after a broken invariant, to find others.</summary>
    public bool KeepsGoing { get; init; } = true;

    /// <summary>Hears after each schedule how many were run.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Runs them all, or as many as wanted.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the search between two schedules.</param>
    public SearchResult Run(long most = long.MaxValue, CancellationToken cancellation = default)
    {
        var rule = new BootReceipts(request.Plan(), request.Disturbances);
        return new ExhaustiveSearch(() => new BootSubject(request, rule: rule))
        {
            Chooser = new ExhaustiveChooser { Rule = rule },
            KeepsGoing = KeepsGoing,
            Progress = Progress,
        }.Run(most, cancellation);
    }

    /// <summary>Of a workload the first allocation of each CPU once all are up, and all that comes before.</summary>
    /// <param name="workload">The workload.</param>
    public static Workload OneAllocationEach(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var seen = new HashSet<int>();
        return new Workload([.. workload.Items.Where(item => item.Phase != WorkPhase.Running || (item.Kind == WorkKind.Allocate && seen.Add(item.Cpu)))]);
    }
}
