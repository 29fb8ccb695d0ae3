namespace NumaBoot.Simulation;

/// <summary>Boots one machine under Akka's ordinary dispatching: no virtual time, no digest, every run another one.</summary>
public sealed class FreeRun
{
    /// <summary>Hears which phase the boot is in, on whatever thread.</summary>
    public Action<BootProgress>? Progress { get; init; }

    /// <summary>Cancelled when a boot that has not come to its end counts as one that never will. By default nobody ever does.</summary>
    public CancellationToken Patience { get; init; }

    /// <summary>Who looks on.</summary>
    public BootObservation Observation { get; init; } = BootObservation.None;

    /// <summary>Runs the boot to its end, or until it is cancelled: then the result holds what was found so far.</summary>
    /// <exception cref="InvalidOperationException">An actor let an exception out.</exception>
    public BootResult Run(BootRequest request, CancellationToken cancellation = default)
    {
        using var world = new FreeWorld { Observation = Observation };
        return RunMeter.Run(Observation.Meter, () => world.Run(request, request.Plan(), Progress, Patience, cancellation));
    }
}
