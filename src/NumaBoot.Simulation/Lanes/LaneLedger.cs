using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// The ledger of a block of lanes. Pages and frontiers are judged where their node is, requests where the asker is; what
/// is written elsewhere crosses over as messages do and comes before any that was sent after it, so that whatever follows
/// from a write is written after it. Writes that have nothing to do with each other come in any order, and no judgement
/// depends on that: each book has one writer at a time (see <see cref="LockedLedger"/>).
/// </summary>
/// <param name="ledger">Judges what is here.</param>
/// <param name="border">Where other lanes begin.</param>
internal sealed class LaneLedger(BootLedger ledger, LaneBorder border) : IBootLedger
{
    /// <inheritdoc />
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        if (border.IsAbroad(zone.Nid))
        {
            border.Write(zone.Nid, new LedgerEntries.Initialised(zone, frames, builder));
        }
        else
        {
            ledger.Initialised(zone, frames, builder);
        }
    }

    /// <inheritdoc />
    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames) => ledger.Freed(zone, frames);

    /// <inheritdoc />
    public void Released(ZoneRef zone, PfnRange frames) => ledger.Released(zone, frames);

    /// <inheritdoc />
    public void Taken(in Taking taking) => ledger.Taken(taking);

    /// <inheritdoc />
    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0) => ledger.GivenBack(zone, cpu, frames, order);

    /// <inheritdoc />
    public void MarksSet(ZoneRef zone, ZoneWatermarks marks, ImmutableArray<long> lowmemReserves, PageListSize pageList) =>
        ledger.MarksSet(zone, marks, lowmemReserves, pageList);

    /// <inheritdoc />
    public void PageListSized(ZoneRef zone, PageListSize pageList) => ledger.PageListSized(zone, pageList);

    /// <inheritdoc />
    public void CountedFree(ZoneRef zone, long freePages) => ledger.CountedFree(zone, freePages);

    /// <inheritdoc />
    public void CountedManaged(ZoneRef zone, long managedPages) => ledger.CountedManaged(zone, managedPages);

    /// <inheritdoc />
    public void CountedDeferred(int nid, long deferredPages)
    {
        if (border.IsAbroad(nid))
        {
            border.Write(nid, new LedgerEntries.CountedDeferred(nid, deferredPages));
        }
        else
        {
            ledger.CountedDeferred(nid, deferredPages);
        }
    }

    /// <inheritdoc />
    public void MemoryMapBuilt(int nid, long frontier) => ledger.MemoryMapBuilt(nid, frontier);

    /// <inheritdoc />
    public void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand) => ledger.GrowthStarted(zone, ask, demand);

    /// <inheritdoc />
    public void FrontierMoved(ZoneRef zone, long before, long after)
    {
        if (border.IsAbroad(zone.Nid))
        {
            border.Write(zone.Nid, new LedgerEntries.FrontierMoved(zone, before, after));
        }
        else
        {
            ledger.FrontierMoved(zone, before, after);
        }
    }

    /// <inheritdoc />
    public void GrowthAnswered(RequestId ask, bool grew)
    {
        if (border.IsAbroad(ask.From.Nid))
        {
            border.Write(ask.From.Nid, new LedgerEntries.GrowthAnswered(ask, grew));
        }
        else
        {
            ledger.GrowthAnswered(ask, grew);
        }
    }

    /// <inheritdoc />
    public void ToldToTryAgain(ZoneRef zone)
    {
        if (border.IsAbroad(zone.Nid))
        {
            border.Write(zone.Nid, new LedgerEntries.ToldToTryAgain(zone));
        }
        else
        {
            ledger.ToldToTryAgain(zone);
        }
    }

    /// <inheritdoc />
    public void WaitsForWriter(int cpu, RequestId growth, int growthCpu)
    {
        if (border.IsAbroad(growth.From.Nid))
        {
            border.Write(growth.From.Nid, new LedgerEntries.WaitsForWriter(cpu, growth, growthCpu));
        }
        else
        {
            ledger.WaitsForWriter(cpu, growth, growthCpu);
        }
    }

    /// <inheritdoc />
    public void GrowthPutOff(RequestId growth) => ledger.GrowthPutOff(growth);

    /// <inheritdoc />
    public void GrowthGoesOn(RequestId growth) => ledger.GrowthGoesOn(growth);

    /// <inheritdoc />
    public void RestClaimed(int nid)
    {
        if (border.IsAbroad(nid))
        {
            border.Write(nid, new LedgerEntries.RestClaimed(nid));
        }
        else
        {
            ledger.RestClaimed(nid);
        }
    }

    /// <inheritdoc />
    public void DisableAcknowledged(int nid)
    {
        ledger.DisableAcknowledged(nid);
        border.WriteToAll(new LedgerEntries.DisableAcknowledged(nid));
    }

    /// <inheritdoc />
    public void LateInitStarted(int nid) => ledger.LateInitStarted(nid);

    /// <inheritdoc />
    public void NodeDone(int nid) => ledger.NodeDone(nid);

    /// <inheritdoc />
    public void Requested(RequestId id) => ledger.Requested(id);

    /// <inheritdoc />
    public void AskedInInterrupt(RequestId id, int interrupt) => ledger.AskedInInterrupt(id, interrupt);

    /// <inheritdoc />
    public void AnswerGiven(RequestId id)
    {
        if (border.IsAbroad(id.From.Nid))
        {
            border.Write(id.From.Nid, new LedgerEntries.AnswerGiven(id));
        }
        else
        {
            ledger.AnswerGiven(id);
        }
    }

    /// <inheritdoc />
    public void Answered(RequestId id)
    {
        if (border.IsAbroad(id.From.Nid))
        {
            border.Write(id.From.Nid, new LedgerEntries.Answered(id));
        }
        else
        {
            ledger.Answered(id);
        }
    }

    /// <inheritdoc />
    public void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks)
    {
        var refusal = ledger.JudgeRefusal(id, zone, demand, givenBlocks);
        if (border.IsAbroad(id.From.Nid))
        {
            border.Write(id.From.Nid, new LedgerEntries.Refused(id, refusal));
        }
        else
        {
            ledger.HearOfRefusal(id, refusal);
        }
    }

    /// <inheritdoc />
    public void AllocationEnded(in AllocationEnd end) => ledger.AllocationEnded(end);

    /// <inheritdoc />
    public void Happened(Disturbance disturbance) => ((IBootLedger)ledger).Happened(disturbance);

    /// <inheritdoc />
    public void CountedHeld(ZoneRef zone, long pages)
    {
        if (border.IsAbroad(zone.Nid))
        {
            border.Write(zone.Nid, new LedgerEntries.CountedHeld(zone, pages));
        }
        else
        {
            ledger.CountedHeld(zone, pages);
        }
    }

    /// <inheritdoc />
    public void BootEnded(bool booted)
    {
        ledger.BootEnded(booted);
        border.WriteToAll(new LedgerEntries.BootEnded(booted));
    }
}
