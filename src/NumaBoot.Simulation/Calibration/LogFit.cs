using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// What things cost on a machine whose own log tells how long its nodes took for their deferred pages: the generic costs
/// of late init, all longer or shorter by the same, so that our times come as near to the log's as they can. How much of it
/// is the processor's and how much the memory's, one log does not tell.
/// </summary>
public static class LogFit
{
    /// <summary>What the fitted costs are called.</summary>
    public const string Name = "log";

    // Starting threads costs the same whatever pages do: the second round puts right what the first took for pages.
    private const int Rounds = 3;

    /// <summary>The costs of a machine.</summary>
    /// <param name="request">A boot of it under its own command line; policy and costs do not matter, since the log is that of a kernel.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MachineInputException">The log says nothing of late init, or not in a form that tells anything.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CostModel Fit(BootRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        // A log of several boots tells a node's time more than once.
        var published = request.Machine.PublishedInits.Where(init => init.DurationMs > 0)
            .GroupBy(init => init.Nid).ToDictionary(node => node.Key, node => node.Last().DurationMs * 1e6);

        // Kernels that had a single thread a node printed its pages, those that have more do not (since 5.8).
        var policy = request.Machine.PublishedInits.Any(init => init.Pages is not null) ? InitPolicies.V417 : InitPolicies.V61;
        var costs = CostModel.Generic with { Name = Name };
        for (int round = 0; round < Rounds && published.Count > 0; round++)
        {
            var boot = request with { Policy = policy, Costs = costs, TakesSnapshots = false, Disturbances = [] };
            var result = new BootRun().Run(boot, cancellation);
            cancellation.ThrowIfCancellationRequested();
            var pairs = (result.Report?.Nodes ?? []).Where(node => node.LateNs > 0 && published.ContainsKey(node.Nid))
                .Select(node => (Ours: (double)node.LateNs, Theirs: published[node.Nid])).ToList();
            if (pairs.Count == 0)
            {
                throw Nothing(request.Machine);
            }

            // Least squares over the nodes.
            costs = Scaled(costs, pairs.Sum(pair => pair.Ours * pair.Theirs) / pairs.Sum(pair => pair.Ours * pair.Ours));
        }

        return published.Count > 0 ? costs : throw Nothing(request.Machine);
    }

    private static CostModel Scaled(CostModel costs, double factor) => costs with
    {
        InitialisePagePs = Math.Max((long)Math.Round(costs.InitialisePagePs * factor), 1),
        MemmapBytesPerUs = Math.Max((long)Math.Round(costs.MemmapBytesPerUs / factor), 1),
    };

    private static MachineInputException Nothing(MachineSpec machine) =>
        new(machine.Name, 0, "a log in which nodes tell that their \"deferred pages initialised in N ms\", with N above 0", "none");
}
