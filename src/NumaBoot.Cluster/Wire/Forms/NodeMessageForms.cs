using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="NodeMessages"/>.</summary>
internal static class NodeMessageForms
{
    internal static Proto.SizePageLists ToProto(this NodeMessages.SizePageLists it) => new() { OnlineCpus = it.OnlineCpus.ToProto() };

    internal static NodeMessages.SizePageLists ToDomain(this Proto.SizePageLists it) => new(it.OnlineCpus.ToDomain());

    internal static Proto.DoWork ToProto(this NodeMessages.DoWork it) => new() { Phase = it.Phase.ToProto(), OnlyCpu = it.OnlyCpu };

    internal static NodeMessages.DoWork ToDomain(this Proto.DoWork it) => new(it.Phase.ToDomain(), it.OnlyCpu);

    internal static Proto.HelpersGranted ToProto(this NodeMessages.HelpersGranted it) => new() { Count = it.Count.ToProto() };

    internal static NodeMessages.HelpersGranted ToDomain(this Proto.HelpersGranted it) => new(it.Count.ToDomain());

    internal static Proto.SetWatermarks ToProto(this NodeMessages.SetWatermarks it) => new()
    {
        MinFreeKib = it.MinFreeKiB.ToProto(),
        AllManagedPages = it.AllManagedPages.ToProto(),
        OnlineCpus = it.OnlineCpus.ToProto(),
    };

    internal static NodeMessages.SetWatermarks ToDomain(this Proto.SetWatermarks it) => new(
        it.MinFreeKib.ToDomain(),
        it.AllManagedPages.ToDomain(),
        it.OnlineCpus.ToDomain());

    internal static Proto.ReportNode ToProto(this NodeMessages.Report it) => new()
    {
        ReportNumber = it.ReportNumber.ToProto(),
        AtTheEnd = it.AtTheEnd,
    };

    internal static NodeMessages.Report ToDomain(this Proto.ReportNode it) => new(it.ReportNumber.ToDomain(), it.AtTheEnd);

    internal static Proto.ChildDone ToProto(this NodeMessages.ChildDone it) => new()
    {
        Child = it.Child.ToProto(),
        Step = it.Step.ToProto(),
        Pages = it.Pages.ToProto(),
    };

    internal static NodeMessages.ChildDone ToDomain(this Proto.ChildDone it) => new(it.Child.ToAddress(), it.Step.ToDomain(), it.Pages.ToDomain());

    internal static Proto.CpuWorkDone ToProto(this NodeMessages.CpuWorkDone it) => new()
    {
        Cpu = it.Cpu,
        Phase = it.Phase.ToProto(),
        Failure = it.Failure?.ToProto(),
    };

    internal static NodeMessages.CpuWorkDone ToDomain(this Proto.CpuWorkDone it) => new(it.Cpu, it.Phase.ToDomain(), it.Failure?.ToDomain());

    internal static Proto.RangeReady ToProto(this NodeMessages.RangeReady it) => new()
    {
        WantedWorkers = it.WantedWorkers.ToProto(),
        DonePages = it.DonePages.ToProto(),
    };

    internal static NodeMessages.RangeReady ToDomain(this Proto.RangeReady it) => new(it.WantedWorkers.ToDomain(), it.DonePages.ToDomain());

    internal static Proto.ZoneReported ToProto(this NodeMessages.ZoneReported it) => new()
    {
        ReportNumber = it.ReportNumber.ToProto(),
        Zone = it.Zone.ToProto(),
    };

    internal static NodeMessages.ZoneReported ToDomain(this Proto.ZoneReported it) => new(it.ReportNumber.ToDomain(), it.Zone.Present().ToDomain());

    internal static Proto.CoordinatorReported ToProto(this NodeMessages.CoordinatorReported it) => new()
    {
        ReportNumber = it.ReportNumber.ToProto(),
        Frontier = it.Frontier.OrNoneToProto(),
        DeferredPages = it.DeferredPages.ToProto(),
        Growths = { it.Growths.Select(each => each.ToProto()) },
    };

    internal static NodeMessages.CoordinatorReported ToDomain(this Proto.CoordinatorReported it) => new(
        it.ReportNumber.ToDomain(),
        it.Frontier.OrNoneToDomain(),
        it.DeferredPages.ToDomain(),
        [.. it.Growths.Select(each => each.ToDomain())]);

    internal static Proto.CpuReported ToProto(this NodeMessages.CpuReported it) => new()
    {
        ReportNumber = it.ReportNumber.ToProto(),
        Cpu = it.Cpu,
        Tally = it.Tally.ToProto(),
        Holdings = { it.Holdings.Select(each => each.ToProto()) },
        Failures = { it.Failures.Select(each => each.ToProto()) },
    };

    internal static NodeMessages.CpuReported ToDomain(this Proto.CpuReported it) => new(
        it.ReportNumber.ToDomain(),
        it.Cpu,
        it.Tally.Present().ToDomain(),
        [.. it.Holdings.Select(each => each.ToDomain())],
        [.. it.Failures.Select(each => each.ToDomain())]);
}
