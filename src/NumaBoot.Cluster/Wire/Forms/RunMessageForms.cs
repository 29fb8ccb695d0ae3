namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="RunMessages"/>.</summary>
internal static class RunMessageForms
{
    internal static Proto.WindowDone ToProto(this RunMessages.WindowDone it) => new()
    {
        Fence = it.Fence.ToProto(),
        Window = it.Window.ToProto(),
        State = it.State.ToProto(),
        Outbox = { it.Outbox.ToProto() },
    };

    internal static RunMessages.WindowDone ToDomain(this Proto.WindowDone it) => new(
        it.Fence.Present().ToDomain(),
        it.Window.ToDomain(),
        it.State.Present().ToDomain(),
        it.Outbox.ToDomain());

    internal static Proto.BlockEnded ToProto(this RunMessages.BlockEnded it) => new() { Fence = it.Fence.ToProto(), Result = it.Result.ToProto() };

    internal static RunMessages.BlockEnded ToDomain(this Proto.BlockEnded it) => new(it.Fence.Present().ToDomain(), it.Result.Present().ToDomain());

    internal static Proto.WholeEnded ToProto(this RunMessages.WholeEnded it) => new() { Fence = it.Fence.ToProto(), Ending = it.Ending.ToProto() };

    internal static RunMessages.WholeEnded ToDomain(this Proto.WholeEnded it) => new(it.Fence.Present().ToDomain(), it.Ending.Present().ToDomain());

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

    internal static Proto.HearsAnother ToProto(this RunMessages.HearsAnother it) => new() { RunId = it.RunId, Epoch = it.Epoch.ToProto() };

    internal static RunMessages.HearsAnother ToDomain(this Proto.HearsAnother it) => new(it.RunId, it.Epoch.ToDomain());

    internal static Proto.Records ToProto(this RunMessages.Records it) => new()
    {
        Fence = it.Fence.ToProto(),
        Question = it.Question.ToProto(),
        Sent = { it.Sent.ToProto() },
    };

    internal static RunMessages.Records ToDomain(this Proto.Records it) => new(
        it.Fence.Present().ToDomain(),
        it.Question.ToDomain(),
        it.Sent.ToDomain());

    internal static Proto.NotMine ToProto(this RunMessages.NotMine it) => new() { Fence = it.Fence.ToProto() };

    internal static RunMessages.NotMine ToDomain(this Proto.NotMine it) => new(it.Fence.Present().ToDomain());
}
