using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Lanes;

namespace NumaBoot.Simulation;

/// <summary>
/// A boot in virtual time on several threads, each with some of the nodes. What happens on the nodes, and so digest and
/// report, is what happens on one thread.
/// </summary>
internal sealed class LanesBoot
{
    private const int WindowsBetweenTellings = 256;

    private readonly BootRequest _request;
    private readonly BootPlan _plan;
    private readonly CancellationToken _cancellation;
    private readonly ImmutableArray<LaneBlock> _blocks;
    private readonly Conductor _conductor;
    private readonly IBootMeter? _meter;
    private HorizonCounts _told = HorizonCounts.None;
    private long _windows;

    /// <summary>Sets a boot on as many threads as wanted, or as there are nodes.</summary>
    public LanesBoot(BootRequest request, BootPlan plan, int threads, Action<BootProgress>? progress, BootObservation observation, CancellationToken cancellation)
    {
        _request = request;
        _plan = plan;
        _cancellation = cancellation;
        _meter = observation.Meter;
        _blocks =
        [
            .. NodeParts.Of(plan.Nodes, threads)
                .Select((nodes, at) => new LaneBlock(request, plan, nodes, hasMachine: at == 0, at == 0 ? progress : null, observation, cancellation)),
        ];
        _conductor = new Conductor([.. _blocks], LaneBlock.DelayNs(request)) { Window = TellNowAndThen };
    }

    /// <summary>The digest of the boot; null where it did not come to its end.</summary>
    public ulong? Digest { get; private set; }

    /// <summary>Runs the boot. Null where something broke: which delivery broke it first only one thread can tell.</summary>
    public BootResult? Run()
    {
        try
        {
            bool isOver = _conductor.Run();
            CountWindows();
            bool isInterrupted = !isOver && _cancellation.IsCancellationRequested;
            BlockResult[] results = [.. _blocks.Select(block => block.Result(isOver))];
            Digest = isOver ? BlockResults.Digest(_plan, results) : null;
            return BlockResults.Combine(_request, _plan, results, _blocks.Length > 1 ? _conductor.Horizons : HorizonCounts.None, isOver, isInterrupted);
        }
        finally
        {
            foreach (var block in _blocks)
            {
                block.Dispose();
            }
        }
    }

    private void TellNowAndThen()
    {
        if (++_windows % WindowsBetweenTellings == 0)
        {
            _blocks[0].TellProgress(_conductor.Deliveries, _blocks.Max(block => block.LatestEndNs));
            CountWindows();
        }
    }

    // On one thread nothing goes side by side.
    private void CountWindows()
    {
        var horizons = _conductor.Horizons;
        foreach (var kind in Enum.GetValues<PromiseKind>().Where(kind => _blocks.Length > 1 && horizons[kind] > _told[kind]))
        {
            _meter?.WindowsEnded(kind, horizons[kind] - _told[kind]);
        }

        _told = horizons;
    }
}
