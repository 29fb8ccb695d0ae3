using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Where actors write down what they do. Invariants that span actors are judged on it, in the order of deliveries.
/// Actors only tell; what they tell never comes back to them.
/// </summary>
public interface IBootLedger
{
    /// <summary>Page frames were initialised.</summary>
    void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder);

    /// <summary>Built pages entered the free areas of their zone.</summary>
    void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames);

    /// <summary>Reserved pages that nobody counts as deferred entered the free areas.</summary>
    void Released(ZoneRef zone, PfnRange frames);

    /// <summary>Pages left the free areas.</summary>
    void Taken(in Taking taking);

    /// <summary>Pages came back to the free areas, in blocks of an order, one after the other.</summary>
    void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0);

    /// <summary>A zone was told its marks, what it keeps from requests that could use a higher zone, and its lists' size.</summary>
    void MarksSet(ZoneRef zone, ZoneWatermarks marks, ImmutableArray<long> lowmemReserves, PageListSize pageList);

    /// <summary>A zone sized the CPUs' lists of it.</summary>
    void PageListSized(ZoneRef zone, PageListSize pageList);

    /// <summary>The zone counts its free pages; told when it reports.</summary>
    void CountedFree(ZoneRef zone, long freePages);

    /// <summary>The zone counts what it manages; told when it reports.</summary>
    void CountedManaged(ZoneRef zone, long managedPages);

    /// <summary>The coordinator counts what is neither built nor claimed; told when it reports.</summary>
    void CountedDeferred(int nid, long deferredPages);

    /// <summary>The early memory map of a node stands.</summary>
    void MemoryMapBuilt(int nid, long frontier);

    /// <summary>A growth of <paramref name="zone"/> begins to build pages.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="ask">For whom.</param>
    /// <param name="demand">What the zone fell short of.</param>
    void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand);

    /// <summary>A growth was answered and its frontier published.</summary>
    void FrontierMoved(ZoneRef zone, long before, long after);

    /// <summary>The writer answers a request to grow.</summary>
    void GrowthAnswered(RequestId ask, bool grew);

    /// <summary>A request to grow was answered yes although nothing was built for it.</summary>
    void ToldToTryAgain(ZoneRef zone);

    /// <summary>A request to grow waits for a growth that holds the writer, or is to hold it before.</summary>
    /// <param name="cpu">On behalf of which CPU the request is.</param>
    /// <param name="growth">The growth.</param>
    /// <param name="growthCpu">On behalf of which CPU the growth is.</param>
    void WaitsForWriter(int cpu, RequestId growth, int growthCpu);

    /// <summary>A CPU does not go on with a growth that it builds: first the handler of an interrupt must be over.</summary>
    void GrowthPutOff(RequestId growth);

    /// <summary>It goes on.</summary>
    void GrowthGoesOn(RequestId growth);

    /// <summary>An init job claimed what was left of a node.</summary>
    void RestClaimed(int nid);

    /// <summary>A node acknowledged that growth is disabled.</summary>
    void DisableAcknowledged(int nid);

    /// <summary>A node starts its late init.</summary>
    void LateInitStarted(int nid);

    /// <summary>A node reported that all its pages are done.</summary>
    void NodeDone(int nid);

    /// <summary>A CPU asked for pages or gives some back, a zone asked to grow, or a worker for a chunk.</summary>
    void Requested(RequestId id);

    /// <summary>The handler of an interrupt made a request of its CPU.</summary>
    void AskedInInterrupt(RequestId id, int interrupt);

    /// <summary>Whoever was asked for pages answers; a growth is told by <see cref="GrowthAnswered"/>.</summary>
    void AnswerGiven(RequestId id);

    /// <summary>Whoever asked got the answer to a request; who gives pages back gets none, the zone tells it for him.</summary>
    void Answered(RequestId id);

    /// <summary>A zone refused a request, in whole or in part.</summary>
    /// <param name="id">The request.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="demand">What it could not give.</param>
    /// <param name="givenBlocks">Blocks that it gave all the same.</param>
    void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks);

    /// <summary>An allocation ended: served by its preferred node, served by another, or failed.</summary>
    void AllocationEnded(in AllocationEnd end);

    /// <summary>A disturbance came to pass.</summary>
    void Happened(Disturbance disturbance);

    /// <summary>What the CPUs hold of a zone, as they told at the end.</summary>
    void CountedHeld(ZoneRef zone, long pages);

    /// <summary>The boot came to its end.</summary>
    void BootEnded(bool booted);
}
