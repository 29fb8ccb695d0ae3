using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Passes on to the ledger that judges, keeps the books of a story and notes what happens in a delivery.</summary>
internal sealed class StoryLedger(IBootLedger inner, StoryBooks books, Action<Happening> note) : IBootLedger
{
    public void Initialised(ZoneRef zone, ImmutableArray<PfnRange> frames, PageBuilder builder)
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
        }

        note(new Happening.Initialised(zone, frames, builder, twice, twice.IsEmpty ? null : pages.HolderOf(twice.Start)));
        inner.Initialised(zone, frames, builder);
    }

    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames)
    {
        var pages = books.Zone(zone);
        var occupied = frames.Select(pages.OccupiedIn).FirstOrDefault(range => !range.IsEmpty);
        int? holder = occupied.IsEmpty ? null : pages.HolderOf(occupied.Start);
        foreach (var range in frames)
        {
            pages.Free.Add(range);
        }

        note(new Happening.Freed(zone, frames, occupied, holder));
        inner.Freed(zone, frames);
    }

    public void Released(ZoneRef zone, PfnRange frames)
    {
        books.Zone(zone).Built.Add(frames);
        books.Zone(zone).Free.Add(frames);
        note(new Happening.Freed(zone, [frames], PfnRange.Empty, Holder: null));
        inner.Released(zone, frames);
    }

    public void Taken(in Taking taking)
    {
        var pages = books.Zone(taking.Zone);
        var occupied = taking.Frames.Select(pages.TakenIn).FirstOrDefault(range => !range.IsEmpty);
        int? holder = occupied.IsEmpty ? null : pages.HolderOf(occupied.Start);
        foreach (var range in taking.Frames)
        {
            pages.Take(taking.Cpu, range);
        }

        note(new Happening.Taken(taking.Zone, taking.Cpu, taking.Frames, occupied, holder));
        inner.Taken(in taking);
    }

    public void GivenBack(ZoneRef zone, int cpu, ImmutableArray<PfnRange> frames)
    {
        var pages = books.Zone(zone);
        var notHeld = frames.FirstOrDefault(range => !pages.IsHeldBy(cpu, range));
        foreach (var range in frames)
        {
            pages.GiveBack(cpu, range);
        }

        note(new Happening.GivenBack(zone, cpu, frames, notHeld));
        inner.GivenBack(zone, cpu, frames);
    }

    public void MarksSet(ZoneRef zone, ZoneWatermarks marks, ImmutableArray<long> lowmemReserves, PageListSize pageList) =>
        inner.MarksSet(zone, marks, lowmemReserves, pageList);

    public void PageListSized(ZoneRef zone, PageListSize pageList) => inner.PageListSized(zone, pageList);

    public void CountedFree(ZoneRef zone, long freePages) => inner.CountedFree(zone, freePages);

    public void CountedManaged(ZoneRef zone, long managedPages) => inner.CountedManaged(zone, managedPages);

    public void CountedDeferred(int nid, long deferredPages) => inner.CountedDeferred(nid, deferredPages);

    public void MemoryMapBuilt(int nid, long frontier)
    {
        books.Node(nid).Frontier = frontier;
        note(new Happening.FrontierSet(nid, frontier, frontier));
        inner.MemoryMapBuilt(nid, frontier);
    }

    public void GrowthStarted(ZoneRef zone, RequestId ask, Demand demand) => inner.GrowthStarted(zone, ask, demand);

    public void FrontierMoved(ZoneRef zone, long before, long after)
    {
        var node = books.Node(zone.Nid);
        note(new Happening.FrontierSet(zone.Nid, node.Frontier, after));
        node.Frontier = after;
        books.Releases(ActorAddress.Coordinator(books.Plan.Policy.Writer, zone.Nid));
        inner.FrontierMoved(zone, before, after);
    }

    public void GrowthAnswered(RequestId ask, bool grew)
    {
        note(new Happening.GrowthAnswered(ask, grew));
        inner.GrowthAnswered(ask, grew);
    }

    public void ToldToTryAgain(ZoneRef zone)
    {
        note(new Happening.ToldToTryAgain(zone));
        inner.ToldToTryAgain(zone);
    }

    public void WaitsForWriter(int cpu, RequestId growth, int growthCpu)
    {
        if (cpu == growthCpu)
        {
            note(new Happening.WaitsForOwnGrowth(cpu));
        }

        inner.WaitsForWriter(cpu, growth, growthCpu);
    }

    public void GrowthPutOff(RequestId growth)
    {
        note(new Happening.PutOff(growth));
        inner.GrowthPutOff(growth);
    }

    public void GrowthGoesOn(RequestId growth)
    {
        note(new Happening.GoesOn(growth));
        inner.GrowthGoesOn(growth);
    }

    public void AskedInInterrupt(RequestId id, int interrupt)
    {
        books.OfHandlers.Add(id);
        inner.AskedInInterrupt(id, interrupt);
    }

    public void Happened(Disturbance disturbance) => inner.Happened(disturbance);

    public void RestClaimed(int nid)
    {
        var node = books.Node(nid);
        note(new Happening.Claimed(nid, node.Frontier));
        node.ClaimedFrom = node.Frontier;
        node.Frontier = Frontier.None;
        if (books.Plan.Policy.InitJob == InitJobRule.HoldsTheWriter)
        {
            books.Grants(ActorAddress.Coordinator(books.Plan.Policy.Writer, nid), "late init");
        }

        inner.RestClaimed(nid);
    }

    public void DisableAcknowledged(int nid)
    {
        note(new Happening.Acknowledged(nid));
        inner.DisableAcknowledged(nid);
    }

    public void LateInitStarted(int nid) => inner.LateInitStarted(nid);

    public void NodeDone(int nid)
    {
        books.Node(nid).IsDone = true;
        note(new Happening.NodeDone(nid));
        inner.NodeDone(nid);
    }

    public void Requested(RequestId id)
    {
        books.Open.Add(id);
        inner.Requested(id);
    }

    public void AnswerGiven(RequestId id) => inner.AnswerGiven(id);

    public void Answered(RequestId id)
    {
        books.Open.Remove(id);
        inner.Answered(id);
    }

    public void Refused(RequestId id, ZoneRef zone, Demand demand, long givenBlocks)
    {
        note(new Happening.Refused(id, zone, demand, books.Zone(zone).Free.Pages));
        inner.Refused(id, zone, demand, givenBlocks);
    }

    public void AllocationEnded(in AllocationEnd end)
    {
        note(new Happening.Ended(end));
        inner.AllocationEnded(in end);
    }

    public void CountedHeld(ZoneRef zone, long pages) => inner.CountedHeld(zone, pages);

    public void BootEnded(bool booted)
    {
        note(new Happening.BootOver(booted));
        inner.BootEnded(booted);
    }
}
