namespace NumaBoot.Cluster;

/// <summary>The wire forms of <see cref="ConductorMessages"/>.</summary>
internal static class ConductorMessageForms
{
    internal static Proto.SubmitRun ToProto(this ConductorMessages.SubmitRun it) => new()
    {
        RunId = it.RunId,
        Request = it.Request.ToProto(),
        Tracing = it.Tracing?.ToProto(),
        History = it.History?.ToProto(),
    };

    internal static ConductorMessages.SubmitRun ToDomain(this Proto.SubmitRun it) => new(
        it.RunId, it.Request.Present().ToDomain().Checked(), it.Tracing?.ToDomain(), it.History?.ToDomain());

    internal static Proto.AskRun ToProto(this ConductorMessages.AskRun it) => new() { RunId = it.RunId };

    internal static ConductorMessages.AskRun ToDomain(this Proto.AskRun it) => new(it.RunId);

    internal static Proto.CancelRun ToProto(this ConductorMessages.CancelRun it) => new() { RunId = it.RunId };

    internal static ConductorMessages.CancelRun ToDomain(this Proto.CancelRun it) => new(it.RunId);
}
