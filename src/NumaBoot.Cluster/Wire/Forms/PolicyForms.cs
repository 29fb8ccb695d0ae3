using NumaBoot.Memory;

namespace NumaBoot.Cluster;

/// <summary>The wire form of a policy: every choice, since it may be one that has no name.</summary>
internal static class PolicyForms
{
    internal static Proto.InitPolicy ToProto(this InitPolicy it) => new()
    {
        Name = it.Name,
        Description = it.Description,
        BuiltEarly = it.BuiltEarly.ToProto(),
        EarlyCount = it.EarlyCount.ToProto(),
        EarlyStop = it.EarlyStop.ToProto(),
        FreedLate = it.FreedLate.ToProto(),
        PageLists = it.PageLists.ToProto(),
        Asking = it.Asking.ToProto(),
        Ticket = it.Ticket.ToProto(),
        PartialGrowth = it.PartialGrowth.ToProto(),
        Exhausted = it.Exhausted.ToProto(),
        Walk = it.Walk.ToProto(),
        Frontier = it.Frontier.ToProto(),
        AskedAfterClaim = it.AskedAfterClaim.ToProto(),
        AskedAfterDisable = it.AskedAfterDisable.ToProto(),
        Disable = it.Disable.ToProto(),
        Writer = it.Writer.ToProto(),
        InitJob = it.InitJob.ToProto(),
        Interrupts = it.Interrupts.ToProto(),
        Workers = it.Workers.ToProto(),
        Claims = { it.Claims.Select(claim => claim.ToProto()) },
    };

    internal static InitPolicy ToDomain(this Proto.InitPolicy it) => new()
    {
        Name = it.Name,
        Description = it.Description,
        BuiltEarly = it.BuiltEarly.ToDomain(),
        EarlyCount = it.EarlyCount.ToDomain(),
        EarlyStop = it.EarlyStop.ToDomain(),
        FreedLate = it.FreedLate.ToDomain(),
        PageLists = it.PageLists.ToDomain(),
        Asking = it.Asking.ToDomain(),
        Ticket = it.Ticket.ToDomain(),
        PartialGrowth = it.PartialGrowth.ToDomain(),
        Exhausted = it.Exhausted.ToDomain(),
        Walk = it.Walk.ToDomain(),
        Frontier = it.Frontier.ToDomain(),
        AskedAfterClaim = it.AskedAfterClaim.ToDomain(),
        AskedAfterDisable = it.AskedAfterDisable.ToDomain(),
        Disable = it.Disable.ToDomain(),
        Writer = it.Writer.ToDomain(),
        InitJob = it.InitJob.ToDomain(),
        Interrupts = it.Interrupts.ToDomain(),
        Workers = it.Workers.ToDomain(),
        Claims = [.. it.Claims.Select(claim => claim.ToDomain())],
    };
}
