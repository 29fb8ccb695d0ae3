namespace NumaBoot.Actors;

/// <summary>Snapshots on the way, and the report at the end.</summary>
internal sealed partial class BootSupervisor
{
    /// <summary>Asks everybody how things stand, where that is wanted or what comes next is worked out from it.</summary>
    private void TakeSnapshot(BootStage stage)
    {
        bool isNeeded = stage == BootStage.SnapshotAllDone || (stage == BootStage.SnapshotWatermarks && MayRaiseMinFree);
        if (plan.TakesSnapshots || isNeeded)
        {
            Report(PointOf(stage));
        }
        else
        {
            Next();
        }
    }

    private static string PointOf(BootStage stage) => stage switch
    {
        BootStage.SnapshotBeforeFree => SnapshotPoints.MemblockFreeAll,
        BootStage.SnapshotAfterFree => SnapshotPoints.AfterMemblockFreeAll,
        BootStage.SnapshotBeforeSmp => SnapshotPoints.SmpInit,
        BootStage.SnapshotBeforeLateInit => SnapshotPoints.PageAllocInitLate,
        BootStage.SnapshotAllDone => SnapshotPoints.FilesMaxfilesInit,
        BootStage.SnapshotWatermarks => SnapshotPoints.AfterWatermarks,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "no snapshot is taken there"),
    };

    private void Report(string at)
    {
        state.Reports++;
        state.ReportAt = at;
        state.NodesToReport.UnionWith(plan.Nodes.Select(node => node.Nid));
        state.Answers.Clear();
        foreach (var node in plan.Nodes)
        {
            Lane.Tell(ActorAddress.Node(node.Nid), new NodeMessages.Report(state.Reports, state.Stage == BootStage.End));
        }
    }

    private void HearReport(SupervisorMessages.NodeReported reported)
    {
        if (reported.ReportNumber != state.Reports || !state.NodesToReport.Remove(reported.Nid))
        {
            return;
        }

        state.Answers[reported.Nid] = reported;
        if (state.NodesToReport.Count > 0)
        {
            return;
        }

        state.Snapshots.Add(new Snapshot(state.ReportAt, Lane.NowNs, [.. state.Answers.Values.Select(answer => answer.Snapshot)]));
        if (state.Stage == BootStage.End)
        {
            Finish();
        }
        else
        {
            Next();
        }
    }

    private void Finish()
    {
        EndPhase();
        var nodes = state.Answers.Values.Select(answer => answer.Report!).ToList();
        var holdings = new List<CpuHoldings>();
        nodes.ForEach(node => holdings.AddRange(node.Holdings.AsSpan()));
        foreach (var held in CpuHoldings.SumByZone(holdings))
        {
            Lane.Ledger.CountedHeld(held.Zone, held.AllocatedPages + held.ListPages);
        }

        Lane.Ledger.BootEnded(state.Failure is null);
        sink.Finished(new BootReport(
            state.Failure is null, state.Failure, [.. state.Phases], [.. state.Snapshots], [.. nodes], state.MinFreeKiB));
    }
}
