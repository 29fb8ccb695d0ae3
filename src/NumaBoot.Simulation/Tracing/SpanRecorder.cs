using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Keeps the spans of one block of lanes until the run is over. Any thread may record.</summary>
/// <param name="settings">What is recorded.</param>
/// <param name="plan">The boot.</param>
internal sealed class SpanRecorder(TraceSettings settings, BootPlan plan)
{
    private readonly Lock _one = new();
    private readonly ImmutableArray<SpanRecord>.Builder _spans = ImmutableArray.CreateBuilder<SpanRecord>();
    private readonly ImmutableArray<SpanUpdate>.Builder _updates = ImmutableArray.CreateBuilder<SpanUpdate>();

    // By lane, counted from -1.
    private readonly long[] _deliveries = new long[plan.Nodes[^1].Nid + 2];
    private readonly long[] _initPages = new long[plan.Nodes[^1].Nid + 2];
    private readonly int[] _allocations = new int[plan.Nodes[^1].Nid + 2];
    private readonly ulong _below = settings.Share >= 1 ? ulong.MaxValue : (ulong)(settings.Share * ulong.MaxValue);

    // A number for each lane, since no lane knows what others have.
    private readonly int _mostOnLane = Math.Max(1, TraceSettings.MostAllocations / plan.Nodes.Length);
    private long _leftOut;

    /// <summary>What was recorded so far.</summary>
    public BlockTrace Recorded
    {
        get
        {
            lock (_one)
            {
                return new BlockTrace(_spans.ToImmutable(), _updates.ToImmutable(), _leftOut) { Work = Work?.Recorded ?? [], WorkLeftOut = Work?.LeftOut ?? 0 };
            }
        }
    }

    /// <summary>What init workers did; null where nobody wants to know.</summary>
    public WorkRecorder? Work { get; } = settings.HasWork ? new WorkRecorder(plan) : null;

    /// <summary>The clock of the world, in ticks; 0 where nobody wants to know.</summary>
    public long Ticks => settings.Clock?.GetUtcNow().Ticks ?? 0;

    /// <summary>Another delivery of a lane.</summary>
    /// <returns>The how-manieth, counted from 1.</returns>
    public long CountDelivery(int nid) => Interlocked.Increment(ref _deliveries[nid + 1]);

    /// <summary>Whether a request for pages is one of those that are traced by chance; that follows from its id.</summary>
    public bool IsDrawn(RequestId id) => _below == ulong.MaxValue || Hash(id) < _below;

    /// <summary>The same, unless the lane has as many as it may.</summary>
    public bool Wants(RequestId id) => IsDrawn(id) && HasRoom(id);

    /// <summary>Whether the lane of a request may have one more; then it has.</summary>
    public bool HasRoom(RequestId id)
    {
        if (Interlocked.Increment(ref _allocations[id.From.Nid + 1]) <= _mostOnLane)
        {
            return true;
        }

        Interlocked.Increment(ref _leftOut);
        return false;
    }

    /// <summary>Pages of a node were initialised in late init.</summary>
    public void AddInitPages(int nid, long pages) => Interlocked.Add(ref _initPages[nid + 1], pages);

    /// <summary>How many there were.</summary>
    public long InitPagesOf(int nid) => Volatile.Read(ref _initPages[nid + 1]);

    /// <summary>A span began.</summary>
    public void Begin(SpanRecord span)
    {
        lock (_one)
        {
            _spans.Add(span);
        }
    }

    /// <summary>A span ended.</summary>
    public void End(SpanKey key, long endNs, ImmutableArray<SpanFact> facts, ImmutableArray<SpanKey> links = default) =>
        Update(new SpanUpdate(key, endNs, Ticks, facts, links.IsDefault ? [] : links));

    /// <summary>More became known about a span.</summary>
    public void Learn(SpanKey key, params ImmutableArray<SpanFact> facts) => Update(new SpanUpdate(key, null, 0, facts, []));

    private void Update(SpanUpdate update)
    {
        lock (_one)
        {
            _updates.Add(update);
        }
    }

    // The finaliser of splitmix64: ids that differ little are far apart.
    private static ulong Hash(RequestId id)
    {
        ulong mixed = ((ulong)(uint)id.From.Nid << 40) ^ ((ulong)(uint)id.From.Index << 20) ^ (ulong)id.Number;
        mixed = (mixed ^ ((ulong)id.From.Role << 61)) + 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
