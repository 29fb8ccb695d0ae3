namespace NumaBoot.Actors;

/// <summary>Snapshots on the way, and the report at the end.</summary>
internal sealed partial class BootSupervisor
{
    private void End()
    {
        state.IsEnding = true;
        Report(SnapshotPoints.Up);
    }

    /// <summary>Asks everybody how things stand, where that is wanted or what comes next is worked out from it.</summary>
    private void TakeSnapshot(string at, bool isNeeded = false)
    {
        if (plan.TakesSnapshots || isNeeded)
        {
            Report(at);
        }
        else
        {
            Next();
        }
    }

    private void Report(string at)
    {
        state.Reports++;
        state.ReportAt = at;
        state.Answers.Clear();
        foreach (var node in plan.Nodes)
        {
            Lane.Tell(ActorAddress.Node(node.Nid), new NodeMessages.Report(state.Reports, state.IsEnding));
        }
    }

    private void HearReport(SupervisorMessages.NodeReported reported)
    {
        state.Answers[reported.Nid] = reported;
        if (state.Answers.Count < plan.Nodes.Length)
        {
            return;
        }

        state.Snapshots.Add(new Snapshot(state.ReportAt, Lane.NowNs, [.. state.Answers.Values.Select(answer => answer.Snapshot)]));
        if (state.IsEnding)
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
        foreach (var held in nodes.SelectMany(node => node.Holdings).GroupBy(held => held.Zone).OrderBy(group => group.Key.Nid))
        {
            Lane.Ledger.CountedHeld(held.Key, held.Sum(pages => pages.AllocatedPages + pages.ListPages));
        }

        Lane.Ledger.BootEnded(state.Failure is null);
        sink.Finished(new BootReport(
            state.Failure is null, state.Failure, [.. state.Phases], [.. state.Snapshots], [.. nodes], state.MinFreeKiB));
    }
}
