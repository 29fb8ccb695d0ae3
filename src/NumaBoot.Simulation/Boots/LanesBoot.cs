using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// A boot in virtual time on several threads, each with some of the nodes. What happens on the nodes, and so digest and
/// report, is what happens on one thread.
/// </summary>
internal sealed class LanesBoot
{
    private const int WindowsBetweenTellings = 256;

    private readonly ImmutableArray<LaneBlock> _blocks;

    /// <summary>Sets a boot on as many threads as wanted, or as there are nodes.</summary>
    public LanesBoot(BootRequest request, BootPlan plan, int threads, Action<BootProgress>? progress, CancellationToken cancellation)
    {
        Request = request;
        Plan = plan;
        Cancellation = cancellation;
        Watch = new BootWatch(progress);
        Ledger = new LockedLedger(new BootLedger(plan, () => OrderedEngine.Current.Deliveries));
        DelayNs = BootLatency.SmallestCrossingNs(request.Costs);
        _blocks = [.. Parts(plan.Nodes, threads).Select((nodes, at) => new LaneBlock(this, nodes, hasMachine: at == 0))];
    }

    public BootRequest Request { get; }

    public BootPlan Plan { get; }

    public CancellationToken Cancellation { get; }

    public BootWatch Watch { get; }

    public LockedLedger Ledger { get; }

    /// <summary>No message between two nodes travels for less than this, in nanoseconds.</summary>
    public long DelayNs { get; }

    // Every block has a root of its own, which is told to begin.
    private long Deliveries => _blocks.Sum(block => block.Deliveries) - _blocks.Length + 1;

    /// <summary>Runs the boot. Null where something broke: which delivery broke it first only one thread can tell.</summary>
    public BootResult? Run()
    {
        try
        {
            long windows = 0;
            var conductor = new Conductor([.. _blocks], DelayNs)
            {
                Window = () =>
                {
                    if (++windows % WindowsBetweenTellings == 0)
                    {
                        Watch.Delivered(Deliveries, LatestEndNs());
                    }
                },
            };
            bool isOver = conductor.Run();
            return Ledger.Read(ledger => Result(ledger, isOver, conductor.Horizons));
        }
        finally
        {
            foreach (var block in _blocks)
            {
                block.Dispose();
            }
        }
    }

    private BootResult? Result(BootLedger ledger, bool isOver, long horizons)
    {
        bool isInterrupted = !isOver && Cancellation.IsCancellationRequested;
        if (isOver)
        {
            ledger.JudgeQuiescence();
        }

        if (!ledger.Violations.IsEmpty || (!isOver && !isInterrupted))
        {
            return null;
        }

        var outcome = Watch.Report is { Booted: true } ? BootOutcome.Booted : isOver ? BootOutcome.Failed : BootOutcome.Interrupted;
        long endNs = LatestEndNs();
        return new BootResult(Request, Plan, outcome, Watch.Report, Watch.Phases(endNs), [], Digest(), Deliveries, endNs)
        {
            Happened = ledger.Happened,
            Horizons = horizons,
        };
    }

    private long LatestEndNs() => _blocks.Max(block => block.LatestEndNs);

    private ulong Digest()
    {
        int last = Plan.Nodes[^1].Nid;
        var groups = new ulong[last + 2];
        foreach (var block in _blocks)
        {
            foreach (int nid in block.Nids)
            {
                groups[nid + 1] = block.DigestOf(nid);
            }
        }

        return DeliveryDigest.Combine(groups);
    }

    /// <summary>Nodes in a row, so that each part has about as many CPUs as the other.</summary>
    private static IEnumerable<ImmutableArray<NodePlan>> Parts(ImmutableArray<NodePlan> nodes, int parts)
    {
        int wanted = Math.Min(parts, nodes.Length);
        for (int part = 0; part < wanted; part++)
        {
            int first = (int)((long)nodes.Length * part / wanted);
            int end = (int)((long)nodes.Length * (part + 1) / wanted);
            yield return nodes[first..end];
        }
    }
}
