using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Keeps what init workers did on one block of lanes. Any thread may record.</summary>
/// <param name="plan">The boot.</param>
internal sealed class WorkRecorder(BootPlan plan)
{
    private readonly Lock _one = new();
    private readonly Dictionary<ActorAddress, WorkInHand> _open = [];
    private readonly ImmutableArray<WorkRecord>.Builder _done = ImmutableArray.CreateBuilder<WorkRecord>();

    // By lane, counted from -1, as allocations are: no lane knows what others have.
    private readonly int[] _begun = new int[plan.Nodes[^1].Nid + 2];
    private readonly int _mostOnLane = Math.Max(1, TraceSettings.MostWork / plan.Nodes.Length);
    private long _leftOut;

    /// <summary>How many had no room.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>What was done so far, and what is being done.</summary>
    public ImmutableArray<WorkRecord> Recorded
    {
        get
        {
            lock (_one)
            {
                return [.. _done, .. _open.Select(open => Of(open.Key, open.Value, endNs: null))];
            }
        }
    }

    /// <summary>A worker is at work, if it was not before.</summary>
    public void Begin(ActorAddress worker, long atNs)
    {
        lock (_one)
        {
            if (_open.ContainsKey(worker))
            {
                return;
            }

            if (_begun[worker.Nid + 1] == _mostOnLane)
            {
                _leftOut++;
                return;
            }

            _begun[worker.Nid + 1]++;
            _open.Add(worker, new WorkInHand(atNs));
        }
    }

    /// <summary>It initialised a chunk.</summary>
    public void Add(ActorAddress worker, long pages)
    {
        lock (_one)
        {
            if (_open.TryGetValue(worker, out var work))
            {
                work.Pages += pages;
                work.Chunks++;
            }
        }
    }

    /// <summary>There is no chunk left for it.</summary>
    public void End(ActorAddress worker, long atNs)
    {
        lock (_one)
        {
            if (_open.Remove(worker, out var work))
            {
                _done.Add(Of(worker, work, atNs));
            }
        }
    }

    private static WorkRecord Of(ActorAddress worker, WorkInHand work, long? endNs) =>
        new(worker.Nid, worker.Index, work.StartNs, endNs, work.Pages, work.Chunks);
}
