using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Some of a boot's nodes in virtual time, on an actor system of their own.</summary>
internal sealed class LaneBlock : ILaneBlock, IDisposable
{
    private const long DeliveriesBetweenLooks = 10_000;

    private readonly OrderedWorld _world;
    private readonly OrderedLane _lane;
    private readonly LaneBorder _border;
    private readonly HashSet<int> _nids;
    private readonly Dictionary<long, ActorSlot> _strangers = [];
    private readonly Func<bool> _isFutile;
    private readonly CancellationToken _cancellation;

    /// <summary>A block, with its actors still to be created by its first delivery.</summary>
    /// <param name="boot">The boot that it is a part of.</param>
    /// <param name="nodes">Its nodes, by nid.</param>
    /// <param name="hasMachine">Whether what belongs to no node is here.</param>
    public LaneBlock(LanesBoot boot, ImmutableArray<NodePlan> nodes, bool hasMachine)
    {
        _nids = [.. nodes.Select(node => node.Nid)];
        if (hasMachine)
        {
            _nids.Add(ActorAddress.Machine);
        }

        var request = boot.Request;
        var latency = new BootLatency(request.Costs, request.Machine.Distances, request.Seed);
        _border = new LaneBorder(latency, _nids, boot.DelayNs);
        _world = new OrderedWorld(new OrderedWorldOptions
        {
            Name = "numaboot",
            Order = new TimeOrder(latency),
            Fingerprint = new BootFingerprint(),
            LeavesToSupervision = cause => cause is SimulatedCrashException,
        });
        _lane = new OrderedLane(request.Costs, boot.Ledger, request.Disturbances, border: _border);
        _isFutile = () => boot.Ledger.IsFutile;
        _cancellation = boot.Cancellation;
        var root = _world.Spawn(Props.CreateBy(new LaneRootProducer(_lane, boot.Plan, boot.Watch, nodes, hasMachine)), "lane");
        _world.Inject(root, new LaneRoot.Begin());
    }

    /// <summary>The node numbers that are here.</summary>
    public IReadOnlySet<int> Nids => _nids;

    /// <summary>The latest time until which one of its actors was busy, in nanoseconds.</summary>
    public long LatestEndNs => _world.Engine.LatestEndNs;

    /// <inheritdoc />
    public long Deliveries => _world.Deliveries;

    /// <inheritdoc />
    public long PromiseNs => _world.Engine.NextNs;

    /// <inheritdoc />
    public bool Has(long actor) => _nids.Contains(OrderedLane.AddressOf(actor).Nid);

    /// <summary>A hash over the deliveries to a node, or to what belongs to none.</summary>
    public ulong DigestOf(int nid) => nid + 1 < _world.Engine.GroupDigests.Length ? _world.Engine.GroupDigests[nid + 1] : 0;

    /// <inheritdoc />
    public void Take(in CrossMessage message)
    {
        if (!_strangers.TryGetValue(message.From, out var from))
        {
            _strangers.Add(message.From, from = _world.Engine.Stranger(OrderedLane.PlaceOf(OrderedLane.AddressOf(message.From))));
        }

        _world.Engine.Arrive(from, _lane.At(OrderedLane.AddressOf(message.To)), message.Message, message.SentNs, message.ArrivalNs, message.Sequence);
    }

    /// <inheritdoc />
    public bool RunTo(long horizonNs, List<CrossMessage> outbox)
    {
        _border.Begin(horizonNs, outbox);
        while (true)
        {
            var limits = new RunLimits { BeforeNs = _border.BoundNs, MaxDeliveries = DeliveriesBetweenLooks, Cancellation = _cancellation };
            switch (_world.Run(limits))
            {
                case RunEnd.Cancelled:
                    return false;
                case RunEnd.DeliveryLimit or RunEnd.StopRequested:
                    if (_isFutile())
                    {
                        return false;
                    }

                    break;
                default:
                    return true;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _world.Dispose();
}
