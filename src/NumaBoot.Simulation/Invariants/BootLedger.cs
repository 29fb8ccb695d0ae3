using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// Judges the invariants of the design on what actors write down, in the order of deliveries. Each invariant is reported
/// once, with the first thing that broke it.
/// </summary>
public sealed class BootLedger : IBootLedger
{
    // A kernel that is told "try again" so often without a single page moving asks for ever.
    private const int MostFutileAnswers = 1000;

    private readonly BootPlan _plan;
    private readonly Dictionary<ZoneRef, ZoneBook> _zones = [];
    private readonly SortedDictionary<int, NodeBook> _nodes = [];
    private readonly SortedDictionary<Invariant, Violation> _violations = [];
    private readonly HashSet<RequestId> _open = [];
    private readonly HashSet<RequestId> _wrongRefusals = [];
    private int _acknowledged;
    private int _futileAnswers;
    private bool _hasEnded;

    /// <summary>A ledger for one boot.</summary>
    public BootLedger(BootPlan plan)
    {
        _plan = plan;
        foreach (var node in plan.Nodes)
        {
            foreach (var zone in node.Zones)
            {
                _zones.Add(zone.Ref, new ZoneBook(zone));
            }

            var last = node.LastZone;
            _nodes.Add(node.Nid, new NodeBook { LastKind = last?.Ref.Kind, LastZone = last is null ? null : _zones[last.Ref] });
        }
    }

    /// <summary>What broke, by invariant.</summary>
    public ImmutableArray<Violation> Violations => [.. _violations.Values];

    /// <summary>Whether somebody asks for ever and nothing moves, so that going on is pointless.</summary>
    public bool IsFutile => _futileAnswers > MostFutileAnswers;

    /// <inheritdoc />
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        var book = _zones[zone];
        foreach (var range in frames)
        {
            if (book.Built.FirstIn(range) is { IsEmpty: false } twice)
            {
                Break(Invariant.PageInitialisedOnce, $"pages {twice} of zone {zone} were initialised twice", twice);
            }

            book.Built.Add(range);
        }

