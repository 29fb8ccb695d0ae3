using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A boot under search: it also notes what happened in each schedule.</summary>
internal sealed class ExploredBoot : ISubject
{
    private readonly CoverageWatch _coverage = new();
    private readonly CpusUpWatch _up;
    private readonly BootSubject _boot;

    public ExploredBoot(BootRequest request, bool breaksFifo, CpusUpWatch up, Func<long, BootRequest>? requestOfSeed = null, CancellationToken cancellation = default)
    {
        _up = up;
        _boot = new BootSubject(request, breaksFifo, [_coverage, up]) { RequestOfSeed = requestOfSeed, Cancellation = cancellation };
    }

    public long Deliveries => _boot.Deliveries;

    public ulong OrderHash => _boot.OrderHash;

    public object? Notes { get; private set; }

    public void Draw(long seed) => _boot.Draw(seed);

    public IReadOnlyList<Failure> Run(IChooser chooser)
    {
        _up.Begin();
        var failures = _boot.Run(chooser);
        Notes = new ScheduleNotes(_boot.Last!.Happened, _coverage.Take());
        return failures;
    }

    public void Dispose() => _boot.Dispose();
}
