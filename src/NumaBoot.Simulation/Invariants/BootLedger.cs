using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// Judges the invariants of a boot on what actors write down, in the order of deliveries. Each invariant is reported
/// once, with the first thing that broke it.
/// </summary>
public sealed class BootLedger : IBootLedger
{
    private readonly LedgerBooks _books;
    private readonly PageJudge _pages;
    private readonly TakingJudge _takings;
    private readonly GrowthJudge _growth;
    private readonly AllocationJudge _allocations;
    private readonly PhaseJudge _phases;

    /// <summary>A ledger for one boot.</summary>
    /// <param name="plan">What the boot starts from.</param>
    /// <param name="deliveries">How many deliveries were begun; null where nobody counts.</param>
    public BootLedger(BootPlan plan, Func<long>? deliveries = null)
    {
        _books = new LedgerBooks(plan, deliveries ?? (() => 0));
        _pages = new PageJudge(_books);
        _takings = new TakingJudge(_books);
        _growth = new GrowthJudge(_books);
        _allocations = new AllocationJudge(_books);
        _phases = new PhaseJudge(_books);
    }

    /// <summary>What broke, by invariant.</summary>
    public ImmutableArray<Violation> Violations => _books.Violations;

    /// <summary>Whether somebody asks for ever and nothing moves, so that going on is pointless.</summary>
    public bool IsFutile => _growth.IsFutile;

    /// <inheritdoc />
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames) => _pages.Initialised(zone, frames);

    /// <inheritdoc />
    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames) => _pages.Freed(zone, frames);

    /// <inheritdoc />
    public void Released(ZoneRef zone, PfnRange frames) => _pages.Released(zone, frames);

    /// <inheritdoc />
    public void Taken(in Taking taking)
    {
        _pages.Taken(taking);
        _takings.Taken(taking);
    }

    /// <inheritdoc />
    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames) => _pages.GivenBack(zone, cpu, frames);

    /// <inheritdoc />
    public void CountedFree(ZoneRef zone, long freePages) => _pages.CountedFree(zone, freePages);

    /// <inheritdoc />
    public void CountedHeld(ZoneRef zone, long pages) => _pages.CountedHeld(zone, pages);

    /// <inheritdoc />
    public void CountedManaged(ZoneRef zone, long managedPages) => _pages.CountedManaged(zone, managedPages);

    /// <inheritdoc />
    public void CountedDeferred(int nid, long deferredPages) => _growth.CountedDeferred(nid, deferredPages);

    /// <inheritdoc />
    public void MemoryMapBuilt(int nid, long frontier) => _growth.MemoryMapBuilt(nid, frontier);

    /// <inheritdoc />
    public void GrowthStarted(ZoneRef zone, RequestId ask, bool couldServe) => _growth.GrowthStarted(zone, ask, couldServe);

    /// <inheritdoc />
    public void FrontierMoved(ZoneRef zone, long before, long after) => _growth.FrontierMoved(zone, before, after);

    /// <inheritdoc />
    public void GrowthAnswered(RequestId ask, bool grew)
    {
        _allocations.AnswerGiven(ask);
        _takings.GrowthAnswered(ask, grew);
    }

    /// <inheritdoc />
    public void ToldToTryAgain(ZoneRef zone, RequestId ask) => _growth.ToldToTryAgain(zone);

    /// <inheritdoc />
    public void WaitsForWriter(int cpu, int writerCpu) => _growth.WaitsForWriter(cpu, writerCpu);

    /// <inheritdoc />
    public void RestClaimed(int nid, long pages)
    {
        _phases.RestClaimed(nid);
        _growth.RestClaimed(nid);
    }

    /// <inheritdoc />
    public void DisableAcknowledged(int nid) => _phases.DisableAcknowledged(nid);

    /// <inheritdoc />
    public void LateInitStarted(int nid) => _phases.LateInitStarted(nid);

    /// <inheritdoc />
    public void NodeDone(int nid) => _phases.NodeDone(nid);

    /// <inheritdoc />
    public void Requested(RequestId id) => _allocations.Requested(id);

    /// <inheritdoc />
    public void AnswerGiven(RequestId id) => _allocations.AnswerGiven(id);

    /// <inheritdoc />
    public void Answered(RequestId id)
    {
        _allocations.Answered(id);
        _takings.Answered(id);
    }

    /// <inheritdoc />
    public void Refused(RequestId id, ZoneRef zone, bool hadBlock, int order) => _allocations.Refused(id, zone, hadBlock, order);

    /// <inheritdoc />
    public void AllocationEnded(IReadOnlyList<RequestId> requests, bool served, bool remote) =>
        _allocations.AllocationEnded(requests, served, remote);

    /// <inheritdoc />
    public void BootEnded(bool booted)
    {
        _phases.BootEnded(booted);
        _pages.BootEnded(booted);
    }

    /// <summary>Judges what can only be judged when nothing is under way any more.</summary>
    public void JudgeQuiescence()
    {
        _phases.JudgeQuiescence();
        _allocations.JudgeQuiescence();
        _pages.JudgeQuiescence();
    }
}
