using System.Runtime.Serialization;
using NumaBoot.Simulation;
using Content = NumaBoot.Cluster.Proto.LedgerEntry.ContentOneofCase;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="LedgerEntries"/>.</summary>
internal static class LedgerForms
{
    internal static Proto.LedgerEntry ToProto(this ILedgerEntry entry) => entry switch
    {
        LedgerEntries.AnswerGiven it => new() { AnswerGiven = new() { Id = it.Id.ToProto() } },
        LedgerEntries.Answered it => new() { Answered = new() { Id = it.Id.ToProto() } },
        LedgerEntries.Refused it => new() { Refused = it.ToProto() },
        LedgerEntries.CountedHeld it => new() { CountedHeld = new() { Zone = it.Zone.ToProto(), Pages = it.Pages.ToProto() } },
        LedgerEntries.CountedDeferred it => new() { CountedDeferred = new() { Nid = it.Nid, Pages = it.Pages.ToProto() } },
        LedgerEntries.Initialised it => new() { Initialised = it.ToProto() },
        LedgerEntries.FrontierMoved it => new() { FrontierMoved = it.ToProto() },
        LedgerEntries.GrowthAnswered it => new() { GrowthAnswered = new() { Ask = it.Ask.ToProto(), Grew = it.Grew } },
        LedgerEntries.ToldToTryAgain it => new() { ToldToTryAgain = new() { Zone = it.Zone.ToProto() } },
        LedgerEntries.WaitsForWriter it => new() { WaitsForWriter = it.ToProto() },
        LedgerEntries.RestClaimed it => new() { RestClaimed = new() { Nid = it.Nid } },
        LedgerEntries.DisableAcknowledged it => new() { DisableAcknowledged = new() { Nid = it.Nid } },
        LedgerEntries.BootEnded it => new() { BootEnded = new() { Booted = it.Booted } },
        _ => throw WireFault.Unwritable(entry),
    };

    internal static ILedgerEntry ToDomain(this Proto.LedgerEntry it) => it.ContentCase switch
    {
        Content.AnswerGiven => new LedgerEntries.AnswerGiven(it.AnswerGiven.Id.Present().ToDomain()),
        Content.Answered => new LedgerEntries.Answered(it.Answered.Id.Present().ToDomain()),
        Content.Refused => it.Refused.ToDomain(),
        Content.CountedHeld => new LedgerEntries.CountedHeld(it.CountedHeld.Zone.ToZone(), it.CountedHeld.Pages.ToDomain()),
        Content.CountedDeferred => new LedgerEntries.CountedDeferred(it.CountedDeferred.Nid, it.CountedDeferred.Pages.ToDomain()),
        Content.Initialised => it.Initialised.ToDomain(),
        Content.FrontierMoved => it.FrontierMoved.ToDomain(),
        Content.GrowthAnswered => new LedgerEntries.GrowthAnswered(it.GrowthAnswered.Ask.Present().ToDomain(), it.GrowthAnswered.Grew),
        Content.ToldToTryAgain => new LedgerEntries.ToldToTryAgain(it.ToldToTryAgain.Zone.ToZone()),
        Content.WaitsForWriter => it.WaitsForWriter.ToDomain(),
        Content.RestClaimed => new LedgerEntries.RestClaimed(it.RestClaimed.Nid),
        Content.DisableAcknowledged => new LedgerEntries.DisableAcknowledged(it.DisableAcknowledged.Nid),
        Content.BootEnded => new LedgerEntries.BootEnded(it.BootEnded.Booted),
        _ => throw new SerializationException("an entry of a ledger is of a kind that this member does not know"),
    };

    private static Proto.Refused ToProto(this LedgerEntries.Refused it) => new()
    {
        Id = it.Id.ToProto(),
        Zone = it.Refusal.Zone.ToProto(),
        IsSlowPath = it.Refusal.IsSlowPath,
        NoFragment = it.Refusal.NoFragment,
        GaveSome = it.Refusal.GaveSome,
        Wrong = it.Refusal.Wrong?.ToProto(),
    };

    private static LedgerEntries.Refused ToDomain(this Proto.Refused it) => new(
        it.Id.Present().ToDomain(), new Refusal(it.Zone.ToZone(), it.IsSlowPath, it.NoFragment, it.GaveSome, it.Wrong?.ToDomain()));

    private static Proto.WrongRefusal ToProto(this WrongRefusal it) => new()
    {
        Id = it.Id.ToProto(),
        Zone = it.Zone.ToProto(),
        Order = it.Order.ToProto(),
        FreePages = it.FreePages.ToProto(),
        UnbuiltPages = it.UnbuiltPages.ToProto(),
        UnderWayPages = it.UnderWayPages.ToProto(),
        Block = it.Block.ToProto(),
    };

    private static WrongRefusal ToDomain(this Proto.WrongRefusal it) => new(
        it.Id.Present().ToDomain(),
        it.Zone.ToZone(),
        it.Order.ToDomain(),
        it.FreePages.ToDomain(),
        it.UnbuiltPages.ToDomain(),
        it.UnderWayPages.ToDomain(),
        it.Block.Present().ToDomain());

    private static Proto.Initialised ToProto(this LedgerEntries.Initialised it) => new()
    {
        Zone = it.Zone.ToProto(),
        Frames = { it.Frames.ToProto() },
        Builder = it.Builder.ToProto(),
    };

    private static LedgerEntries.Initialised ToDomain(this Proto.Initialised it) => new(
        it.Zone.ToZone(), it.Frames.ToFrames(), it.Builder.ToDomain());

    private static Proto.FrontierMoved ToProto(this LedgerEntries.FrontierMoved it) => new()
    {
        Zone = it.Zone.ToProto(),
        Before = it.Before.OrNoneToProto(),
        After = it.After.OrNoneToProto(),
    };

    private static LedgerEntries.FrontierMoved ToDomain(this Proto.FrontierMoved it) => new(
        it.Zone.ToZone(), it.Before.OrNoneToDomain(), it.After.OrNoneToDomain());

    private static Proto.WaitsForWriter ToProto(this LedgerEntries.WaitsForWriter it) => new()
    {
        Cpu = it.Cpu,
        Growth = it.Growth.ToProto(),
        GrowthCpu = it.GrowthCpu,
    };

    private static LedgerEntries.WaitsForWriter ToDomain(this Proto.WaitsForWriter it) => new(
        it.Cpu, it.Growth.Present().ToDomain(), it.GrowthCpu);
}
