using Microsoft.Extensions.Logging;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Telemetry;

/// <summary>What is logged of a boot. While its span is the current activity, each record names its trace.</summary>
public static partial class BootLog
{
    /// <summary>A boot begins.</summary>
    public static void Begins(ILogger log, BootRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Begins(log, request.Machine.Name, request.Machine.Nodes.Length, request.Machine.Cpus.Length, request.Policy.Name, request.Seed);
    }

    /// <summary>It is over: how it ended, and what broke.</summary>
    public static void Ended(ILogger log, BootResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var violation in result.Violations)
        {
            string name = violation.Invariant.Name();
            Broken(log, result.Claims(violation) ? LogLevel.Error : LogLevel.Warning, name, violation.Detail, violation.Delivery);
        }

        Ended(
            log, result.IsClean ? LogLevel.Information : LogLevel.Error,
            result.Request.Machine.Name, result.Outcome, result.VirtualNs / 1e6, result.Deliveries);
    }

    [LoggerMessage(1, LogLevel.Information, "{Machine} boots: {Nodes} nodes, {Cpus} CPUs, policy {Policy}, seed {Seed}")]
    private static partial void Begins(ILogger log, string machine, int nodes, int cpus, string policy, long seed);

    [LoggerMessage(EventId = 2, Message = "{Invariant} is broken: {Detail} (delivery {Delivery})")]
    private static partial void Broken(ILogger log, LogLevel level, string invariant, string detail, long delivery);

    [LoggerMessage(EventId = 3, Message = "{Machine} {Outcome} after {VirtualMs} ms of virtual time and {Deliveries} deliveries")]
    private static partial void Ended(ILogger log, LogLevel level, string machine, BootOutcome outcome, double virtualMs, long deliveries);
}
