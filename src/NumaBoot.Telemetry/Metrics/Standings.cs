using System.Diagnostics.Metrics;
using Labels = NumaBoot.Telemetry.TelemetryNames.Labels;
using Names = NumaBoot.Telemetry.TelemetryNames.Instruments;

namespace NumaBoot.Telemetry;

/// <summary>How the boots in hand stand, and the latest one. Any thread may change and read.</summary>
internal sealed class Standings
{
    private readonly Lock _one = new();
    private readonly List<StandingBlock> _blocks = [];

    // Series that were told once: a reader keeps the last value of one that is told no more.
    private readonly SortedSet<int> _toldNodes = [];
    private readonly Dictionary<string, double> _phases = new(StringComparer.Ordinal);
    private long _run;
    private long _active;
    private long _reachedNs;

    public Standings(Meter meter)
    {
        meter.CreateObservableGauge(Names.PagesFree, () => Pages(block => block.Free, block => block.FreeOf), "{page}", "Pages in the free areas of the boots in hand.");
        meter.CreateObservableGauge(
            Names.PagesDeferred, () => Pages(block => block.Deferred, block => block.DeferredOf), "{page}", "Pages not yet initialised of the boots in hand.");
        meter.CreateObservableGauge(Names.Frontier, Frontiers, "{pfn}", "The first deferred pfn of a node; its end where nothing is deferred any more.");
        meter.CreateObservableGauge(Names.PhaseStart, Phases, "s", "When each phase of the latest boot began, in virtual time.");
        meter.CreateObservableGauge(Names.VirtualTime, () => MetricTag.Seconds(Interlocked.Read(ref _reachedNs)), "s", "How far the latest boot has come, in virtual time.");
        meter.CreateObservableGauge(Names.RunsActive, () => Interlocked.Read(ref _active), "{run}", "Boots, and searches of orders, that this process is at.");
        meter.CreateObservableGauge(Names.Lanes, Lanes, "{lane}", "Lanes that this process drives.");
    }

    /// <summary>The process begins to be at a run: the latest one.</summary>
    public void BeginRun()
    {
        lock (_one)
        {
            _run++;
            _active++;
            _reachedNs = 0;
            foreach (string phase in _phases.Keys)
            {
                _phases[phase] = double.NaN;
            }
        }
    }

    /// <summary>It is at one run less.</summary>
    public void LeaveRun()
    {
        lock (_one)
        {
            _active--;
        }
    }

    /// <summary>A block is set up.</summary>
    public StandingBlock Begin(int lanes, bool hasNodes)
    {
        lock (_one)
        {
            var block = new StandingBlock(this, _run, lanes, hasNodes);
            _blocks.Add(block);
            return block;
        }
    }

    /// <summary>A block is no more.</summary>
    public void End(StandingBlock block)
    {
        lock (_one)
        {
            _blocks.Remove(block);
            _toldNodes.UnionWith(block.FreeOf.Keys);
            _toldNodes.UnionWith(block.FrontierOf.Keys);
        }
    }

    /// <summary>A phase of a run began.</summary>
    public void BeginPhase(long run, string name, long atNs)
    {
        lock (_one)
        {
            if (run == _run)
            {
                _phases[name] = MetricTag.Seconds(atNs);
            }
        }
    }

    /// <summary>A run has come so far.</summary>
    public void Reach(long run, long atNs)
    {
        lock (_one)
        {
            if (run == _run)
            {
                _reachedNs = Math.Max(_reachedNs, atNs);
            }
        }
    }

    private int Lanes()
    {
        lock (_one)
        {
            return _blocks.Sum(block => block.Lanes);
        }
    }

    private List<Measurement<double>> Phases()
    {
        lock (_one)
        {
            return [.. _phases.Select(phase => new Measurement<double>(phase.Value, MetricTag.Of(Labels.Phase, phase.Key)))];
        }
    }

    // The sum over all series is right whether nodes have their own or not; what is freed twice under a policy that lets it
    // happen is less than nothing on its node.
    private List<Measurement<long>> Pages(Func<StandingBlock, long> all, Func<StandingBlock, IEnumerable<KeyValuePair<int, long>>> byNode)
    {
        lock (_one)
        {
            var nodes = _toldNodes.ToDictionary(nid => nid, _ => 0L);
            foreach (var (nid, pages) in _blocks.Where(block => block.HasNodes).SelectMany(byNode))
            {
                nodes[nid] = nodes.GetValueOrDefault(nid) + Math.Max(0, pages);
            }

            return
            [
                new Measurement<long>(_blocks.Where(block => !block.HasNodes).Sum(block => Math.Max(0, all(block)))),
                .. nodes.Select(node => new Measurement<long>(node.Value, MetricTag.OfNode(node.Key))),
            ];
        }
    }

    private List<Measurement<long>> Frontiers()
    {
        lock (_one)
        {
            var nodes = _toldNodes.ToDictionary(nid => nid, _ => 0L);
            foreach (var (nid, pfn) in _blocks.SelectMany(block => block.FrontierOf))
            {
                nodes[nid] = pfn;
            }

            return [.. nodes.Select(node => new Measurement<long>(node.Value, MetricTag.OfNode(node.Key)))];
        }
    }
}
