using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of what a ledger found: what broke, and which disturbances really happened.</summary>
internal static class JudgementForms
{
    internal static Proto.Violation ToProto(this Violation it) => new()
    {
        Invariant = it.Invariant.ToProto(),
        Detail = it.Detail,
        Frames = it.Frames.ToProto(),
        Delivery = it.Delivery.ToProto(),
    };

    internal static Violation ToDomain(this Proto.Violation it) => new(
        it.Invariant.ToDomain(), it.Detail, it.Frames.Present().ToDomain(), it.Delivery.ToDomain());

    internal static Proto.DisturbanceCounts ToProto(this DisturbanceCounts it) => new()
    {
        Interrupts = it.Interrupts.ToProto(),
        Lost = it.Lost.ToProto(),
        Duplicated = it.Duplicated.ToProto(),
        Delayed = it.Delayed.ToProto(),
        Crashed = it.Crashed.ToProto(),
        Paused = it.Paused.ToProto(),
        Slowed = it.Slowed.ToProto(),
    };

    internal static DisturbanceCounts ToDomain(this Proto.DisturbanceCounts it) => new()
    {
        Interrupts = it.Interrupts.ToDomain(),
        Lost = it.Lost.ToDomain(),
        Duplicated = it.Duplicated.ToDomain(),
        Delayed = it.Delayed.ToDomain(),
        Crashed = it.Crashed.ToDomain(),
        Paused = it.Paused.ToDomain(),
        Slowed = it.Slowed.ToDomain(),
    };
}
