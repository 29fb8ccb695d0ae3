using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// When a node will send something to another at the earliest, worked out from what its actors know. It may be too
/// early, never too late: it counts what must happen before, at the least that it costs. It knows nothing of
/// disturbances: a boot that has some gets by without.
/// </summary>
public sealed class NodeForecast
{
    private readonly NodeState _state;
    private readonly IWorkTimes _times;
    private readonly bool _ownsWriter;
    private readonly CpuForecast _cpu;
    private readonly GatherForecast _gather;

    internal NodeForecast(NodeState state, BootPlan plan, IWorkTimes times, IPending pending)
    {
        _state = state;
        _times = times;
        _ownsWriter = plan.Policy.Writer == WriterScope.Node;
        _cpu = new CpuForecast(plan, times);
        _gather = new GatherForecast(state, times, pending);
    }

    /// <summary>The node.</summary>
    public int Nid => _state.Plan.Nid;

    /// <summary>What can be said now.</summary>
    /// <param name="nowNs">Nothing that is pending on the node happens before this, in nanoseconds of virtual time.</param>
    public Forecast Make(long nowNs)
    {
        if (_state.Zones.Exists(IsShort))
        {
            return Forecast.At(nowNs);
        }

        var gathered = new Forecast(_gather.Make(nowNs), ForecastGround.Gather);
        var late = _state.IsInLateInit ? OfLateInit(nowNs) : Forecast.Rest;
        var work = _state.Working.Count > 0 ? OfWork(nowNs) : Forecast.Rest;
        var first = work.AtNs < late.AtNs ? work : late;
        return gathered.AtNs < first.AtNs ? gathered : first;
    }

    /// <summary>What becomes of a request to grow, and where the asker then turns, is not foreseen.</summary>
    private static bool IsShort(ZoneState zone) => zone.Waiting.Count > 0 || zone.Asking.Count > 0;

    private Forecast OfLateInit(long nowNs) =>
        _ownsWriter ? OfOwnRange(nowNs) : new Forecast(EarliestBuilt(nowNs), ForecastGround.LateInit);

    /// <summary>
    /// The node speaks when the range in hand ends: not before each worker that builds is done, nor before all that nobody
    /// has claimed is built by as many workers as there are.
    /// </summary>
    private Forecast OfOwnRange(long nowNs)
    {
        if (_state.AwaitsHelpers)
        {
            return Forecast.Rest;
        }

        if (_state.Coordinator is not { } coordinator || !coordinator.StartedRanges.Contains(Nid))
        {
            return Forecast.At(nowNs);
        }

        long left = coordinator.Deferred[Nid].Job!.UnclaimedPages;
        long endNs = nowNs + (_times.AtLeastNs(BootWork.InitialisePages, left) / (_state.Helpers + 1));
        foreach (var worker in _state.Workers)
        {
            endNs = Math.Max(endNs, worker.IsBuilding ? worker.BuildsUntilNs : 0);
        }

        return new Forecast(endNs, ForecastGround.LateInit);
    }

    /// <summary>Where one writes for the whole machine, a worker asks it for each chunk, and tells it of each.</summary>
    private long EarliestBuilt(long nowNs)
    {
        long earliestNs = long.MaxValue;
        foreach (var worker in _state.Workers)
        {
            earliestNs = worker.IsBuilding ? Math.Min(earliestNs, Math.Max(nowNs, worker.BuildsUntilNs)) : earliestNs;
        }

        return earliestNs;
    }

    /// <summary>The node speaks when all of its CPUs are done, or one can no longer be sure to be served here.</summary>
    private Forecast OfWork(long nowNs)
    {
        var supply = new SureSupply(_state);
        var together = Look(supply, countsOnAll: true, nowNs);
        if (together.TurnsNs <= nowNs)
        {
            return Forecast.At(nowNs);
        }

        if (_cpu.Demand.IsMetBy(supply))
        {
            // The last to be served still has to hear of it, and to tell.
            long busyNs = _cpu.Demand.BusiestNs;
            long doneNs = busyNs == 0 ? together.DoneNs : Math.Max(together.DoneNs, nowNs + busyNs + _cpu.RoundTripNs);
            return new Forecast(Math.Min(together.TurnsNs, doneNs), ForecastGround.OwnWork);
        }

        // It does not last for all: each CPU has its part for sure, and nobody turns away before something has run out.
        long lastsNs = nowNs + _cpu.Demand.LastsNs(supply);
        var apart = Look(supply, countsOnAll: false, nowNs);
        return new Forecast(Math.Min(together.TurnsNs, Math.Max(apart.TurnsNs, lastsNs)), ForecastGround.OwnWork);
    }

    /// <summary>When all CPUs are done, and when the first may turn to another node, at the earliest.</summary>
    private (long DoneNs, long TurnsNs) Look(SureSupply supply, bool countsOnAll, long nowNs)
    {
        _cpu.Demand.Clear();
        long doneNs = nowNs;
        long turnsNs = long.MaxValue;
        foreach (var cpu in _state.Working)
        {
            var outlook = _cpu.Make(cpu, _state.WorkPhase, supply, countsOnAll, nowNs);
            if (outlook.IsDone)
            {
                doneNs = Math.Max(doneNs, outlook.AtNs);
            }
            else
            {
                turnsNs = Math.Min(turnsNs, outlook.AtNs);
            }
        }

        return (doneNs, turnsNs);
    }
}
