namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="ClientMessages"/>.</summary>
internal static class ClientMessageForms
{
    internal static Proto.RunStatus ToProto(this ClientMessages.RunStatus it) => new()
    {
        RunId = it.RunId,
        State = it.State.ToProto(),
        Progress = it.Progress?.ToProto(),
        Horizons = it.Horizons.ToProto(),
        Members = it.Members.ToProto(),
        Recoveries = it.Recoveries.ToProto(),
    };

    internal static ClientMessages.RunStatus ToDomain(this Proto.RunStatus it) => new(
        it.RunId,
        it.State.ToDomain(),
        it.Progress?.ToDomain(),
        it.Horizons.ToDomain(),
        it.Members.ToDomain(),
        it.Recoveries.ToDomain());

    internal static Proto.RunEnded ToProto(this ClientMessages.RunEnded it) => new()
    {
        RunId = it.RunId,
        Ending = it.Ending.ToProto(),
        Members = it.Members.ToProto(),
        Recoveries = it.Recoveries.ToProto(),
    };

    internal static ClientMessages.RunEnded ToDomain(this Proto.RunEnded it) => new(
        it.RunId,
        it.Ending.Present().ToDomain(),
        it.Members.ToDomain(),
        it.Recoveries.ToDomain());

    internal static Proto.RunRefused ToProto(this ClientMessages.RunRefused it) => new() { RunId = it.RunId, Why = it.Why };

    internal static ClientMessages.RunRefused ToDomain(this Proto.RunRefused it) => new(it.RunId, it.Why);

    internal static Proto.RunUnknown ToProto(this ClientMessages.RunUnknown it) => new() { RunId = it.RunId };

    internal static ClientMessages.RunUnknown ToDomain(this Proto.RunUnknown it) => new(it.RunId);
}
