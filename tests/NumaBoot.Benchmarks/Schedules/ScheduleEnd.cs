using System.Collections.Immutable;
using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>What came of one schedule.</summary>
/// <param name="Deliveries">Messages delivered.</param>
/// <param name="Violations">What broke.</param>
/// <param name="Report">What the actors told at the end; null where the boot did not come to its end.</param>
internal sealed record ScheduleEnd(long Deliveries, ImmutableArray<Violation> Violations, BootReport? Report)
{
    /// <summary>Whether the boot came to its end and nothing broke.</summary>
    public bool IsSound => Report is { Booted: true } && Violations.IsEmpty;

    /// <summary>All of it in words, but for virtual times, which not everybody has.</summary>
    public string InWords() => JsonSerializer.Serialize(new { Deliveries, Violations, Report = Report is null ? null : WithoutTimes(Report) });

    private static BootReport WithoutTimes(BootReport report) => report with
    {
        Phases = [],
        Snapshots = [.. report.Snapshots.Select(snapshot => snapshot with { AtNs = 0 })],
        Nodes = [.. report.Nodes.Select(node => node with { LateNs = 0, Growths = [.. node.Growths.Select(growth => growth with { AtNs = 0 })] })],
    };
}
