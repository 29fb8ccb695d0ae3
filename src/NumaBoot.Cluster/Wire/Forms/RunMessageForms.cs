namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="RunMessages"/>.</summary>
internal static class RunMessageForms
{
    internal static Proto.BlockTaken ToProto(this RunMessages.BlockTaken it) => new()
    {
        Fence = it.Fence.ToProto(),
        PromiseNs = it.PromiseNs.OrNoneToProto(),
        PromiseKind = it.PromiseKind,
        ReachedNs = it.ReachedNs.OrNoneToProto(),
    };

    internal static RunMessages.BlockTaken ToDomain(this Proto.BlockTaken it) => new(
        it.Fence.Present().ToDomain(), it.PromiseNs.OrNoneToDomain(), it.PromiseKind, it.ReachedNs.OrNoneToDomain());

    internal static Proto.WindowDone ToProto(this RunMessages.WindowDone it) => new()
    {
        Fence = it.Fence.ToProto(),
        Window = it.Window.ToProto(),
        PromiseNs = it.PromiseNs.OrNoneToProto(),
        PromiseKind = it.PromiseKind,
        ReachedNs = it.ReachedNs.OrNoneToProto(),
        Deliveries = it.Deliveries.ToProto(),
        IsFutile = it.IsFutile,
        Outbox = { it.Outbox.Select(each => each.ToProto()) },
    };

    internal static RunMessages.WindowDone ToDomain(this Proto.WindowDone it) => new(
        it.Fence.Present().ToDomain(),
        it.Window.ToDomain(),
        it.PromiseNs.OrNoneToDomain(),
        it.PromiseKind,
        it.ReachedNs.OrNoneToDomain(),
        it.Deliveries.ToDomain(),
        it.IsFutile,
        [.. it.Outbox.Select(each => each.ToDomain())]);

    internal static Proto.BlockEnded ToProto(this RunMessages.BlockEnded it) => new() { Fence = it.Fence.ToProto(), Ending = it.Ending.ToProto() };

    internal static RunMessages.BlockEnded ToDomain(this Proto.BlockEnded it) => new(it.Fence.Present().ToDomain(), it.Ending.Present().ToDomain());

    internal static Proto.BlockFailed ToProto(this RunMessages.BlockFailed it) => new() { Fence = it.Fence.ToProto(), Why = it.Why };

    internal static RunMessages.BlockFailed ToDomain(this Proto.BlockFailed it) => new(it.Fence.Present().ToDomain(), it.Why);

    internal static Proto.Standing ToProto(this RunMessages.Standing it) => new()
    {
        RunId = it.RunId,
        Epoch = it.Epoch.ToProto(),
        Blocks = { it.Blocks.Select(each => each.ToProto()) },
    };

    internal static RunMessages.Standing ToDomain(this Proto.Standing it) => new(
        it.RunId, it.Epoch.ToDomain(), [.. it.Blocks.Select(each => each.ToDomain())]);

    internal static Proto.Records ToProto(this RunMessages.Records it) => new()
    {
        Fence = it.Fence.ToProto(),
        Sent = { it.Sent.Select(each => each.ToProto()) },
    };

    internal static RunMessages.Records ToDomain(this Proto.Records it) => new(
        it.Fence.Present().ToDomain(), [.. it.Sent.Select(each => each.ToDomain())]);

    internal static Proto.NotMine ToProto(this RunMessages.NotMine it) => new() { Fence = it.Fence.ToProto() };

    internal static RunMessages.NotMine ToDomain(this Proto.NotMine it) => new(it.Fence.Present().ToDomain());
}
