using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="WorkerMessages"/>.</summary>
internal static class WorkerMessageForms
{
    internal static Proto.StartWork ToProto(this WorkerMessages.StartWork it) => new() { Range = it.Range.ToProto() };

    internal static WorkerMessages.StartWork ToDomain(this Proto.StartWork it) => new(it.Range.ToDomain());

    internal static Proto.ChunkClaimed ToProto(this WorkerMessages.ChunkClaimed it) => new()
    {
        Frames = { it.Frames.ToProto() },
        Sharers = it.Sharers.ToProto(),
    };

    internal static WorkerMessages.ChunkClaimed ToDomain(this Proto.ChunkClaimed it) => new(it.Frames.ToFrames(), it.Sharers.ToDomain());

    internal static Proto.ChunkAdded ToProto(this WorkerMessages.ChunkAdded it) => new() { Ask = it.Ask.ToProto() };

    internal static WorkerMessages.ChunkAdded ToDomain(this Proto.ChunkAdded it) => new(it.Ask.Present().ToDomain());
}
