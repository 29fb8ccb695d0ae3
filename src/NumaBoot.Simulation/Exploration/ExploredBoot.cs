using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>A boot under search: it also notes what happened in each schedule.</summary>
internal sealed class ExploredBoot : ISubject
{
    private readonly CpusUpWatch _up;
    private readonly BootSubject _boot;

    public ExploredBoot(BootRequest request, bool breaksFifo, CpusUpWatch up, Func<long, BootRequest>? requestOfSeed = null, CancellationToken cancellation = default)
    {
        _up = up;
        _boot = new BootSubject(request, breaksFifo, [up], notesPairs: true) { RequestOfSeed = requestOfSeed, Cancellation = cancellation };
    }

    public long Deliveries => _boot.Deliveries;

    public ulong OrderHash => _boot.OrderHash;

    public object? Notes => _boot.Notes;

    public void Draw(long seed) => _boot.Draw(seed);

    public IReadOnlyList<Failure> Run(IChooser chooser)
    {
        _up.Begin();
        return _boot.Run(chooser);
    }

    public void Dispose() => _boot.Dispose();
}
