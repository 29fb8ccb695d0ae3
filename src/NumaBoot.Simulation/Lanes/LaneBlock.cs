using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Some of a boot's nodes in virtual time, on an actor system of their own, with their part of the ledger. Its history
/// follows from the request and from what other blocks send it: in another process it would be the same.
/// </summary>
public sealed partial class LaneBlock : ILaneBlock, IDisposable
{
    private const long DeliveriesBetweenLooks = 4_096;

    private readonly OrderedWorld _world;
    private readonly TimeOrder _order;
    private readonly OrderedLane _lane;
    private readonly LaneBorder _border;
    private readonly BootLedger _ledger;
    private readonly BootWatch _watch;
    private readonly BlockObservation _observation;
    private readonly LanePromises _promises;
    private readonly SortedSet<int> _nids;
    private readonly Dictionary<long, ActorSlot> _strangers = [];
    private readonly LateNotes _late = new();
    private readonly bool _isWhole;
    private readonly CancellationToken _cancellation;
    private Promise _promise = new(0, PromiseKind.NextDelivery);
    private readonly bool _countsLate;
    private bool _hasBegun;
    private long _countedNs;
    private long _reachedNs;

    /// <summary>A block, with its actors still to be created by its first delivery.</summary>
    /// <param name="request">The boot that it is a part of.</param>
    /// <param name="plan">What follows from it.</param>
    /// <param name="nodes">Its nodes, by nid.</param>
    /// <param name="hasMachine">Whether what belongs to no node is here.</param>
    /// <param name="progress">Hears how far the boot is, where the supervisor is here; null for nobody.</param>
    /// <param name="observation">Who looks on; null for nobody.</param>
    /// <param name="cancellation">Ends it between two deliveries.</param>
    public LaneBlock(
        BootRequest request, BootPlan plan, ImmutableArray<NodePlan> nodes, bool hasMachine,
        Action<BootProgress>? progress = null, BootObservation? observation = null, CancellationToken cancellation = default)
        : this(request, plan, nodes, hasMachine, request?.Costs ?? throw new ArgumentNullException(nameof(request)), progress, observation, cancellation)
    {
    }

    /// <summary>A block whose promises are worked out from other times than what things really cost: tests lie by it.</summary>
    internal LaneBlock(
        BootRequest request, BootPlan plan, ImmutableArray<NodePlan> nodes, bool hasMachine, IWorkTimes times,
        Action<BootProgress>? progress, BootObservation? observation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(plan);
        _nids = [.. nodes.Select(node => node.Nid)];
        if (hasMachine)
        {
            _nids.Add(ActorAddress.Machine);
        }

        var latency = new BootLatency(request.Costs, request.Machine.Distances, request.Seed);
        _border = new LaneBorder(latency, _nids, DelayNs(request));
        _watch = new BootWatch(progress);
        _order = new TimeOrder(latency);
        var forecasts = new NodeForecasts(times, new LanePending(_order, address => _world!.Engine.SlotOf(_lane!.At(address))!));
        _promises = new LanePromises(_border, request.Disturbances.IsEmpty ? forecasts : null);
        _isWhole = hasMachine && nodes.Length == plan.Nodes.Length;
        _cancellation = cancellation;
        _world = new OrderedWorld(new OrderedWorldOptions
        {
            Name = "numaboot",
            Order = _order,
            Fingerprint = new BootFingerprint(),
            LeavesToSupervision = cause => cause is SimulatedCrashException,
        });
        _ledger = new BootLedger(plan, () => _world.Deliveries, nodes);
        _lane = new OrderedLane(request.Costs, new LaneLedger(_ledger, _border), request.Disturbances, border: _border);
        _countsLate = observation?.CountsLate == true;
        _observation = new BlockObservation(observation ?? BootObservation.None, plan, _nids);
        var seen = _observation.Over(_lane, _lane);
        var root = _world.Spawn(Props.CreateBy(new LaneRootProducer(seen, plan, _observation.Over(_watch), nodes, hasMachine, forecasts)), "lane");
        _world.Inject(root, new LaneRoot.Begin());
    }

