using System.Diagnostics.Metrics;
using Akka.Actor;
using NumaBoot.Telemetry;
using Labels = NumaBoot.Telemetry.TelemetryNames.Labels;
using Names = NumaBoot.Telemetry.TelemetryNames.Instruments;

namespace NumaBoot.Cluster;

/// <summary>What a member measures of itself, beside its boots and its actors.</summary>
internal static class MemberInstruments
{
    /// <summary>Measures the cluster as the member sees it, and what it would not read.</summary>
    /// <param name="instruments">Where.</param>
    /// <param name="system">Its actor system.</param>
    /// <param name="view">What it knows of the cluster.</param>
    public static void Watch(BootInstruments instruments, ActorSystem system, MembershipView view)
    {
        var refusals = WireRefusals.Of(system);
        instruments.Meter.CreateObservableCounter(
            Names.WireRefused, () => refusals.Versions + refusals.Manifests + refusals.Garbled, "{message}", "Messages that members would not read.");
        instruments.Meter.CreateObservableGauge(Names.AkkaMembers, () => Members(view), "{member}", "Members of the cluster as this one sees it.");
    }

    /// <summary>Measures what a member has dropped.</summary>
    /// <param name="instruments">Where.</param>
    /// <param name="counts">What it has dropped.</param>
    public static void Watch(BootInstruments instruments, MemberCounts counts) => instruments.Meter.CreateObservableCounter(
        Names.WireRepeated, () => counts.Duplicates + counts.Repeated, "{message}", "Messages that came again between members and were dropped.");

    // All four are always there: of a series that comes and goes nobody can tell what was before.
    private static Measurement<int>[] Members(MembershipView view)
    {
        var (up, joining, leaving, unreachable) = view.CountByStatus();
        return [Of(up, "up"), Of(joining, "joining"), Of(leaving, "leaving"), Of(unreachable, "unreachable")];
    }

    private static Measurement<int> Of(int members, string status) => new(members, new KeyValuePair<string, object?>(Labels.Status, status));
}
