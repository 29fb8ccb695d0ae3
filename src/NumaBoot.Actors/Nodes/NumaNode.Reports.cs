using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a node answers for itself and its children.</summary>
internal sealed partial class NumaNode
{
    private bool HandleReport(IBootMessage message)
    {
        switch (message)
        {
            case NodeMessages.Report report:
                AskChildren(report);
                return true;
            case NodeMessages.ZoneReported zone:
                if (Hears(zone.ReportNumber, ActorAddress.Zone(new ZoneRef(_node.Nid, zone.Zone.Layout.Kind))) is { } withZone)
                {
                    state.ManagedPages[(int)zone.Zone.Layout.Kind] = zone.Zone.ManagedPages;
                    withZone.Zones[zone.Zone.Layout.Kind] = zone.Zone;
                    EndReport(withZone);
                }

                return true;
            case NodeMessages.CoordinatorReported coordinator:
                if (Hears(coordinator.ReportNumber, _coordinator) is { } withCoordinator)
                {
                    withCoordinator.Coordinator = coordinator;
                    EndReport(withCoordinator);
                }

                return true;
            case NodeMessages.CpuReported cpu:
                if (Hears(cpu.ReportNumber, ActorAddress.Cpu(_node.Nid, cpu.Cpu)) is { } withCpu)
                {
                    withCpu.Cpus[cpu.Cpu] = cpu;
                    EndReport(withCpu);
                }

                return true;
            default:
                return false;
        }
    }

    private void AskChildren(NodeMessages.Report report)
    {
        bool asksCpus = report.AtTheEnd || plan.Cpus.Length <= MostCpusInSnapshots;
        var children = Zones().Append(_coordinator);
        state.Reporting = new NodeReporting(report.ReportNumber, report.AtTheEnd, asksCpus ? children.Concat(Cpus()) : children);
        SendZones(_ => new ZoneMessages.ReportZone(report.ReportNumber));
        Lane.Tell(_coordinator, new CoordinatorMessages.ReportCoordinator(report.ReportNumber, _node.Nid));
        if (asksCpus)
        {
            TellCpus(new CpuMessages.ReportCpu(report.ReportNumber));
        }
    }

    /// <summary>The report that an answer belongs to; null where it was given before, or belongs to an earlier one.</summary>
    private NodeReporting? Hears(long number, ActorAddress child) =>
        state.Reporting is { } reporting && reporting.Number == number && reporting.ToHear.Remove(child) ? reporting : null;

    private void EndReport(NodeReporting reporting)
    {
        if (reporting.ToHear.Count > 0)
        {
            return;
        }

        state.Reporting = null;
        var coordinator = reporting.Coordinator!;
        var zones = reporting.Zones.Values
            .Select(zone => zone with { PageListCounts = reporting.ListCounts(new ZoneRef(_node.Nid, zone.Layout.Kind)) });
        var snapshot = new NodeSnapshot(_node.Layout, coordinator.Frontier, coordinator.DeferredPages, [.. zones]);
        Lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.NodeReported(
            _node.Nid, reporting.Number, snapshot, reporting.AtTheEnd ? MakeReport(reporting) : null));
    }

    private NodeReport MakeReport(NodeReporting reporting) => new(
        _node.Nid,
        state.EarlyPages,
        reporting.Coordinator!.Growths.Sum(growth => growth.Pages),
        state.LatePages,
        state.MostWorkers,
        state.LateNs,
        reporting.Coordinator.Growths,
        reporting.Cpus.Values.Aggregate(AllocationTally.Zero, (sum, cpu) => sum + cpu.Tally),
        SumHoldings(reporting),
        [.. reporting.Cpus.Values.SelectMany(cpu => cpu.Failures)])
    {
        LostPages = state.LostPages,
    };

    private static ImmutableArray<CpuHoldings> SumHoldings(NodeReporting reporting)
    {
        var holdings = new List<CpuHoldings>();
        foreach (var cpu in reporting.Cpus.Values)
        {
            holdings.AddRange(cpu.Holdings.AsSpan());
        }

        return CpuHoldings.SumByZone(holdings);
    }
}