    /// <summary>The node numbers that are here, with <see cref="ActorAddress.Machine"/> for what belongs to none.</summary>
    public IReadOnlySet<int> Nids => _nids;

    /// <summary>How many deliveries its lanes have made.</summary>
    public long Deliveries => _world.Deliveries;

    /// <summary>Until when one of its actors was busy, in nanoseconds.</summary>
    public long LatestEndNs => _world.Engine.LatestEndNs;

    /// <summary>No message between two nodes travels for less than this, in nanoseconds.</summary>
    public static long DelayNs(BootRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return BootLatency.SmallestCrossingNs(request.Costs);
    }

    /// <summary>The node of an actor by its sort key; <see cref="ActorAddress.Machine"/> for what belongs to none.</summary>
    public static int NidOf(long actor) => OrderedLane.AddressOf(actor).Nid;

    /// <inheritdoc />
    public bool Has(long actor) => _nids.Contains(OrderedLane.AddressOf(actor).Nid);

    /// <inheritdoc />
    public BlockStanding RunTo(long horizonNs, IReadOnlyList<CrossMessage> incoming, List<CrossMessage> outbox)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        _border.Begin(_promise, horizonNs, outbox);
        return GoOn(incoming);
    }

    /// <summary>
    /// Goes once more, at one go, where a block with the same nodes has been that was lost: all that others sent to it is
    /// there. What leaves is what left then.
    /// </summary>
    /// <param name="toNs">All that arrives before this, in nanoseconds of virtual time, is among the past.</param>
    /// <param name="past">What others sent to the nodes of this block.</param>
    /// <param name="outbox">Where to put what leaves the block.</param>
    public BlockStanding CatchUp(long toNs, IReadOnlyList<CrossMessage> past, List<CrossMessage> outbox)
    {
        ArgumentNullException.ThrowIfNull(past);
        _border.BeginCatchingUp(toNs, outbox);
        _late.Await();
        _observation.IsRepeating = true;
        var standing = GoOn(past);
        _observation.IsRepeating = false;
        return standing;
    }

    /// <summary>
    /// All blocks have gone on so far: what began before is counted, since no lanes that are lost go through it again uncounted
    /// or twice. For <see cref="BootObservation.CountsLate"/>; other blocks count at the end of each window.
    /// </summary>
    /// <param name="reachedByAllNs">Up to when, in nanoseconds of virtual time.</param>
    public void CountTo(long reachedByAllNs)
    {
        _countedNs = Math.Max(_countedNs, reachedByAllNs);
        TellNumbers();
    }

    /// <summary>What the block has to say once nothing is pending anywhere, or going on is pointless.</summary>
    /// <param name="isOver">Whether nothing is pending.</param>
    public BlockResult Result(bool isOver)
    {
        if (isOver)
        {
            _late.WriteAll(_ledger);
            _ledger.JudgeQuiescence();
        }

        CountTo(long.MaxValue);
        var digests = ImmutableSortedDictionary.CreateBuilder<int, ulong>();
        foreach (int nid in _nids)
        {
            int group = OrderedLane.GroupOf(nid);
            digests.Add(nid, group < _world.Engine.GroupDigests.Length ? _world.Engine.GroupDigests[group] : 0);
        }

        long endNs = _world.Engine.LatestEndNs;
        return new BlockResult(
            digests.ToImmutable(), Deliveries, endNs, _ledger.Violations, _ledger.Happened,
            _watch.Report, _nids.Contains(ActorAddress.Machine) ? _watch.Phases(endNs) : [])
        {
            Trace = _observation.Trace,
            History = _observation.History,
        };
    }

    /// <summary>How far the boot is, where the supervisor is here.</summary>
    public void TellProgress(long deliveries, long endNs) => _watch.Delivered(deliveries, endNs);

    /// <inheritdoc />
    public void Dispose()
    {
        _observation.End();
        _world.Dispose();
    }
}
