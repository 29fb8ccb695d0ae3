using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>An allocation that a CPU is at: of its work, or of the handler of an interrupt.</summary>
internal sealed class AllocationInHand(WorkItem item, (int Nid, long Blocks)[] shares, int interrupt = 0)
{
    private int _nextShare;

    /// <summary>The workload item.</summary>
    public WorkItem Item { get; } = item;

    /// <summary>For the handler of which interrupt; 0 for the CPU's work.</summary>
    public int Interrupt { get; } = interrupt;

    /// <summary>The preferred node of the share in hand.</summary>
    public int Nid { get; private set; }

    /// <summary>Blocks of the share in hand still to be found.</summary>
    public long LeftBlocks { get; set; }

    /// <summary>Blocks of the item found.</summary>
    public long GotBlocks { get; set; }

    /// <summary>Whether the slow path has begun: a second pass over the zonelist at the min mark.</summary>
    public bool IsSlowPath { get; set; }

    /// <summary>
    /// Whether the first pass has been begun anew so that it may take over small blocks of other types: no zone had
    /// anything else, or the next one is another node's.
    /// </summary>
    public bool MayFragment { get; set; }

    /// <summary>How many zones of the list were tried in this pass.</summary>
    public int Position { get; set; }

    /// <summary>The request that is not answered yet.</summary>
    public RequestId? Outstanding { get; set; }

    /// <summary>Whether that request is a refill of the CPU's list.</summary>
    public bool IsRefill { get; set; }

    /// <summary>Whether a request for the blocks that are looked for waited for pages that were under way.</summary>
    public bool HasWaited { get; set; }

    /// <summary>Which mark the pass is held against.</summary>
    public WatermarkCheck Check => !IsSlowPath ? WatermarkCheck.Low
        : Item.Need == WorkNeed.Atomic ? WatermarkCheck.MinAtomic : WatermarkCheck.Min;

    /// <summary>Goes on to the next share that wants blocks; false where there is none.</summary>
    public bool NextShare()
    {
        while (LeftBlocks == 0)
        {
            if (_nextShare == shares.Length)
            {
                return false;
            }

            (Nid, LeftBlocks) = shares[_nextShare++];
            StartOver();
        }

        return true;
    }

    /// <summary>Begins the first pass anew, in which small blocks of other types are as good as any (<c>goto retry</c>).</summary>
    public void FragmentRather()
    {
        MayFragment = true;
        Position = 0;
    }

    /// <summary>The next block is an allocation of its own: from the first zone, at the low mark.</summary>
    public void StartOver()
    {
        IsSlowPath = false;
        MayFragment = false;
        Position = 0;
    }
}
