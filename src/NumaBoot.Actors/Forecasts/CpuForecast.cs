using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Until when a CPU that works needs nobody but its own node: it goes through what it has left to do, as long as its
/// part of the node's supply lasts.
/// </summary>
internal sealed class CpuForecast(BootPlan plan, IWorkTimes times)
{
    // What is left of the CPU's part, by zone; made anew for each CPU.
    private readonly long[] _left = new long[ZoneKinds.Count];
    private readonly long[] _listed = new long[ZoneKinds.Count];
    private CpuState _cpu = null!;
    private SureSupply _supply = null!;
    private long _atNs;

    /// <summary>When it may send to another node, or tell that it is done, at the earliest.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="supply">What its node has.</param>
    /// <param name="nowNs">Nothing pending happens before this.</param>
    public long Make(CpuState cpu, SureSupply supply, long nowNs)
    {
        if (cpu.Phase is not { } phase || cpu.IsWorkDone)
        {
            // It has not heard of the phase yet, or its word that it is done is under way.
            return nowNs;
        }

        _cpu = cpu;
        _supply = supply;
        _atNs = Math.Max(nowNs, cpu.ComputesUntilNs);
        for (int zid = 0; zid < _left.Length; zid++)
        {
            _left[zid] = supply.Pages((ZoneKind)zid);
            _listed[zid] = cpu.ListedPages((ZoneKind)zid);
        }

        if (cpu.Allocation is { } inHand && !FinishesHere(inHand))
        {
            return _atNs;
        }

        for (int at = cpu.NextItem; at < cpu.Items.Length; at++)
        {
            var item = cpu.Items[at];
            if (item.Phase == phase && !DoesHere(item))
            {
                break;
            }
        }

        return _atNs;
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
            ? Refills((int)zone.Kind, blocks, isAsked)
            : Counts((int)zone.Kind, blocks, item.Order, isAsked);
    }

    private bool Refills(int zid, long pages, bool isAsked)
    {
        long batch = _supply.Batch((ZoneKind)zid);
        long fromList = Math.Min(pages, _listed[zid]);
        long refills = (pages - fromList + batch - 1) / batch;
        long sure = Math.Min(refills, _left[zid] / batch);
        long waited = Math.Max(0, sure - (isAsked ? 1 : 0));
        _left[zid] -= sure * batch;
        _listed[zid] = Math.Max(0, _listed[zid] + (sure * batch) - pages);
        _atNs += waited * (RoundTripNs + times.AtLeastNs(BootWork.TakeBlocks, batch));
        return sure == refills;
    }

    private bool Counts(int zid, long blocks, int order, bool isAsked)
    {
        long pages = blocks << order;
        if (pages > _left[zid])
        {
            return false;
        }

        _left[zid] -= pages;
        _atNs += isAsked ? 0 : RoundTripNs + times.AtLeastNs(BootWork.TakeBlocks, blocks);
        return true;
    }

    private long RoundTripNs => 2 * (times.SmallestMessageNs + times.AtLeastNs(BootWork.Message, 1));
}
