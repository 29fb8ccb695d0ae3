using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Passes all on to another ledger; who looks on overrides what he wants to see.</summary>
internal abstract class PassingLedger(IBootLedger inner) : IBootLedger
{
    public virtual void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder) => inner.Initialised(zone, frames, builder);

    public virtual void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames) => inner.Freed(zone, frames);

    public virtual void Released(ZoneRef zone, PfnRange frames) => inner.Released(zone, frames);

    public virtual void Taken(in Taking taking) => inner.Taken(taking);

    public virtual void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0) => inner.GivenBack(zone, cpu, frames, order);

    public virtual void MarksSet(ZoneRef zone, ZoneWatermarks marks, ImmutableArray<long> lowmemReserves, PageListSize pageList) =>
        inner.MarksSet(zone, marks, lowmemReserves, pageList);

    public virtual void PageListSized(ZoneRef zone, PageListSize pageList) => inner.PageListSized(zone, pageList);

    public virtual void CountedFree(ZoneRef zone, long freePages) => inner.CountedFree(zone, freePages);

    public virtual void CountedManaged(ZoneRef zone, long managedPages) => inner.CountedManaged(zone, managedPages);

    public virtual void CountedDeferred(int nid, long deferredPages) => inner.CountedDeferred(nid, deferredPages);

    public virtual void MemoryMapBuilt(int nid, long frontier) => inner.MemoryMapBuilt(nid, frontier);

    public virtual void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand) => inner.GrowthStarted(zone, ask, demand);

    public virtual void FrontierMoved(ZoneRef zone, long before, long after) => inner.FrontierMoved(zone, before, after);

    public virtual void GrowthAnswered(RequestId ask, bool grew) => inner.GrowthAnswered(ask, grew);

    public virtual void ToldToTryAgain(ZoneRef zone) => inner.ToldToTryAgain(zone);

    public virtual void WaitsForWriter(int cpu, RequestId growth, int growthCpu) => inner.WaitsForWriter(cpu, growth, growthCpu);

    public virtual void GrowthPutOff(RequestId growth) => inner.GrowthPutOff(growth);

    public virtual void GrowthGoesOn(RequestId growth) => inner.GrowthGoesOn(growth);

    public virtual void RestClaimed(int nid) => inner.RestClaimed(nid);

    public virtual void DisableAcknowledged(int nid) => inner.DisableAcknowledged(nid);

    public virtual void LateInitStarted(int nid) => inner.LateInitStarted(nid);

    public virtual void NodeDone(int nid) => inner.NodeDone(nid);

    public virtual void Requested(RequestId id) => inner.Requested(id);

    public virtual void AskedInInterrupt(RequestId id, int interrupt) => inner.AskedInInterrupt(id, interrupt);

    public virtual void AnswerGiven(RequestId id) => inner.AnswerGiven(id);

    public virtual void Answered(RequestId id) => inner.Answered(id);

    public virtual void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks) => inner.Refused(id, zone, demand, givenBlocks);

    public virtual void AllocationEnded(in AllocationEnd end) => inner.AllocationEnded(end);

    public virtual void Happened(Disturbance disturbance) => inner.Happened(disturbance);

    public virtual void CountedHeld(ZoneRef zone, long pages) => inner.CountedHeld(zone, pages);

    public virtual void BootEnded(bool booted) => inner.BootEnded(booted);
}
