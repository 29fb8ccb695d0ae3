using System.Runtime.InteropServices;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// Gathers the numbers of one block of lanes and tells them in parts. Any thread may add.
/// </summary>
/// <param name="meter">Who is told.</param>
internal sealed class BlockMeasures(IBlockMeter meter)
{
    private readonly Lock _one = new();
    private readonly List<Measure> _untold = [];
    private readonly long[] _deliveries = new long[Enum.GetValues<ActorRole>().Length];
    private (long Deliveries, Func<long> Pending)? _itself;
    private long _untoldDeliveries;
    private long _crossed;
    private bool _hasEnded;

    /// <summary>
    /// Whether nothing is counted, since others have counted it: the block goes once more where one that is lost has been.
    /// How things stand is told all the same.
    /// </summary>
    public bool IsRepeating { get; set; }

    /// <summary>When the delivery in hand began, in nanoseconds of virtual time; 0 where there is none.</summary>
    public long StartNs { get; set; }

    /// <summary>Tells by itself, on whatever thread delivers.</summary>
    /// <param name="deliveries">After so many deliveries.</param>
    /// <param name="pending">How many messages wait or are under way then.</param>
    public void TellsItself(long deliveries, Func<long> pending) => _itself = (deliveries, pending);

    /// <summary>Adds a number of the delivery in hand.</summary>
    public void Add(in Measure measure)
    {
        lock (_one)
        {
            if (!_hasEnded && (!IsRepeating || measure.Kind >= MeasureKind.Free))
            {
                _untold.Add(measure with { AtNs = StartNs });
            }
        }
    }

    /// <summary>A message is delivered.</summary>
    /// <param name="role">To whom.</param>
    /// <param name="wayNs">How long it took, in nanoseconds of virtual time; null where there is none.</param>
    public void Deliver(ActorRole role, long? wayNs)
    {
        lock (_one)
        {
            if (_itself is { } itself && ++_untoldDeliveries >= itself.Deliveries)
            {
                _untoldDeliveries = 0;
                Tell(itself.Pending(), 0, long.MaxValue);
            }

            Add(new Measure(wayNs is null ? MeasureKind.Delivered : MeasureKind.Arrived, (int)role, wayNs ?? 0));
        }
    }

    /// <summary>A phase begins.</summary>
    public void BeginPhase(string name, long atNs)
    {
        lock (_one)
        {
            meter.PhaseBegan(name, atNs);
        }
    }

    /// <summary>Tells what was added, and how things stand.</summary>
    /// <param name="pending">How many messages wait or are under way.</param>
    /// <param name="reachedNs">How far the block is, in nanoseconds of virtual time.</param>
    /// <param name="countedNs">What began at this time or later is not counted yet, in nanoseconds.</param>
    public void Tell(long pending, long reachedNs, long countedNs)
    {
        lock (_one)
        {
            if (!_hasEnded)
            {
                TellUntold(countedNs);
                meter.Pends(pending);
                meter.Reached(reachedNs);
            }
        }
    }

    /// <summary>The block is no more. What it has not told is not counted.</summary>
    public void End()
    {
        lock (_one)
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                meter.Ended();
            }
        }
    }

    private void TellUntold(long countedNs)
    {
        int kept = 0;
        var all = CollectionsMarshal.AsSpan(_untold);
        for (int at = 0; at < all.Length; at++)
        {
            ref readonly var measure = ref all[at];
            if (measure.AtNs < countedNs || measure.Kind >= MeasureKind.Free)
            {
                Tell(in measure);
            }
            else
            {
                all[kept++] = measure;
            }
        }

        _untold.RemoveRange(kept, _untold.Count - kept);
        TellSums();
    }

    private void TellSums()
    {
        for (int role = 0; role < _deliveries.Length; role++)
        {
            if (_deliveries[role] > 0)
            {
                meter.Delivered((ActorRole)role, _deliveries[role]);
                _deliveries[role] = 0;
            }
        }

        if (_crossed > 0)
        {
            meter.Crossed(_crossed);
            _crossed = 0;
        }
    }

    private void Tell(in Measure measure)
    {
        switch (measure.Kind)
        {
            case MeasureKind.Initialised:
                meter.Initialised(measure.Nid, (PageBuilder)measure.Which, measure.Value);
                break;
            case MeasureKind.Grew:
                meter.Grew(measure.Nid, (GrowthReason)measure.Which);
                break;
            case MeasureKind.Allocated:
                meter.Allocated(measure.Nid, (AllocationWay)measure.Which, measure.Value);
                break;
            case MeasureKind.Waited:
                meter.Waited((WaitPlace)measure.Which, measure.Value, measure.IsTraced);
                break;
            case MeasureKind.NodeInitialised:
                meter.NodeInitialised(measure.Nid, measure.Value);
                break;
            case MeasureKind.Delivered:
                _deliveries[measure.Which]++;
                break;
            case MeasureKind.Arrived:
                _deliveries[measure.Which]++;
                meter.Arrived((ActorRole)measure.Which, measure.Value);
                break;
            case MeasureKind.Restarted:
                meter.Restarted((ActorRole)measure.Which);
                break;
            case MeasureKind.Crossed:
                _crossed++;
                break;
            default:
                TellStanding(in measure);
                break;
        }
    }

    private void TellStanding(in Measure measure)
    {
        switch (measure.Kind)
        {
            case MeasureKind.Free:
                meter.FreeChanged(measure.Nid, measure.Value);
                break;
            case MeasureKind.Deferred:
                meter.DeferredChanged(measure.Nid, measure.Value);
                break;
            case MeasureKind.Frontier:
                meter.FrontierStands(measure.Nid, measure.Value);
                break;
            case MeasureKind.Created:
                meter.Created((ActorRole)measure.Which, measure.Value);
                break;
        }
    }
}
