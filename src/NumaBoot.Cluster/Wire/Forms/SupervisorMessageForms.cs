using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="SupervisorMessages"/>.</summary>
internal static class SupervisorMessageForms
{
    internal static Proto.NodeStepDone ToProto(this SupervisorMessages.NodeStepDone it) => new()
    {
        Nid = it.Nid,
        Step = it.Step.ToProto(),
        Pages = it.Pages.ToProto(),
    };

    internal static SupervisorMessages.NodeStepDone ToDomain(this Proto.NodeStepDone it) => new(it.Nid, it.Step.ToDomain(), it.Pages.ToDomain());

    internal static Proto.NodeWorkDone ToProto(this SupervisorMessages.NodeWorkDone it) => new()
    {
        Nid = it.Nid,
        Phase = it.Phase.ToProto(),
        Failure = it.Failure?.ToProto(),
    };

    internal static SupervisorMessages.NodeWorkDone ToDomain(this Proto.NodeWorkDone it) => new(
        it.Nid,
        it.Phase.ToDomain(),
        it.Failure?.ToDomain());

    internal static Proto.NodeInitialised ToProto(this SupervisorMessages.NodeInitialised it) => new() { Nid = it.Nid, Pages = it.Pages.ToProto() };

    internal static SupervisorMessages.NodeInitialised ToDomain(this Proto.NodeInitialised it) => new(it.Nid, it.Pages.ToDomain());

    internal static Proto.HelpersWanted ToProto(this SupervisorMessages.HelpersWanted it) => new() { Nid = it.Nid, Count = it.Count.ToProto() };

    internal static SupervisorMessages.HelpersWanted ToDomain(this Proto.HelpersWanted it) => new(it.Nid, it.Count.ToDomain());

    internal static Proto.HelpersReturned ToProto(this SupervisorMessages.HelpersReturned it) => new() { Nid = it.Nid, Count = it.Count.ToProto() };

    internal static SupervisorMessages.HelpersReturned ToDomain(this Proto.HelpersReturned it) => new(it.Nid, it.Count.ToDomain());

    internal static Proto.NodeReported ToProto(this SupervisorMessages.NodeReported it) => new()
    {
        Nid = it.Nid,
        ReportNumber = it.ReportNumber.ToProto(),
        Snapshot = it.Snapshot.ToProto(),
        Report = it.Report?.ToProto(),
    };

    internal static SupervisorMessages.NodeReported ToDomain(this Proto.NodeReported it) => new(
        it.Nid,
        it.ReportNumber.ToDomain(),
        it.Snapshot.Present().ToDomain(),
        it.Report?.ToDomain());
}
