using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Until when a CPU that works needs nobody but its own node: it goes through what it has left to do, as long as what it
/// may count on lasts.
/// </summary>
internal sealed class CpuForecast(BootPlan plan, IWorkTimes times)
{
    // What is left of what the CPU counts on, and of what is on its lists, by zone, and of lists by type; made anew for each CPU.
    private readonly long[] _left = new long[ZoneKinds.Count];
    private readonly long[] _listed = new long[ZoneKinds.Count * MigrateTypes.Count];
    private CpuState _cpu = null!;
    private SureSupply _supply = null!;
    private long _atNs;

    /// <summary>What the CPUs that were looked at want of their node's zones; whoever asks clears it.</summary>
    public NodeDemand Demand { get; } = new();

    /// <summary>What it takes at least to send a message to somebody on the same node and get another back, in nanoseconds.</summary>
    public long RoundTripNs => 2 * ToHearNs;

    /// <summary>When its node hears that it is done, or it may turn to another node, at the earliest.</summary>
    /// <param name="cpu">The CPU, which was let go to work.</param>
    /// <param name="phase">The phase; it may not have heard of it.</param>
    /// <param name="supply">What its node has.</param>
    /// <param name="countsOnAll">Whether it counts on all that its node has, and not on its part alone.</param>
    /// <param name="nowNs">Nothing pending happens before this.</param>
    public CpuOutlook Make(CpuState cpu, WorkPhase phase, SureSupply supply, bool countsOnAll, long nowNs)
    {
        if (cpu.Phase is null && cpu.LastPhase == phase)
        {
            // Its word that it is done, or cannot go on, is under way.
            return new CpuOutlook(nowNs, cpu.IsWorkDone);
        }

        _cpu = cpu;
        _supply = supply;
        _atNs = Math.Max(nowNs, cpu.ComputesUntilNs);
        for (int zid = 0; zid < _left.Length; zid++)
        {
            _left[zid] = countsOnAll ? supply.AllPages((ZoneKind)zid) : supply.PartPages((ZoneKind)zid);
            for (int type = 0; type < MigrateTypes.Count; type++)
            {
                _listed[(zid * MigrateTypes.Count) + type] = cpu.ListedPages((ZoneKind)zid, (MigrateType)type);
            }
        }

        if (cpu.Allocation is { } inHand && !FinishesHere(inHand))
        {
            return new CpuOutlook(_atNs, IsDone: false);
        }

        for (int at = cpu.Phase is null ? 0 : cpu.NextItem; at < cpu.Items.Length; at++)
        {
            var item = cpu.Items[at];
            if (item.Phase == phase && !DoesHere(item))
            {
                return new CpuOutlook(_atNs, IsDone: false);
            }
        }

        return new CpuOutlook(_atNs + ToHearNs, IsDone: true);
    }

    /// <summary>Whether what an allocation in hand still needs comes from here; its request may be answered already.</summary>
    private bool FinishesHere(AllocationInHand inHand)
    {
        var item = inHand.Item;
        if (inHand.Outstanding is { } asked && _supply.HasRefused(asked))
        {
            return false;
        }

        if (item.Interleaved || inHand.Nid != _cpu.Nid || inHand.Position > 0 || inHand.IsSlowPath)
        {
            return false;
        }

        return Serves(item, inHand.LeftBlocks, isAsked: inHand.Outstanding is not null);
    }

    private bool DoesHere(WorkItem item)
    {
        switch (item.Kind)
        {
            case WorkKind.Compute:
                _atNs += item.DurationNs;
                return true;
            case WorkKind.Free:
                // What it gives back may be another node's.
                return false;
            default:
                return !item.Interleaved && (item.Nid ?? _cpu.Nid) == _cpu.Nid && Serves(item, item.Count, isAsked: false);
        }
    }

    /// <summary>Takes blocks off the CPU's part and adds the time; false where the part does not last.</summary>
    private bool Serves(WorkItem item, long blocks, bool isAsked)
    {
        if (!plan.Zonelists.TryGet(_cpu.Nid, item.HighestZone, 0, out var zone) || zone.Nid != _cpu.Nid || item.Order > plan.Machine.Geometry.MaxOrder)
        {
            return false;
        }

        return item.Order == 0 && item.UsesPageList && plan.Machine.HasPageLists
            ? Refills((int)zone.Kind, item.Type, blocks, isAsked)
            : Counts((int)zone.Kind, blocks, item.Order, isAsked);
    }

    private bool Refills(int zid, MigrateType type, long pages, bool isAsked)
    {
        ref long listed = ref _listed[(zid * MigrateTypes.Count) + (int)type];
        long batch = _supply.Batch((ZoneKind)zid);
        long fromList = Math.Min(pages, listed);
        long refills = (pages - fromList + batch - 1) / batch;
        long sure = Math.Min(refills, _left[zid] / batch);
        long waited = Math.Max(0, sure - (isAsked ? 1 : 0));
        long takesNs = times.AtLeastNs(BootWork.TakeBlocks, batch);
        _left[zid] -= sure * batch;
        listed = Math.Max(0, listed + (sure * batch) - pages);
        _atNs += waited * (RoundTripNs + takesNs);
        Demand.Of(zid).Add(refills, batch, MessageNs + takesNs, isAsked ? 1 : 0);
        return sure == refills;
    }

    private bool Counts(int zid, long blocks, int order, bool isAsked)
    {
        long pages = blocks << order;
        long takesNs = times.AtLeastNs(BootWork.TakeBlocks, blocks);
        Demand.Of(zid).Add(1, pages, MessageNs + takesNs, isAsked ? 1 : 0);
        if (pages > _left[zid])
        {
            return false;
        }

        _left[zid] -= pages;
        _atNs += isAsked ? 0 : RoundTripNs + takesNs;
        return true;
    }

    private long MessageNs => times.AtLeastNs(BootWork.Message, 1);

    private long ToHearNs => times.SmallestMessageNs + MessageNs;
}
