using System.Diagnostics.Metrics;
using NumaBoot.Actors;
using NumaBoot.Simulation;
using Labels = NumaBoot.Telemetry.TelemetryNames.Labels;
using Names = NumaBoot.Telemetry.TelemetryNames.Instruments;

namespace NumaBoot.Telemetry;

/// <summary>What is counted and timed of boots.</summary>
/// <param name="meter">Where.</param>
internal sealed class BootCounters(Meter meter)
{
    private static readonly KeyValuePair<string, object?>[] Builders = MetricTag.ForEach<PageBuilder>(Labels.Phase, builder => builder switch
    {
        PageBuilder.EarlyMap => "memory_map",
        PageBuilder.Growth => "growth",
        _ => "late_init",
    });

    private static readonly KeyValuePair<string, object?>[] Reasons = MetricTag.ForEach<GrowthReason>(Labels.Reason, MetricTag.Word);
    private static readonly KeyValuePair<string, object?>[] Ways = MetricTag.ForEach<AllocationWay>(Labels.Outcome, MetricTag.Word);
    private static readonly KeyValuePair<string, object?>[] Places = MetricTag.ForEach<WaitPlace>(Labels.At, MetricTag.Word);

    private readonly Counter<long> _pages = meter.CreateCounter<long>(Names.PagesInitialised, "{page}", "Page frames initialised, by who built them.");
    private readonly Counter<long> _growths = meter.CreateCounter<long>(Names.Growths, "{growth}", "Growths that built pages, by which check fell short.");
    private readonly Counter<long> _allocations = meter.CreateCounter<long>(Names.Allocations, "{allocation}", "Allocations of a block that ended, by how.");
    private readonly Histogram<double> _waits = Seconds(meter, Names.Wait, "From a request's arrival until it is answered, in virtual time.");
    private readonly Histogram<double> _inits = Seconds(meter, Names.NodeInit, "How long late init took, node by node, in virtual time.");

    /// <summary>Messages delivered to simulated actors.</summary>
    public Counter<long> Deliveries { get; } = meter.CreateCounter<long>(Names.Deliveries, "{delivery}", "Messages delivered to simulated actors.");

    /// <summary>Messages from block to block.</summary>
    public Counter<long> Crossed { get; } = meter.CreateCounter<long>(Names.Crossed, "{message}", "Messages from one block of lanes to another.");

    /// <summary>Begins series at 0.</summary>
    public void BeginAtZero()
    {
        Deliveries.Add(0);
        Crossed.Add(0);
    }

    /// <summary>Pages were initialised.</summary>
    public void Initialise(int? nid, PageBuilder builder, long pages) => Add(_pages, pages, Builders[(int)builder], nid);

    /// <summary>A node grew.</summary>
    public void Grow(int? nid, GrowthReason reason) => Add(_growths, 1, Reasons[(int)reason], nid);

    /// <summary>Allocations ended.</summary>
    public void Allocate(int? nid, AllocationWay way, long blocks) => Add(_allocations, blocks, Ways[(int)way], nid);

    /// <summary>A request was answered.</summary>
    public void Wait(WaitPlace at, long ns) => _waits.Record(MetricTag.Seconds(ns), Places[(int)at]);

    /// <summary>A node is done.</summary>
    public void InitNode(long ns) => _inits.Record(MetricTag.Seconds(ns));

    private static void Add(Counter<long> counter, long value, KeyValuePair<string, object?> tag, int? nid)
    {
        if (nid is { } node)
        {
            counter.Add(value, tag, MetricTag.OfNode(node));
        }
        else
        {
            counter.Add(value, tag);
        }
    }

    private static Histogram<double> Seconds(Meter meter, string name, string description) => meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = MetricTag.SecondsBounds });
}
