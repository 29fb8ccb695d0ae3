namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="MemberMessages"/>.</summary>
internal static class MemberMessageForms
{
    internal static Proto.TakeBlock ToProto(this MemberMessages.TakeBlock it) => new()
    {
        Fence = it.Fence.ToProto(),
        Request = it.Request.ToProto(),
        Nids = { it.Nids },
        HasMachine = it.HasMachine,
        Past = { it.Past.Select(each => each.ToProto()) },
        RunToNs = it.RunToNs.OrNoneToProto(),
        Blocks = { it.Blocks.Select(each => each.ToProto()) },
    };

    internal static MemberMessages.TakeBlock ToDomain(this Proto.TakeBlock it) => new(
        it.Fence.Present().ToDomain(),
        it.Request.Present().ToDomain(),
        [.. it.Nids],
        it.HasMachine,
        [.. it.Past.Select(each => each.ToDomain())],
        it.RunToNs.OrNoneToDomain(),
        [.. it.Blocks.Select(each => each.ToDomain())]);

    internal static Proto.RunWindow ToProto(this MemberMessages.RunWindow it) => new()
    {
        Fence = it.Fence.ToProto(),
        Window = it.Window.ToProto(),
        Blocks = { it.Blocks.Select(each => each.ToProto()) },
        Incoming = { it.Incoming.Select(each => each.ToProto()) },
    };

    internal static MemberMessages.RunWindow ToDomain(this Proto.RunWindow it) => new(
        it.Fence.Present().ToDomain(),
        it.Window.ToDomain(),
        [.. it.Blocks.Select(each => each.ToDomain())],
        [.. it.Incoming.Select(each => each.ToDomain())]);

    internal static Proto.EndBlock ToProto(this MemberMessages.EndBlock it) => new() { Fence = it.Fence.ToProto() };

    internal static MemberMessages.EndBlock ToDomain(this Proto.EndBlock it) => new(it.Fence.Present().ToDomain());

    internal static Proto.DropRun ToProto(this MemberMessages.DropRun it) => new() { RunId = it.RunId };

    internal static MemberMessages.DropRun ToDomain(this Proto.DropRun it) => new(it.RunId);

    internal static Proto.AskStanding ToProto(this MemberMessages.AskStanding it) => new() { RunId = it.RunId, Epoch = it.Epoch.ToProto() };

    internal static MemberMessages.AskStanding ToDomain(this Proto.AskStanding it) => new(it.RunId, it.Epoch.ToDomain());

    internal static Proto.AskRecords ToProto(this MemberMessages.AskRecords it) => new() { Fence = it.Fence.ToProto(), ForNids = { it.ForNids } };

    internal static MemberMessages.AskRecords ToDomain(this Proto.AskRecords it) => new(it.Fence.Present().ToDomain(), [.. it.ForNids]);
}
