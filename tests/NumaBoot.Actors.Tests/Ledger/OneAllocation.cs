using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>A ledger that is told of requests of CPU 0 of node 0, of its work and of handlers, and what became of them.</summary>
public abstract class OneAllocation : OneLedger
{
    protected static readonly ZoneRef Zone1 = new(1, ZoneKind.Normal);

    private long _requests;

    /// <summary>The CPU makes its next request.</summary>
    protected RequestId AskForPages()
    {
        var id = Request(++_requests);
        Ledger.Requested(id);
        return id;
    }

    protected void Refuse(ZoneRef zone, int order = 0, WatermarkCheck check = WatermarkCheck.Low, long given = 0, int interrupt = 0, bool noFragment = false)
    {
        var id = AskForPages();
        if (interrupt != 0)
        {
            Ledger.AskedInInterrupt(id, interrupt);
        }

        Ledger.Refused(id, zone, Want(order, TakeMode.Counted, check) with { NoFragment = noFragment }, given);
        Ledger.Answered(id);
    }

    protected void RefuseAll(int order = 0)
    {
        foreach (var check in new[] { WatermarkCheck.Low, WatermarkCheck.Min })
        {
            Refuse(Zone, order, check);
            Refuse(Zone1, order, check);
        }
    }

    protected void End(ZoneRef? servedBy, WatermarkCheck check = WatermarkCheck.Low, long left = 0, int interrupt = 0) =>
        Ledger.AllocationEnded(new AllocationEnd(ActorAddress.Cpu(0, 0), 0, ZoneKind.Normal, check, servedBy, left, interrupt));

    /// <summary>All pages of both nodes are built, and CPU 0 holds them.</summary>
    protected void Exhaust()
    {
        TakeAll(Pages(0, 8));
        Fill(Ledger, Pages(8, 24));
        Ledger.Initialised(Zone1, Pages(40, 24), PageBuilder.Growth);
        Ledger.Freed(Zone1, Pages(40, 24));
        Ledger.Taken(new Taking(Zone1, 0, Pages(32, 32), Want(0), TakeGround.Checked));
        AssertHolds();
    }

    protected static void Fill(BootLedger ledger, ImmutableArray<PfnRange> frames)
    {
        ledger.Initialised(Zone, frames, PageBuilder.Growth);
        ledger.Freed(Zone, frames);
        ledger.Taken(new Taking(Zone, 0, frames, Want(0), TakeGround.Checked));
    }
}
