using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether late init comes after the acknowledgements, every node gets done, and the boot comes to its end.</summary>
internal sealed class PhaseJudge(LedgerBooks books)
{
    private int _acknowledged;
    private bool _hasEnded;

    public void DisableAcknowledged(int nid)
    {
        // A second acknowledgement of one node does not stand in for that of another.
        _acknowledged += books.Nodes[nid].HasAcknowledged ? 0 : 1;
        books.Nodes[nid].HasAcknowledged = true;
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
        if (books.Plan.Policy.Disable == DisableMoment.BeforeFanOut && _acknowledged < books.Nodes.Count)
        {
            books.Break(
                Invariant.FanOutAfterAcknowledge,
                $"late init of node {nid} {does} after {_acknowledged} of {books.Nodes.Count} acknowledgements");
        }
    }
}
