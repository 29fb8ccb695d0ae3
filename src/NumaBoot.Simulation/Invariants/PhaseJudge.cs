using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether late init comes after the acknowledgements, every node gets done, and the boot comes to its end.</summary>
internal sealed class PhaseJudge(LedgerBooks books)
{
    // Of the whole machine, also where only some of its nodes are judged.
    private readonly HashSet<int> _acknowledged = [];
    private bool _hasEnded;

    public void DisableAcknowledged(int nid)
    {
        // A second acknowledgement of one node does not stand in for that of another.
        _acknowledged.Add(nid);
        if (books.Nodes.TryGetValue(nid, out var node))
        {
            node.HasAcknowledged = true;
        }
    }

    public void LateInitStarted(int nid) => JudgeAcknowledged(nid, "starts");

    public void RestClaimed(int nid) => JudgeAcknowledged(nid, "claims the rest");

    public void InitJobBuilds(int nid) => JudgeAcknowledged(nid, "builds pages");

    public void NodeDone(int nid)
    {
        if (++books.Nodes[nid].TimesDone > 1)
        {
            books.Break(Invariant.NodeDoneOnce, $"node {nid} reported done {books.Nodes[nid].TimesDone} times");
        }
    }

    public void BootEnded(bool booted)
    {
        _hasEnded = true;
        foreach (var (nid, node) in books.Nodes)
        {
            if (booted && node.TimesDone == 0)
            {
                books.Break(Invariant.NodeDoneOnce, $"node {nid} never reported done");
            }
        }
    }

    public void JudgeQuiescence()
    {
        if (!_hasEnded)
        {
            books.Break(Invariant.BootCompletes, "everything is quiet and the boot has not come to its end");
        }
    }

    private void JudgeAcknowledged(int nid, string does)
    {
        if (books.Plan.Policy.Disable == DisableMoment.BeforeFanOut && _acknowledged.Count < books.Plan.Nodes.Length)
        {
            books.Break(
                Invariant.FanOutAfterAcknowledge,
                $"late init of node {nid} {does} after {_acknowledged.Count} of {books.Plan.Nodes.Length} acknowledgements");
        }
    }
}
