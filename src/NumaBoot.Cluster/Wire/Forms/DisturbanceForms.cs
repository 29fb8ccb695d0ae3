using System.Runtime.Serialization;
using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of disturbances.</summary>
internal static class DisturbanceForms
{
    internal static Proto.Disturbance ToProto(this Disturbance disturbance) => disturbance switch
    {
        Interrupt it => new() { Interrupt = it.ToProto() },
        LostLetter it => new() { Lost = it.ToProto() },
        DuplicatedLetter it => new() { Duplicated = it.ToProto() },
        DelayedLetter it => new() { Delayed = it.ToProto() },
        CrashedActor it => new() { Crashed = it.ToProto() },
        PausedActor it => new() { Paused = it.ToProto() },
        SlowNode it => new() { Slowed = it.ToProto() },
        _ => throw WireFault.Unwritable(disturbance),
    };

    internal static Disturbance ToDomain(this Proto.Disturbance it) => it.KindCase switch
    {
        Proto.Disturbance.KindOneofCase.Interrupt => it.Interrupt.ToDomain(),
        Proto.Disturbance.KindOneofCase.Lost => it.Lost.ToDomain(),
        Proto.Disturbance.KindOneofCase.Duplicated => it.Duplicated.ToDomain(),
        Proto.Disturbance.KindOneofCase.Delayed => it.Delayed.ToDomain(),
        Proto.Disturbance.KindOneofCase.Crashed => it.Crashed.ToDomain(),
        Proto.Disturbance.KindOneofCase.Paused => it.Paused.ToDomain(),
        Proto.Disturbance.KindOneofCase.Slowed => it.Slowed.ToDomain(),
        _ => throw new SerializationException("a disturbance is of a kind that this member does not know"),
    };

    internal static Proto.InterruptedCpu ToProto(this Interrupt it) => new() { Cpu = it.Cpu, Order = it.Order.ToProto(), From = it.From.ToProto() };

    internal static Interrupt ToDomain(this Proto.InterruptedCpu it) => new(it.Cpu, it.Order.ToDomain(), it.From.ToDomain());

    internal static Proto.LostLetter ToProto(this LostLetter it) => new() { From = it.From.ToProto(), To = it.To.ToProto(), Number = it.Number };

    internal static LostLetter ToDomain(this Proto.LostLetter it) => new(it.From.ToAddress(), it.To.ToAddress(), it.Number);

    internal static Proto.DuplicatedLetter ToProto(this DuplicatedLetter it) => new()
    {
        From = it.From.ToProto(),
        To = it.To.ToProto(),
        Number = it.Number,
    };

    internal static DuplicatedLetter ToDomain(this Proto.DuplicatedLetter it) => new(it.From.ToAddress(), it.To.ToAddress(), it.Number);

    internal static Proto.DelayedLetter ToProto(this DelayedLetter it) => new()
    {
        From = it.From.ToProto(),
        To = it.To.ToProto(),
        Number = it.Number,
        Choices = it.Choices.ToProto(),
    };

    internal static DelayedLetter ToDomain(this Proto.DelayedLetter it) => new(
        it.From.ToAddress(),
        it.To.ToAddress(),
        it.Number,
        it.Choices.ToDomain());

    internal static Proto.CrashedActor ToProto(this CrashedActor it) => new() { Actor = it.Actor.ToProto(), From = it.From.ToProto() };

    internal static CrashedActor ToDomain(this Proto.CrashedActor it) => new(it.Actor.ToAddress(), it.From.ToDomain());

    internal static Proto.PausedActor ToProto(this PausedActor it) => new()
    {
        Actor = it.Actor.ToProto(),
        From = it.From.ToProto(),
        Choices = it.Choices.ToProto(),
    };

    internal static PausedActor ToDomain(this Proto.PausedActor it) => new(it.Actor.ToAddress(), it.From.ToDomain(), it.Choices.ToDomain());

    internal static Proto.SlowNode ToProto(this SlowNode it) => new() { Nid = it.Nid, From = it.From.ToProto(), Choices = it.Choices.ToProto() };

    internal static SlowNode ToDomain(this Proto.SlowNode it) => new(it.Nid, it.From.ToDomain(), it.Choices.ToDomain());
}