        _futileAnswers = 0;
    }

    /// <inheritdoc />
    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        foreach (var range in frames)
        {
            EnterFree(zone, range, "freed");
        }
    }

    /// <inheritdoc />
    public void Released(ZoneRef zone, PfnRange frames)
    {
        _zones[zone].ReleasedPages += frames.Pages;
        EnterFree(zone, frames, "released");
    }

    /// <inheritdoc />
    public void Taken(in Taking taking)
    {
        var book = _zones[taking.Zone];
        foreach (var range in taking.Frames)
        {
            if (book.Held.FirstIn(range) is { IsEmpty: false } twice)
            {
                Break(Invariant.OneOwner, $"pages {twice} of zone {taking.Zone} went to cpu {taking.Cpu} while held already", twice);
            }

            if (book.Free.Remove(range) < range.Pages)
            {
                Break(Invariant.OneOwner, $"pages {range} of zone {taking.Zone} went to cpu {taking.Cpu} although not all of them were free", range);
            }

            book.Held.Add(range);
        }

        if (taking.Ground != TakeGround.Grown && taking.AllowedBlocks < (taking.Ground == TakeGround.Refill ? 1 : taking.Blocks))
        {
            Break(Invariant.WatermarkRespected, $"zone {taking.Zone} gave cpu {taking.Cpu} {taking.Blocks} blocks of order {taking.Order} where the check let {taking.AllowedBlocks} pass", taking.Frames[0]);
        }

        _futileAnswers = 0;
    }

    /// <inheritdoc />
    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames)
    {
        foreach (var range in frames)
        {
            if (_zones[zone].Held.Remove(range) < range.Pages)
            {
                Break(Invariant.OneOwner, $"cpu {cpu} gave back pages {range} of zone {zone} that were not all held", range);
            }

            EnterFree(zone, range, "given back");
        }
    }

    /// <inheritdoc />
    public void CountedFree(ZoneRef zone, long freePages)
    {
        if (_zones[zone].Free.Pages != freePages)
        {
            Break(Invariant.PagesConserved, $"zone {zone} counts {freePages} free pages where {_zones[zone].Free.Pages} are free");
        }
    }

    /// <inheritdoc />
    public void CountedHeld(ZoneRef zone, long pages)
    {
        if (_zones[zone].Held.Pages != pages)
        {
            Break(Invariant.PagesConserved, $"CPUs hold {pages} pages of zone {zone} where {_zones[zone].Held.Pages} were taken");
        }
    }

    /// <inheritdoc />
    public void MemoryMapBuilt(int nid, long frontier)
    {
        _nodes[nid].Frontier = frontier;
        _nodes[nid].IsMapped = true;
    }

    /// <inheritdoc />
    public void GrowthStarted(ZoneRef zone, RequestId ask, bool couldServe)
    {
        if (_nodes[zone.Nid].LastKind != zone.Kind)
        {
            Break(Invariant.LastZoneGrows, $"zone {zone} grows and is not the last of its node");
        }

        if (_nodes[zone.Nid].HasAcknowledged)
        {
            Break(Invariant.NoGrowthAfterDisable, $"zone {zone} grows for {ask} after its node acknowledged the disable");
        }

        if (couldServe)
        {
            Break(Invariant.NoExcessGrowth, $"zone {zone} grows for {ask} although it can serve it");
        }
    }

    /// <inheritdoc />
    public void FrontierMoved(ZoneRef zone, long before, long after)
    {
        var node = _nodes[zone.Nid];
        if (after < node.Frontier)
        {
            Break(Invariant.FrontierForward, $"the frontier of node {zone.Nid} moved back from {Frontier.Printed(node.Frontier)} to {after}");
        }

        node.Frontier = after;
        JudgeFrontier(zone.Nid, node);
        _futileAnswers = before == after ? _futileAnswers : 0;
    }

    /// <inheritdoc />
    public void ToldToTryAgain(ZoneRef zone, RequestId ask)
    {
        if (++_futileAnswers > MostFutileAnswers)
        {
            Break(Invariant.BootCompletes, $"zone {zone} is told to try again for ever and nothing changes");
        }
    }

    /// <inheritdoc />
    public void WaitsForWriter(int cpu, int writerCpu)
    {
        if (cpu == writerCpu)
        {
            Break(Invariant.NoSelfWait, $"cpu {cpu} waits for the writer that it holds itself");
        }
    }

    /// <inheritdoc />
    public void RestClaimed(int nid, long pages)
    {
        _nodes[nid].Frontier = Frontier.None;
        _nodes[nid].IsClaimed = true;
    }

    /// <inheritdoc />
    public void DisableAcknowledged(int nid)
    {
        _nodes[nid].HasAcknowledged = true;
        _acknowledged++;
    }

    /// <inheritdoc />
    public void LateInitStarted(int nid)
    {
        if (_plan.Policy.Disable == DisableMoment.BeforeFanOut && _acknowledged < _nodes.Count)
        {
            Break(Invariant.FanOutAfterAcknowledge, $"late init of node {nid} starts after {_acknowledged} of {_nodes.Count} acknowledgements");
        }
    }

    /// <inheritdoc />
    public void NodeDone(int nid)
    {
        if (++_nodes[nid].TimesDone > 1)
        {
            Break(Invariant.NodeDoneOnce, $"node {nid} reported done {_nodes[nid].TimesDone} times");
        }
    }

    /// <inheritdoc />
    public void Requested(RequestId id)
    {
        if (!_open.Add(id))
        {
            Break(Invariant.AnsweredOnce, $"the id of request {id} was used twice");
        }
    }

    /// <inheritdoc />
    public void Answered(RequestId id)
    {
        if (!_open.Remove(id))
        {
            Break(Invariant.AnsweredOnce, $"request {id} was answered twice");
        }
    }

    /// <inheritdoc />
    public void Refused(RequestId id, ZoneRef zone, bool hadBlock, int order)
    {
        var book = _zones[zone];
        bool isLast = _nodes[zone.Nid].LastKind == zone.Kind;
        if (hadBlock || (isLast && WouldGiveBlock(book, order)))
        {
            _wrongRefusals.Add(id);
        }
    }

    /// <inheritdoc />
    public void AllocationEnded(IReadOnlyList<RequestId> requests, bool served, bool remote)
    {
        if ((served && !remote) || !requests.Any(_wrongRefusals.Contains))
        {
            return;
        }

        var wrong = requests.First(_wrongRefusals.Contains);
        if (served)
        {
            Break(Invariant.NoNeedlessRemote, $"an allocation left its node because {wrong} was refused although its zone had pages, or was about to");
        }
        else
        {
            Break(Invariant.NoNeedlessFailure, $"an allocation failed because {wrong} was refused although its zone had pages, or was about to");
        }
    }

    /// <inheritdoc />
    public void BootEnded(bool booted)
    {
        _hasEnded = true;
        if (booted)
        {
            foreach (var (zone, book) in _zones)
            {
                if (book.UnbuiltPages > 0)
                {
                    Break(Invariant.PageInitialisedOnce, $"{book.UnbuiltPages} pages of zone {zone} were never initialised");
                }
            }
        }
    }

    /// <summary>Judges what can only be judged when nothing is under way any more.</summary>
    public void JudgeQuiescence()
    {
        if (!_hasEnded)
        {
            Break(Invariant.BootCompletes, "everything is quiet and the boot has not come to its end");
        }

        foreach (var id in _open.Order(Comparer<RequestId>.Create(Compare)).Take(1))
        {
            Break(Invariant.AnsweredOnce, $"request {id} was never answered");
        }

        foreach (var (zone, book) in _zones)
        {
            if (book.UnderWayPages != 0)
            {
                Break(Invariant.PagesConserved, $"{book.UnderWayPages} pages of zone {zone} are in no free area and with no owner");
            }
        }
    }

    private static int Compare(RequestId left, RequestId right)
    {
        int byName = string.CompareOrdinal(left.From.ToString(), right.From.ToString());
        return byName != 0 ? byName : left.Number.CompareTo(right.Number);
    }

    private void EnterFree(ZoneRef zone, PfnRange range, string how)
    {
        var book = _zones[zone];
        if (book.Free.FirstIn(range) is { IsEmpty: false } twice)
        {
            Break(Invariant.PageFreedOnce, $"pages {twice} of zone {zone} were {how} while free already", twice);
        }
        else if (book.Held.FirstIn(range) is { IsEmpty: false } held)
        {
            Break(Invariant.PageFreedOnce, $"pages {held} of zone {zone} were {how} while held", held);
        }

        book.Free.Add(range);
        _futileAnswers = 0;
    }

    private void JudgeFrontier(int nid, NodeBook node)
    {
        if (node.LastZone is not { } book || node.IsClaimed)
        {
            return;
        }

        var span = book.Plan.Layout.Span;
        if (node.Frontier != Frontier.None && node.Frontier > span.End)
        {
            Break(Invariant.FrontierTrue, $"the frontier of node {nid} is {node.Frontier}, beyond the node's end at {span.End}");
        }

        var below = new PfnRange(span.Start, Math.Min(node.Frontier, span.End));
        if (book.Expected.PagesIn(below) != book.Built.PagesIn(below))
        {
            Break(Invariant.FrontierTrue, $"{book.Expected.PagesIn(below) - book.Built.PagesIn(below)} free pages below the frontier {Frontier.Printed(node.Frontier)} of node {nid} are not built", below);
        }

        var above = new PfnRange(below.End, span.End);
        if (book.Built.PagesIn(above) > 0)
        {
            Break(Invariant.FrontierTrue, $"{book.Built.PagesIn(above)} pages at or above the frontier {node.Frontier} of node {nid} are built", above);
        }

        bool onBoundary = node.Frontier == Frontier.None || _plan.Machine.Geometry.IsSectionAligned(node.Frontier)
            || book.Plan.FreeFrames.Any(range => range.Start == node.Frontier || range.End == node.Frontier);
        if (!onBoundary)
        {
            Break(Invariant.FrontierTrue, $"the frontier {node.Frontier} of node {nid} lies on no boundary");
        }
    }

    /// <summary>
    /// Whether pages that are deferred or under way would give a block of that order: one that nobody holds a page of and
    /// that is not wholly free. What is held or free is stepped over a run at a time, however many pages that is.
    /// </summary>
    private static bool WouldGiveBlock(ZoneBook book, int order)
    {
        if (book.UnbuiltPages + book.UnderWayPages == 0)
        {
            return false;
        }

        long size = 1L << order;
        foreach (var range in book.Expected)
        {
            long start = MemoryGeometry.AlignUp(range.Start, size);
            while (start + size <= range.End)
            {
                var rest = new PfnRange(start, range.End);
                if (book.Held.FirstIn(PfnRange.Of(start, size)) is { IsEmpty: false } held)
                {
                    start = MemoryGeometry.AlignUp(book.Held.FirstIn(rest with { Start = held.Start }).End, size);
                }
                else if (book.Free.FirstIn(rest) is var free && free.Contains(PfnRange.Of(start, size)))
                {
                    start = free.End & -size;
                }
                else
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Break(Invariant invariant, string detail, PfnRange frames = default) =>
        _violations.TryAdd(invariant, new Violation(invariant, detail, frames));
}
