using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="ZoneMessages"/>.</summary>
internal static class ZoneMessageForms
{
    internal static Proto.ReleasePages ToProto(this ZoneMessages.ReleasePages it) => new() { Frames = it.Frames.ToProto() };

    internal static ZoneMessages.ReleasePages ToDomain(this Proto.ReleasePages it) => new(it.Frames.Present().ToDomain());

    internal static Proto.ZoneFreeLate ToProto(this ZoneMessages.FreeLate it) => new() { Frontier = it.Frontier.OrNoneToProto() };

    internal static ZoneMessages.FreeLate ToDomain(this Proto.ZoneFreeLate it) => new(it.Frontier.OrNoneToDomain());

    internal static Proto.SizePageList ToProto(this ZoneMessages.SizePageList it) => new()
    {
        CpusOfNode = it.CpusOfNode.ToProto(),
        OnlineCpus = it.OnlineCpus.ToProto(),
    };

    internal static ZoneMessages.SizePageList ToDomain(this Proto.SizePageList it) => new(it.CpusOfNode.ToDomain(), it.OnlineCpus.ToDomain());

    internal static Proto.SetMarks ToProto(this ZoneMessages.SetMarks it) => new()
    {
        Marks = it.Marks.ToProto(),
        LowmemReserves = { it.LowmemReserves.Select(Counts.ToProto) },
        PageList = it.PageList.ToProto(),
    };

    internal static ZoneMessages.SetMarks ToDomain(this Proto.SetMarks it) => new(
        it.Marks.Present().ToDomain(),
        it.LowmemReserves.ToDomain(),
        it.PageList.Present().ToDomain());

    internal static Proto.TakePages ToProto(this ZoneMessages.TakePages it) => new()
    {
        Id = it.Id.ToProto(),
        Cpu = it.Cpu,
        Order = it.Order.ToProto(),
        Count = it.Count.ToProto(),
        Mode = it.Mode.ToProto(),
        Check = it.Check.ToProto(),
        HighestZone = it.HighestZone.ToProto(),
        Interrupt = it.Interrupt.ToProto(),
        Type = it.Type.ToProto(),
        NoFragment = it.NoFragment,
    };

    internal static ZoneMessages.TakePages ToDomain(this Proto.TakePages it) => new(
        it.Id.Present().ToDomain(),
        it.Cpu,
        it.Order.ToDomain(),
        it.Count.ToDomain(),
        it.Mode.ToDomain(),
        it.Check.ToDomain(),
        it.HighestZone.ToDomain(),
        it.Interrupt.ToDomain(),
        it.Type.ToDomain(),
        it.NoFragment);

    internal static Proto.GivePages ToProto(this ZoneMessages.GivePages it) => new()
    {
        Id = it.Id.ToProto(),
        Cpu = it.Cpu,
        Order = it.Order.ToProto(),
        Frames = { it.Frames.ToProto() },
    };

    internal static ZoneMessages.GivePages ToDomain(this Proto.GivePages it) => new(
        it.Id.Present().ToDomain(),
        it.Cpu,
        it.Order.ToDomain(),
        it.Frames.ToFrames());

    internal static Proto.ZoneFrontierRead ToProto(this ZoneMessages.FrontierRead it) => new()
    {
        Ask = it.Ask.ToProto(),
        Frontier = it.Frontier.OrNoneToProto(),
    };

    internal static ZoneMessages.FrontierRead ToDomain(this Proto.ZoneFrontierRead it) => new(
        it.Ask.Present().ToDomain(),
        it.Frontier.OrNoneToDomain());

    internal static Proto.WriterGranted ToProto(this ZoneMessages.WriterGranted it) => new() { Ask = it.Ask.ToProto() };

    internal static ZoneMessages.WriterGranted ToDomain(this Proto.WriterGranted it) => new(it.Ask.Present().ToDomain());

    internal static Proto.BuildPages ToProto(this ZoneMessages.BuildPages it) => new() { Ask = it.Ask.ToProto(), Frames = { it.Frames.ToProto() } };

    internal static ZoneMessages.BuildPages ToDomain(this Proto.BuildPages it) => new(it.Ask.Present().ToDomain(), it.Frames.ToFrames());

    internal static Proto.AddPages ToProto(this ZoneMessages.AddPages it) => new()
    {
        Builder = it.Builder.ToProto(),
        Ask = it.Ask.ToProto(),
        Frames = { it.Frames.ToProto() },
    };

    internal static ZoneMessages.AddPages ToDomain(this Proto.AddPages it) => new(
        it.Builder.ToAddress(),
        it.Ask.Present().ToDomain(),
        it.Frames.ToFrames());

    internal static Proto.GrowthRun ToProto(this ZoneMessages.GrowthRun it) => new() { Ask = it.Ask.ToProto() };

    internal static ZoneMessages.GrowthRun ToDomain(this Proto.GrowthRun it) => new(it.Ask.Present().ToDomain());

    internal static Proto.GrowAnswered ToProto(this ZoneMessages.GrowAnswered it) => new()
    {
        Ask = it.Ask.ToProto(),
        Grew = it.Grew,
        Waited = it.Waited,
        SawDisabled = it.SawDisabled,
    };

    internal static ZoneMessages.GrowAnswered ToDomain(this Proto.GrowAnswered it) => new(
        it.Ask.Present().ToDomain(),
        it.Grew,
        it.Waited,
        it.SawDisabled);

    internal static Proto.ReportZone ToProto(this ZoneMessages.ReportZone it) => new() { ReportNumber = it.ReportNumber.ToProto() };

    internal static ZoneMessages.ReportZone ToDomain(this Proto.ReportZone it) => new(it.ReportNumber.ToDomain());
}
