using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Boots one machine in virtual time.</summary>
public sealed class BootRun
{
    // Below this, lanes and threads take longer than they save.
    private const int ManyCpus = 512;

    /// <summary>May drop or change deliveries; for tests that want to see that actors matter.</summary>
    public IDeliveryFilter? Filter { get; init; }

    /// <summary>Who watches the deliveries.</summary>
    public IReadOnlyList<IDeliveryObserver> Observers { get; init; } = [];

    /// <summary>Hears how far the boot is: at each phase, and every so many deliveries.</summary>
    public Action<BootProgress>? Progress { get; init; }

    /// <summary>Who looks on.</summary>
    public BootObservation Observation { get; init; } = BootObservation.None;

    /// <summary>
    /// How many threads drive the nodes, at least 1. The result is the same for any number; one that is watched or
    /// filtered, or has a single node, needs no more than one.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Runs the boot to its end, or until it is cancelled: then the result holds what was found so far.</summary>
    /// <exception cref="InvalidOperationException">Several threads and one do not agree: a fault of the simulator.</exception>
    public BootResult Run(BootRequest request, CancellationToken cancellation = default) =>
        RunMeter.Run(Observation.Meter, () => RunOnce(request, cancellation));

    /// <summary>Whether a machine has so many CPUs that lanes are worth it, on whatever number of threads.</summary>
    public static bool IsLarge(MachineSpec machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return machine.Cpus.Length >= ManyCpus;
    }

    private BootResult RunOnce(BootRequest request, CancellationToken cancellation)
    {
        var plan = request.Plan();
        if ((Threads == 1 && !IsLarge(request.Machine)) || Filter is not null || Observers.Count > 0 || plan.Nodes.Length == 1)
        {
            return RunOnOne(request, plan, Observation, cancellation);
        }

        var lanes = new LanesBoot(request, plan, Threads, Progress, Observation, cancellation);
        if (lanes.Run() is { } result)
        {
            return result;
        }

        // What happened, the lanes have counted.
        var one = RunOnOne(request, plan, Observation with { Meter = null }, cancellation);
        BlockResults.RequireSame(lanes.Digest, one);
        return one;
    }

    private BootResult RunOnOne(BootRequest request, BootPlan plan, BootObservation observation, CancellationToken cancellation)
    {
        var order = new TimeOrder(new BootLatency(request.Costs, request.Machine.Distances, request.Seed));
        using var world = new BootWorld(order, Filter, Observers) { Observation = observation };
        return world.Run(request, plan, Progress, cancellation);
    }
}
