using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What a lane may have to write in the ledger of another; each is one call of <see cref="IBootLedger"/>.</summary>
public static class LedgerEntries
{
    /// <summary>A machine-wide writer built page frames of a node.</summary>
    /// <param name="Zone">The zone that they belong to.</param>
    /// <param name="Frames">The frames.</param>
    /// <param name="Builder">Who built them.</param>
    public sealed record Initialised(ZoneRef Zone, ImmutableArray<PfnRange> Frames, PageBuilder Builder) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.Initialised(Zone, Frames, Builder);
    }

    /// <summary>The supervisor heard what the CPUs hold of a zone.</summary>
    /// <param name="Zone">The zone.</param>
    /// <param name="Pages">How many pages.</param>
    public sealed record CountedHeld(ZoneRef Zone, long Pages) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.CountedHeld(Zone, Pages);
    }

    /// <summary>A machine-wide writer counts what of a node is neither built nor claimed.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Pages">How many pages.</param>
    public sealed record CountedDeferred(int Nid, long Pages) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.CountedDeferred(Nid, Pages);
    }

    /// <summary>A machine-wide writer moved the frontier of a node.</summary>
    /// <param name="Zone">The zone that grew.</param>
    /// <param name="Before">The frontier before, a pfn.</param>
    /// <param name="After">The frontier after, a pfn.</param>
    public sealed record FrontierMoved(ZoneRef Zone, long Before, long After) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.FrontierMoved(Zone, Before, After);
    }

    /// <summary>A machine-wide writer answers a request of a zone to grow.</summary>
    /// <param name="Ask">The request.</param>
    /// <param name="Grew">What it answers.</param>
    public sealed record GrowthAnswered(RequestId Ask, bool Grew) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.GrowthAnswered(Ask, Grew);
    }

    /// <summary>A machine-wide writer answers yes although it built nothing.</summary>
    /// <param name="Zone">The zone that asked.</param>
    public sealed record ToldToTryAgain(ZoneRef Zone) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.ToldToTryAgain(Zone);
    }

    /// <summary>A request to grow waits for a growth that holds a machine-wide writer.</summary>
    /// <param name="Cpu">On behalf of which CPU the request is.</param>
    /// <param name="Growth">The growth.</param>
    /// <param name="GrowthCpu">On behalf of which CPU the growth is.</param>
    public sealed record WaitsForWriter(int Cpu, RequestId Growth, int GrowthCpu) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.WaitsForWriter(Cpu, Growth, GrowthCpu);
    }

    /// <summary>A machine-wide writer let an init job claim what was left of a node.</summary>
    /// <param name="Nid">The node.</param>
    public sealed record RestClaimed(int Nid) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.RestClaimed(Nid);
    }

    /// <summary>A node acknowledged that growth is disabled; told to all.</summary>
    /// <param name="Nid">The node.</param>
    public sealed record DisableAcknowledged(int Nid) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.DisableAcknowledged(Nid);
    }

    /// <summary>A zone answers a CPU of another node.</summary>
    /// <param name="Id">The request.</param>
    public sealed record AnswerGiven(RequestId Id) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.AnswerGiven(Id);
    }

    /// <summary>A zone heard what a CPU of another node gives back, which is all the answer there is.</summary>
    /// <param name="Id">The request.</param>
    public sealed record Answered(RequestId Id) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.Answered(Id);
    }

    /// <summary>A zone refused a CPU of another node; whether it was right to was judged where the zone is.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Refusal">The refusal.</param>
    public sealed record Refused(RequestId Id, Refusal Refusal) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.HearOfRefusal(Id, Refusal);
    }

    /// <summary>The boot came to its end; told to all.</summary>
    /// <param name="Booted">Whether the machine is up.</param>
    public sealed record BootEnded(bool Booted) : ILedgerEntry
    {
        /// <inheritdoc />
        public void WriteIn(BootLedger ledger) => ledger.BootEnded(Booted);
    }
}
