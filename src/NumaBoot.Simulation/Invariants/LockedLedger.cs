using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// A ledger in which many threads write, one at a time. What is judged in it is judged in the order of writes. An actor
/// writes before it sends, so whatever comes of a write is written after it; writes that have nothing to do with each
/// other come in any order. Each book has one writer at a time: free areas, takings, refusals and marks are written by
/// their zone, the frontier by whoever holds the writer, pages that are built by who was let build them, phases by nodes
/// and supervisor, each of whom has heard from the others before. So no judgement depends on an order that the actors did
/// not settle among themselves, but one: "in the same delivery" needs the number of the delivery on the thread that
/// writes, not of the latest one anywhere.
/// </summary>
internal sealed class LockedLedger(BootLedger ledger) : IBootLedger
{
    private readonly Lock _lock = new();
    private volatile bool _isFutile;

    /// <inheritdoc cref="BootLedger.IsFutile" />
    public bool IsFutile => _isFutile;

    /// <summary>Does something with the ledger while nobody writes.</summary>
    public T Read<T>(Func<BootLedger, T> read)
    {
        lock (_lock)
        {
            return read(ledger);
        }
    }

    /// <inheritdoc />
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        lock (_lock)
        {
            ledger.Initialised(zone, frames, builder);
        }
    }

    /// <inheritdoc />
    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        lock (_lock)
        {
            ledger.Freed(zone, frames);
        }
    }

    /// <inheritdoc />
    public void Released(ZoneRef zone, PfnRange frames)
    {
        lock (_lock)
        {
            ledger.Released(zone, frames);
        }
    }

    /// <inheritdoc />
    public void Taken(in Taking taking)
    {
        lock (_lock)
        {
            ledger.Taken(in taking);
        }
    }

    /// <inheritdoc />
    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0)
    {
        lock (_lock)
        {
            ledger.GivenBack(zone, cpu, frames, order);
        }
    }

    /// <inheritdoc />
    public void MarksSet(ZoneRef zone, ZoneWatermarks marks, ImmutableArray<long> lowmemReserves, PageListSize pageList)
    {
        lock (_lock)
        {
            ledger.MarksSet(zone, marks, lowmemReserves, pageList);
        }
    }

    /// <inheritdoc />
    public void PageListSized(ZoneRef zone, PageListSize pageList)
    {
        lock (_lock)
        {
            ledger.PageListSized(zone, pageList);
        }
    }

    /// <inheritdoc />
    public void CountedFree(ZoneRef zone, long freePages)
    {
        lock (_lock)
        {
            ledger.CountedFree(zone, freePages);
        }
    }

    /// <inheritdoc />
    public void CountedManaged(ZoneRef zone, long managedPages)
    {
        lock (_lock)
        {
            ledger.CountedManaged(zone, managedPages);
        }
    }

    /// <inheritdoc />
    public void CountedDeferred(int nid, long deferredPages)
    {
        lock (_lock)
        {
            ledger.CountedDeferred(nid, deferredPages);
        }
    }

    /// <inheritdoc />
    public void MemoryMapBuilt(int nid, long frontier)
    {
        lock (_lock)
        {
            ledger.MemoryMapBuilt(nid, frontier);
        }
    }

    /// <inheritdoc />
    public void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand)
    {
        lock (_lock)
        {
            ledger.GrowthStarted(zone, ask, demand);
        }
    }

    /// <inheritdoc />
    public void FrontierMoved(ZoneRef zone, long before, long after)
    {
        lock (_lock)
        {
            ledger.FrontierMoved(zone, before, after);
        }
    }

    /// <inheritdoc />
    public void GrowthAnswered(RequestId ask, bool grew)
    {
        lock (_lock)
        {
            ledger.GrowthAnswered(ask, grew);
        }
    }

    /// <inheritdoc />
    public void ToldToTryAgain(ZoneRef zone)
    {
        lock (_lock)
        {
            ledger.ToldToTryAgain(zone);
            _isFutile = ledger.IsFutile;
        }
    }

    /// <inheritdoc />
    public void WaitsForWriter(int cpu, RequestId growth, int growthCpu)
    {
        lock (_lock)
        {
            ledger.WaitsForWriter(cpu, growth, growthCpu);
        }
    }

    /// <inheritdoc />
    public void GrowthPutOff(RequestId growth)
    {
        lock (_lock)
        {
            ledger.GrowthPutOff(growth);
        }
    }

    /// <inheritdoc />
    public void GrowthGoesOn(RequestId growth)
    {
        lock (_lock)
        {
            ledger.GrowthGoesOn(growth);
        }
    }

    /// <inheritdoc />
    public void AskedInInterrupt(RequestId id, int interrupt)
    {
        lock (_lock)
        {
            ledger.AskedInInterrupt(id, interrupt);
        }
    }

    /// <inheritdoc />
    public void Happened(Disturbance disturbance)
    {
        lock (_lock)
        {
            ((IBootLedger)ledger).Happened(disturbance);
        }
    }

    /// <inheritdoc />
    public void RestClaimed(int nid)
    {
        lock (_lock)
        {
            ledger.RestClaimed(nid);
        }
    }

    /// <inheritdoc />
    public void DisableAcknowledged(int nid)
    {
        lock (_lock)
        {
            ledger.DisableAcknowledged(nid);
        }
    }

    /// <inheritdoc />
    public void LateInitStarted(int nid)
    {
        lock (_lock)
        {
            ledger.LateInitStarted(nid);
        }
    }

    /// <inheritdoc />
    public void NodeDone(int nid)
    {
        lock (_lock)
        {
            ledger.NodeDone(nid);
        }
    }

    /// <inheritdoc />
    public void Requested(RequestId id)
    {
        lock (_lock)
        {
            ledger.Requested(id);
        }
    }

    /// <inheritdoc />
    public void AnswerGiven(RequestId id)
    {
        lock (_lock)
        {
            ledger.AnswerGiven(id);
        }
    }

    /// <inheritdoc />
    public void Answered(RequestId id)
    {
        lock (_lock)
        {
            ledger.Answered(id);
        }
    }

    /// <inheritdoc />
    public void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks)
    {
        lock (_lock)
        {
            ledger.Refused(id, zone, demand, givenBlocks);
        }
    }

    /// <inheritdoc />
    public void AllocationEnded(in AllocationEnd end)
    {
        lock (_lock)
        {
            ledger.AllocationEnded(in end);
        }
    }

    /// <inheritdoc />
    public void CountedHeld(ZoneRef zone, long pages)
    {
        lock (_lock)
        {
            ledger.CountedHeld(zone, pages);
        }
    }

    /// <inheritdoc />
    public void BootEnded(bool booted)
    {
        lock (_lock)
        {
            ledger.BootEnded(booted);
        }
    }
}
