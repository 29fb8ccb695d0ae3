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
    private readonly RequestJudge _requests;
    private readonly AllocationJudge _allocations;
    private readonly SelfWaitJudge _selfWaits;
    private readonly PhaseJudge _phases;

    /// <summary>A ledger for one boot.</summary>
    /// <param name="plan">What the boot starts from.</param>
    /// <param name="deliveries">How many deliveries were begun; null where nobody counts.</param>
    /// <param name="nodes">The nodes whose pages are judged here; null for all.</param>
    public BootLedger(BootPlan plan, Func<long>? deliveries = null, IEnumerable<NodePlan>? nodes = null)
    {
        _books = new LedgerBooks(plan, nodes ?? plan.Nodes, deliveries ?? (() => 0));
        _pages = new PageJudge(_books);
        _takings = new TakingJudge(_books);
        _growth = new GrowthJudge(_books);
        _requests = new RequestJudge(_books);
        _allocations = new AllocationJudge(_books);
        _selfWaits = new SelfWaitJudge(_books);
        _phases = new PhaseJudge(_books);
    }

    /// <summary>Disturbances that came to pass.</summary>
    public DisturbanceCounts Happened { get; private set; } = DisturbanceCounts.None;

    /// <summary>What broke, by invariant.</summary>
    public ImmutableArray<Violation> Violations => _books.Violations;

    /// <summary>Whether somebody asks for ever and nothing moves, so that going on is pointless.</summary>
    public bool IsFutile => _growth.IsFutile;

    /// <inheritdoc />
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        _pages.Initialised(zone, frames);
        _growth.Initialised(zone, frames, builder);
        if (builder == PageBuilder.InitJob)
        {
            _phases.InitJobBuilds(zone.Nid);
        }
    }

    /// <inheritdoc />
    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        _takings.Forget(zone);
        _pages.Freed(zone, frames);
    }

    /// <inheritdoc />
    public void Released(ZoneRef zone, PfnRange frames)
    {
        _takings.Forget(zone);
        _pages.Released(zone, frames);
    }

    /// <inheritdoc />
    public void Taken(in Taking taking)
    {
        _takings.Taken(taking);
        _pages.Taken(taking);
    }

    /// <inheritdoc />
    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0)
    {
        _takings.Forget(zone);
        _pages.GivenBack(zone, cpu, frames, order);
    }

    /// <inheritdoc />
    public void MarksSet(ZoneRef zone, ZoneWatermarks marks, ImmutableArray<long> lowmemReserves, PageListSize pageList)
    {
        var book = _books.Zones[zone].Marks;
        book.Marks = marks;
        book.LowmemReserves = lowmemReserves;
        PageListSized(zone, pageList);
    }

    /// <inheritdoc />
    public void PageListSized(ZoneRef zone, PageListSize pageList)
    {
        _takings.Forget(zone);
        _books.Zones[zone].Marks.PageList = pageList;
    }

    /// <inheritdoc />
    public void CountedFree(ZoneRef zone, long freePages)
    {
        _takings.Forget(zone);
        _pages.CountedFree(zone, freePages);
    }

    /// <inheritdoc />
    public void CountedHeld(ZoneRef zone, long pages) => _pages.CountedHeld(zone, pages);

    /// <inheritdoc />
    public void CountedManaged(ZoneRef zone, long managedPages) => _pages.CountedManaged(zone, managedPages);

    /// <inheritdoc />
    public void CountedDeferred(int nid, long deferredPages) => _growth.CountedDeferred(nid, deferredPages);

    /// <inheritdoc />
    public void MemoryMapBuilt(int nid, long frontier) => _growth.MemoryMapBuilt(nid, frontier);

    /// <inheritdoc />
    public void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand)
    {
        _takings.Forget(zone);
        _growth.GrowthStarted(zone, ask, demand);
    }

    /// <inheritdoc />
    public void FrontierMoved(ZoneRef zone, long before, long after) => _growth.FrontierMoved(zone, before, after);

    /// <inheritdoc />
    public void GrowthAnswered(RequestId ask, bool grew)
    {
        _requests.AnswerGiven(ask);
        _takings.GrowthAnswered(ask, grew);
        _selfWaits.GrowthAnswered(ask);
    }

    /// <inheritdoc />
    public void ToldToTryAgain(ZoneRef zone) => _growth.ToldToTryAgain(zone);

    /// <inheritdoc />
    public void WaitsForWriter(int cpu, RequestId growth, int growthCpu) => _selfWaits.WaitsForWriter(cpu, growth, growthCpu);

    /// <inheritdoc />
    public void GrowthPutOff(RequestId growth) => _selfWaits.GrowthPutOff(growth);

    /// <inheritdoc />
    public void GrowthGoesOn(RequestId growth) => _selfWaits.GrowthGoesOn(growth);

    /// <inheritdoc />
    public void RestClaimed(int nid)
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
    public void Requested(RequestId id)
    {
        _requests.Requested(id);
        _takings.Requested(id);
    }

    /// <inheritdoc />
    public void AskedInInterrupt(RequestId id, int interrupt) => _allocations.AskedInInterrupt(id, interrupt);

    /// <inheritdoc />
    public void AnswerGiven(RequestId id) => _requests.AnswerGiven(id);

    /// <inheritdoc />
    public void Answered(RequestId id)
    {
        _requests.Answered(id);
        _takings.Answered(id);
        _allocations.Answered(id);
    }

    /// <inheritdoc />
    public void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks) =>
        HearOfRefusal(id, JudgeRefusal(id, zone, demand, givenBlocks));

    /// <summary>Judges a refusal where the zone's books are.</summary>
    public Refusal JudgeRefusal(RequestId id, ZoneRef zone, Demand demand, long givenBlocks)
    {
        _takings.Forget(zone);
        return _allocations.Judge(id, zone, demand, givenBlocks);
    }

    /// <summary>Notes a refusal where it is known what the CPU asks for.</summary>
    public void HearOfRefusal(RequestId id, Refusal refusal) => _allocations.Refused(id, refusal);

    /// <inheritdoc />
    public void AllocationEnded(in AllocationEnd end) => _allocations.AllocationEnded(end);

    /// <inheritdoc />
    void IBootLedger.Happened(Disturbance disturbance) => Happened += DisturbanceCounts.Of(disturbance);

    /// <inheritdoc />
    public void BootEnded(bool booted)
    {
        _phases.BootEnded(booted);
        _pages.BootEnded(booted);
    }

    /// <summary>Notes that the boot did not come to its end, and why nobody waits for it any longer.</summary>
    public void NotCompleted(string detail) => _books.Break(Invariant.BootCompletes, detail);

    /// <summary>Judges what can only be judged when nothing is under way any more.</summary>
    public void JudgeQuiescence()
    {
        _phases.JudgeQuiescence();
        _requests.JudgeQuiescence();
        _pages.JudgeQuiescence();
    }
}
