using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="CpuMessages"/>.</summary>
internal static class CpuMessageForms
{
    internal static Proto.DoPhase ToProto(this CpuMessages.DoPhase it) => new() { Phase = it.Phase.ToProto() };

    internal static CpuMessages.DoPhase ToDomain(this Proto.DoPhase it) => new(it.Phase.ToDomain());

    internal static Proto.Computed ToProto(this CpuMessages.Computed it) => new() { Item = it.Item.ToProto() };

    internal static CpuMessages.Computed ToDomain(this Proto.Computed it) => new(it.Item.ToDomain());

    internal static Proto.TakeAnswered ToProto(this CpuMessages.TakeAnswered it) => new()
    {
        Id = it.Id.ToProto(),
        Zone = it.Zone.ToProto(),
        Blocks = it.Blocks.ToProto(),
        Frames = { it.Frames.ToProto() },
        Waits = it.Waits.ToProto(),
        ListHigh = it.ListHigh.ToProto(),
        ListBatch = it.ListBatch.ToProto(),
    };

    internal static CpuMessages.TakeAnswered ToDomain(this Proto.TakeAnswered it) => new(
        it.Id.Present().ToDomain(),
        it.Zone.ToZone(),
        it.Blocks.ToDomain(),
        it.Frames.ToFrames(),
        it.Waits.ToDomain(),
        it.ListHigh.ToDomain(),
        it.ListBatch.ToDomain());

    internal static Proto.CpuFrontierRead ToProto(this CpuMessages.FrontierRead it) => new() { Ask = it.Ask.ToProto() };

    internal static CpuMessages.FrontierRead ToDomain(this Proto.CpuFrontierRead it) => new(it.Ask.Present().ToDomain());

    internal static Proto.RunGrowth ToProto(this CpuMessages.RunGrowth it) => new()
    {
        Ask = it.Ask.ToProto(),
        Zone = it.Zone.ToProto(),
        Pages = it.Pages.ToProto(),
        Interrupt = it.Interrupt.ToProto(),
    };

    internal static CpuMessages.RunGrowth ToDomain(this Proto.RunGrowth it) => new(
        it.Ask.Present().ToDomain(),
        it.Zone.ToZone(),
        it.Pages.ToDomain(),
        it.Interrupt.ToDomain());

    internal static Proto.GrowthBuilt ToProto(this CpuMessages.GrowthBuilt it) => new() { Ask = it.Ask.ToProto() };

    internal static CpuMessages.GrowthBuilt ToDomain(this Proto.GrowthBuilt it) => new(it.Ask.Present().ToDomain());

    internal static Proto.CpuInterrupt ToProto(this CpuMessages.Interrupt it) => new() { Number = it.Number.ToProto(), Order = it.Order.ToProto() };

    internal static CpuMessages.Interrupt ToDomain(this Proto.CpuInterrupt it) => new(it.Number.ToDomain(), it.Order.ToDomain());

    internal static Proto.ReportCpu ToProto(this CpuMessages.ReportCpu it) => new() { ReportNumber = it.ReportNumber.ToProto() };

    internal static CpuMessages.ReportCpu ToDomain(this Proto.ReportCpu it) => new(it.ReportNumber.ToDomain());
}
