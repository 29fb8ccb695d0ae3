namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="MemberMessages"/>.</summary>
internal static class MemberMessageForms
{
    internal static Proto.TakeBlock ToProto(this MemberMessages.TakeBlock it) => new()
    {
        Fence = it.Fence.ToProto(),
        Window = it.Window.ToProto(),
        Request = it.Request.ToProto(),
        Nids = { it.Nids },
        Past = { it.Past.ToProto() },
        ReachedByAllNs = it.ReachedByAllNs.OrNoneToProto(),
        Tracing = it.Tracing?.ToProto(),
        History = it.History?.ToProto(),
    };

    internal static MemberMessages.TakeBlock ToDomain(this Proto.TakeBlock it) => new(
        it.Fence.Present().ToDomain(),
        it.Window.ToDomain(),
        it.Request.Present().ToDomain(),
        [.. it.Nids],
        it.Past.ToDomain(),
        it.ReachedByAllNs.OrNoneToDomain(),
        it.Tracing?.ToDomain(),
        it.History?.ToDomain());

    internal static Proto.RunWindow ToProto(this MemberMessages.RunWindow it) => new()
    {
        Fence = it.Fence.ToProto(),
        Window = it.Window.ToProto(),
        HorizonNs = it.HorizonNs.OrNoneToProto(),
        ReachedByAllNs = it.ReachedByAllNs.OrNoneToProto(),
        DoneByAll = it.DoneByAll.ToProto(),
        Incoming = { it.Incoming.ToProto() },
    };

    internal static MemberMessages.RunWindow ToDomain(this Proto.RunWindow it) => new(
        it.Fence.Present().ToDomain(),
        it.Window.ToDomain(),
        it.HorizonNs.OrNoneToDomain(),
        it.ReachedByAllNs.OrNoneToDomain(),
        it.DoneByAll.ToDomain(),
        it.Incoming.ToDomain());

    internal static Proto.EndBlock ToProto(this MemberMessages.EndBlock it) => new() { Fence = it.Fence.ToProto(), IsOver = it.IsOver };

    internal static MemberMessages.EndBlock ToDomain(this Proto.EndBlock it) => new(it.Fence.Present().ToDomain(), it.IsOver);

    internal static Proto.RunWhole ToProto(this MemberMessages.RunWhole it) => new()
    {
        Fence = it.Fence.ToProto(),
        Request = it.Request.ToProto(),
        Tracing = it.Tracing?.ToProto(),
        History = it.History?.ToProto(),
    };

    internal static MemberMessages.RunWhole ToDomain(this Proto.RunWhole it) => new(
        it.Fence.Present().ToDomain(), it.Request.Present().ToDomain(), it.Tracing?.ToDomain(), it.History?.ToDomain());

    internal static Proto.DropRun ToProto(this MemberMessages.DropRun it) => new() { RunId = it.RunId, Epoch = it.Epoch.ToProto() };

    internal static MemberMessages.DropRun ToDomain(this Proto.DropRun it) => new(it.RunId, it.Epoch.ToDomain());

    internal static Proto.KeepRun ToProto(this MemberMessages.KeepRun it) => new() { RunId = it.RunId, Epoch = it.Epoch.ToProto() };

    internal static MemberMessages.KeepRun ToDomain(this Proto.KeepRun it) => new(it.RunId, it.Epoch.ToDomain());

    internal static Proto.AskStanding ToProto(this MemberMessages.AskStanding it) => new() { RunId = it.RunId, Epoch = it.Epoch.ToProto() };

    internal static MemberMessages.AskStanding ToDomain(this Proto.AskStanding it) => new(it.RunId, it.Epoch.ToDomain());

    internal static Proto.AskRecords ToProto(this MemberMessages.AskRecords it) => new()
    {
        Fence = it.Fence.ToProto(),
        Question = it.Question.ToProto(),
        ForNids = { it.ForNids },
    };

    internal static MemberMessages.AskRecords ToDomain(this Proto.AskRecords it) => new(
        it.Fence.Present().ToDomain(),
        it.Question.ToDomain(),
        [.. it.ForNids]);
}
