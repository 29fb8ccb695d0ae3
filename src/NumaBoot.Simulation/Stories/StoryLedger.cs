using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Passes on to the ledger that judges, keeps the books of a story and notes what happens in a delivery.</summary>
internal sealed class StoryLedger(IBootLedger inner, StoryBooks books, Action<Happening> note) : PassingLedger(inner)
{
    public override void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
    {
        var pages = books.Zone(zone);
        var twice = frames.Select(pages.Built.FirstIn).FirstOrDefault(range => !range.IsEmpty);
        foreach (var range in frames)
        {
            for (var again = pages.Built.FirstIn(range); !again.IsEmpty; again = pages.Built.FirstIn(range with { Start = again.End }))
            {
                pages.Twice.Add(again);
            }

            pages.Built.Add(range);
            if (builder == PageBuilder.Growth)
            {
                pages.Grown.Add(range);
            }

            books.Touches(zone, range);
        }

        note(new Happening.Initialised(zone, frames, builder, twice, twice.IsEmpty ? null : pages.HolderOf(twice.Start)));
        base.Initialised(zone, frames, builder);
    }

    public override void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        var pages = books.Zone(zone);
        var occupied = frames.Select(pages.OccupiedIn).FirstOrDefault(range => !range.IsEmpty);
        int? holder = occupied.IsEmpty ? null : pages.HolderOf(occupied.Start);
        foreach (var range in frames)
        {
            pages.Free.Add(range);
            books.Touches(zone, range);
        }

        note(new Happening.Freed(zone, frames, occupied, holder));
        base.Freed(zone, frames);
    }

    public override void Released(ZoneRef zone, PfnRange frames)
    {
        books.Zone(zone).Built.Add(frames);
        books.Zone(zone).Free.Add(frames);
        books.Touches(zone, frames);
        note(new Happening.Freed(zone, [frames], PfnRange.Empty, Holder: null));
        base.Released(zone, frames);
    }

    public override void Taken(in Taking taking)
    {
        var pages = books.Zone(taking.Zone);
        var occupied = taking.Frames.Select(pages.TakenIn).FirstOrDefault(range => !range.IsEmpty);
        int? holder = occupied.IsEmpty ? null : pages.HolderOf(occupied.Start);
        foreach (var range in taking.Frames)
        {
            pages.Take(taking.Cpu, range);
            books.Touches(taking.Zone, range);
        }

        books.TouchesCpu(taking.Cpu);

        note(new Happening.Taken(taking.Zone, taking.Cpu, taking.Frames, occupied, holder));
        base.Taken(in taking);
    }

    public override void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames, int order = 0)
    {
        var pages = books.Zone(zone);
        var notHeld = frames.FirstOrDefault(range => !pages.IsHeldBy(cpu, range));
        foreach (var range in frames)
        {
            pages.GiveBack(cpu, range);
            books.Touches(zone, range);
        }

        books.TouchesCpu(cpu);

        note(new Happening.GivenBack(zone, cpu, frames, notHeld));
        base.GivenBack(zone, cpu, frames, order);
    }

    public override void MemoryMapBuilt(int nid, long frontier)
    {
        books.Node(nid).Frontier = frontier;
        books.TouchesNode(nid);
        note(new Happening.FrontierSet(nid, frontier, frontier));
        base.MemoryMapBuilt(nid, frontier);
    }

    public override void FrontierMoved(ZoneRef zone, long before, long after)
    {
        var node = books.Node(zone.Nid);
        note(new Happening.FrontierSet(zone.Nid, node.Frontier, after));
        node.Frontier = after;
        books.TouchesNode(zone.Nid);
        books.Releases(ActorAddress.Coordinator(books.Plan.Policy.Writer, zone.Nid));
        base.FrontierMoved(zone, before, after);
    }

    public override void GrowthAnswered(RequestId ask, bool grew)
    {
        books.ServedByWriter(ask);
        note(new Happening.GrowthAnswered(ask, grew));
        base.GrowthAnswered(ask, grew);
    }

    public override void ToldToTryAgain(ZoneRef zone)
    {
        note(new Happening.ToldToTryAgain(zone));
        base.ToldToTryAgain(zone);
    }

    public override void WaitsForWriter(int cpu, RequestId growth, int growthCpu)
    {
        if (cpu == growthCpu)
        {
            note(new Happening.WaitsForOwnGrowth(cpu));
        }

        base.WaitsForWriter(cpu, growth, growthCpu);
    }

    public override void GrowthPutOff(RequestId growth)
    {
        note(new Happening.PutOff(growth));
        base.GrowthPutOff(growth);
    }

    public override void GrowthGoesOn(RequestId growth)
    {
        note(new Happening.GoesOn(growth));
        base.GrowthGoesOn(growth);
    }

    public override void AskedInInterrupt(RequestId id, int interrupt)
    {
        books.OfHandlers.Add(id);
        base.AskedInInterrupt(id, interrupt);
    }

    public override void RestClaimed(int nid)
    {
        var node = books.Node(nid);
        note(new Happening.Claimed(nid, node.Frontier));
        node.ClaimedFrom = node.Frontier;
        node.Frontier = Frontier.None;
        books.TouchesNode(nid);
        TouchClaimed(nid, node.ClaimedFrom.Value);
        if (books.Plan.Policy.InitJob == InitJobRule.HoldsTheWriter)
        {
            books.Grants(ActorAddress.Coordinator(books.Plan.Policy.Writer, nid), "late init");
        }

        base.RestClaimed(nid);
    }

    public override void DisableAcknowledged(int nid)
    {
        note(new Happening.Acknowledged(nid));
        base.DisableAcknowledged(nid);
    }

    public override void NodeDone(int nid)
    {
        books.Node(nid).IsDone = true;
        books.TouchesNode(nid);
        note(new Happening.NodeDone(nid));
        base.NodeDone(nid);
    }

    public override void Requested(RequestId id)
    {
        books.Requested(id);
        base.Requested(id);
    }

    public override void AnswerGiven(RequestId id)
    {
        books.ServedByZone(id);
        base.AnswerGiven(id);
    }

    public override void Answered(RequestId id)
    {
        books.Answered(id);
        base.Answered(id);
    }

    public override void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks)
    {
        note(new Happening.Refused(id, zone, demand, books.Zone(zone).Free.Pages));
        base.Refused(id, zone, demand, givenBlocks);
    }

    public override void AllocationEnded(in AllocationEnd end)
    {
        note(new Happening.Ended(end));
        base.AllocationEnded(in end);
    }

    public override void BootEnded(bool booted)
    {
        note(new Happening.BootOver(booted));
        base.BootEnded(booted);
    }

    private void TouchClaimed(int nid, long from)
    {
        if (books.Plan.Nodes.First(node => node.Nid == nid).LastZone is { } zone && from < zone.Layout.Span.End)
        {
            books.Touches(zone.Ref, new PfnRange(from, zone.Layout.Span.End));
        }
    }
}
