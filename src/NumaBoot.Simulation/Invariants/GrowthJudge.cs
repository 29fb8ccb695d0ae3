using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Who grows and when, and whether the frontier tells the truth.</summary>
internal sealed class GrowthJudge(LedgerBooks books)
{
    // A kernel that is told "try again" so often without a single page moving asks for ever.
    private const int MostFutileAnswers = 1000;

    /// <summary>Whether somebody asks for ever and nothing moves.</summary>
    public bool IsFutile => books.FutileAnswers > MostFutileAnswers;

    public void MemoryMapBuilt(int nid, long frontier) => books.Nodes[nid].Frontier = frontier;

    public void GrowthStarted(ZoneRef zone, RequestId ask, bool couldServe)
    {
        var node = books.Nodes[zone.Nid];
        if (node.LastKind != zone.Kind)
        {
            books.Break(Invariant.LastZoneGrows, $"zone {zone} grows and is not the last of its node");
        }

        if (node.HasAcknowledged)
        {
            books.Break(Invariant.NoGrowthAfterDisable, $"zone {zone} grows for {ask} after its node acknowledged the disable");
        }

        if (couldServe)
        {
            books.Break(Invariant.NoExcessGrowth, $"zone {zone} grows for {ask} although it can serve it");
        }
    }

    public void FrontierMoved(ZoneRef zone, long before, long after)
    {
        var node = books.Nodes[zone.Nid];
        if (after < node.Frontier)
        {
            books.Break(Invariant.FrontierForward, $"the frontier of node {zone.Nid} moved back from {Frontier.Printed(node.Frontier)} to {after}");
        }

        node.Frontier = after;
        JudgeFrontier(zone.Nid, node);
        books.FutileAnswers = before == after ? books.FutileAnswers : 0;
    }

    public void ToldToTryAgain(ZoneRef zone)
    {
        books.FutileAnswers++;
        if (IsFutile)
        {
            books.Break(Invariant.BootCompletes, $"zone {zone} is told to try again for ever and nothing changes");
        }
    }

    public void WaitsForWriter(int cpu, int writerCpu)
    {
        if (cpu == writerCpu)
        {
            books.Break(Invariant.NoSelfWait, $"cpu {cpu} waits for the writer that it holds itself");
        }
    }

    public void RestClaimed(int nid)
    {
        books.Nodes[nid].Frontier = Frontier.None;
        books.Nodes[nid].IsClaimed = true;
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
            books.Break(Invariant.FrontierTrue, $"the frontier of node {nid} is {node.Frontier}, beyond the node's end at {span.End}");
        }

        var below = new PfnRange(span.Start, Math.Min(node.Frontier, span.End));
        if (book.Expected.PagesIn(below) != book.Built.PagesIn(below))
        {
            books.Break(Invariant.FrontierTrue, $"{book.Expected.PagesIn(below) - book.Built.PagesIn(below)} free pages below the frontier {Frontier.Printed(node.Frontier)} of node {nid} are not built", below);
        }

        var above = new PfnRange(below.End, span.End);
        if (book.Built.PagesIn(above) > 0)
        {
            books.Break(Invariant.FrontierTrue, $"{book.Built.PagesIn(above)} pages at or above the frontier {node.Frontier} of node {nid} are built", above);
        }

        bool onBoundary = node.Frontier == Frontier.None || books.Plan.Machine.Geometry.IsSectionAligned(node.Frontier)
            || book.Plan.FreeFrames.Any(range => range.Start == node.Frontier || range.End == node.Frontier);
        if (!onBoundary)
        {
            books.Break(Invariant.FrontierTrue, $"the frontier {node.Frontier} of node {nid} lies on no boundary");
        }
    }
}
