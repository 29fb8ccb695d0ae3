using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A boot under search: it also notes what happened in each schedule.</summary>
internal sealed class ExploredBoot : ISubject
{
    private readonly CoverageWatch _coverage = new();
    private readonly BootSubject _boot;

    public ExploredBoot(
        BootRequest request, bool breaksFifo, Func<long, BootRequest>? requestOfSeed, IEnumerable<IDeliveryObserver> observers, CancellationToken cancellation) =>
        _boot = new BootSubject(request, breaksFifo, [_coverage, .. observers]) { RequestOfSeed = requestOfSeed, Cancellation = cancellation };

    public long Deliveries => _boot.Deliveries;

    public ulong OrderHash => _boot.OrderHash;

    public object? Notes { get; private set; }

    public void Draw(long seed) => _boot.Draw(seed);

    public IReadOnlyList<Failure> Run(IChooser chooser)
    {
        var failures = _boot.Run(chooser);
        Notes = new ScheduleNotes(_boot.Last!.Happened, _coverage.Take());
        return failures;
    }

    public void Dispose() => _boot.Dispose();
}
