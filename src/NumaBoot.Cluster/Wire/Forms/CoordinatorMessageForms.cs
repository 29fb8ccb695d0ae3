using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="CoordinatorMessages"/>.</summary>
internal static class CoordinatorMessageForms
{
    internal static Proto.MemoryMapBuilt ToProto(this CoordinatorMessages.MemoryMapBuilt it) => new()
    {
        Nid = it.Nid,
        Frontier = it.Frontier.OrNoneToProto(),
    };

    internal static CoordinatorMessages.MemoryMapBuilt ToDomain(this Proto.MemoryMapBuilt it) => new(it.Nid, it.Frontier.OrNoneToDomain());

    internal static Proto.ReadFrontier ToProto(this CoordinatorMessages.ReadFrontier it) => new()
    {
        Ask = it.Ask.ToProto(),
        Zone = it.Zone.ToProto(),
        Asking = it.Asking?.ToProto(),
    };

    internal static CoordinatorMessages.ReadFrontier ToDomain(this Proto.ReadFrontier it) => new(
        it.Ask.Present().ToDomain(),
        it.Zone.ToZone(),
        it.Asking?.ToDomain());

    internal static Proto.CoordinatorFreeLate ToProto(this CoordinatorMessages.FreeLate it) => new() { Nid = it.Nid };

    internal static CoordinatorMessages.FreeLate ToDomain(this Proto.CoordinatorFreeLate it) => new(it.Nid);

    internal static Proto.AskToGrow ToProto(this CoordinatorMessages.AskToGrow it) => new()
    {
        Ask = it.Ask.ToProto(),
        Zone = it.Zone.ToProto(),
        Cpu = it.Cpu,
        Order = it.Order.ToProto(),
        Ticket = it.Ticket.OrNoneToProto(),
        Reason = it.Reason.ToProto(),
    };

    internal static CoordinatorMessages.AskToGrow ToDomain(this Proto.AskToGrow it) => new(
        it.Ask.Present().ToDomain(),
        it.Zone.ToZone(),
        it.Cpu,
        it.Order.ToDomain(),
        it.Ticket.OrNoneToDomain(),
        it.Reason.ToDomain());

    internal static Proto.ConfirmGrowth ToProto(this CoordinatorMessages.ConfirmGrowth it) => new() { Ask = it.Ask.ToProto() };

    internal static CoordinatorMessages.ConfirmGrowth ToDomain(this Proto.ConfirmGrowth it) => new(it.Ask.Present().ToDomain());

    internal static Proto.DeclineGrowth ToProto(this CoordinatorMessages.DeclineGrowth it) => new() { Ask = it.Ask.ToProto() };

    internal static CoordinatorMessages.DeclineGrowth ToDomain(this Proto.DeclineGrowth it) => new(it.Ask.Present().ToDomain());

    internal static Proto.PagesAdded ToProto(this CoordinatorMessages.PagesAdded it) => new() { Ask = it.Ask.ToProto() };

    internal static CoordinatorMessages.PagesAdded ToDomain(this Proto.PagesAdded it) => new(it.Ask.Present().ToDomain());

    internal static Proto.DisableGrowth ToProto(this CoordinatorMessages.DisableGrowth it) => new() { Nid = it.Nid };

    internal static CoordinatorMessages.DisableGrowth ToDomain(this Proto.DisableGrowth it) => new(it.Nid);

    internal static Proto.ClaimRest ToProto(this CoordinatorMessages.ClaimRest it) => new() { Nid = it.Nid, Cpus = it.Cpus.ToProto() };

    internal static CoordinatorMessages.ClaimRest ToDomain(this Proto.ClaimRest it) => new(it.Nid, it.Cpus.ToDomain());

    internal static Proto.StartRange ToProto(this CoordinatorMessages.StartRange it) => new() { Nid = it.Nid, Workers = it.Workers.ToProto() };

    internal static CoordinatorMessages.StartRange ToDomain(this Proto.StartRange it) => new(it.Nid, it.Workers.ToDomain());

    internal static Proto.ClaimChunk ToProto(this CoordinatorMessages.ClaimChunk it) => new()
    {
        Nid = it.Nid,
        Worker = it.Worker.ToProto(),
        Range = it.Range.ToProto(),
    };

    internal static CoordinatorMessages.ClaimChunk ToDomain(this Proto.ClaimChunk it) => new(it.Nid, it.Worker.ToDomain(), it.Range.ToDomain());

    internal static Proto.ChunkBuilt ToProto(this CoordinatorMessages.ChunkBuilt it) => new()
    {
        Nid = it.Nid,
        Worker = it.Worker.ToProto(),
        Pages = it.Pages.ToProto(),
    };

    internal static CoordinatorMessages.ChunkBuilt ToDomain(this Proto.ChunkBuilt it) => new(it.Nid, it.Worker.ToDomain(), it.Pages.ToDomain());

    internal static Proto.ReportCoordinator ToProto(this CoordinatorMessages.ReportCoordinator it) => new()
    {
        ReportNumber = it.ReportNumber.ToProto(),
        Nid = it.Nid,
    };

    internal static CoordinatorMessages.ReportCoordinator ToDomain(this Proto.ReportCoordinator it) => new(it.ReportNumber.ToDomain(), it.Nid);
}
