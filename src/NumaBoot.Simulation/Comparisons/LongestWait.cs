using System.Collections.Immutable;
using System.Diagnostics;
using NumaBoot.Actors;
using NumaBoot.Lanes;

namespace NumaBoot.Simulation;

/// <summary>Hears of all waiting at zones, and keeps the longest. Blocks of lanes tell it from threads of their own.</summary>
internal sealed class LongestWait : IBootMeter, IBlockMeter
{
    private long _ns;

    /// <summary>The longest so far, in nanoseconds of virtual time.</summary>
    public long Ns => Interlocked.Read(ref _ns);

    public void Waited(WaitPlace at, long ns, bool isTraced)
    {
        if (at == WaitPlace.Zone)
        {
            InterlockedMax(ns);
        }
    }

    public IBlockMeter BlockBegan(BootPlan plan, IReadOnlyCollection<int> lanes, Activity? span) => this;

    // All else is nothing to it.
    public void RunBegan()
    {
    }

    public void RunLeft()
    {
    }

    public void RunConcluded(BootOutcome outcome, ImmutableArray<Violation> violations)
    {
    }

    public void WindowsEnded(PromiseKind bound, long windows)
    {
    }

    public void LanesRecovered()
    {
    }

    public void Initialised(int nid, PageBuilder builder, long pages)
    {
    }

    public void Grew(int nid, GrowthReason reason)
    {
    }

    public void Allocated(int nid, AllocationWay way, long blocks)
    {
    }

    public void NodeInitialised(int nid, long ns)
    {
    }

    public void Delivered(ActorRole role, long messages)
    {
    }

    public void Arrived(ActorRole role, long ns)
    {
    }

    public void Restarted(ActorRole role)
    {
    }

    public void Crossed(long messages)
    {
    }

    public void FreeChanged(int nid, long pages)
    {
    }

    public void DeferredChanged(int nid, long pages)
    {
    }

    public void FrontierStands(int nid, long pfn)
    {
    }

    public void Created(ActorRole role, long actors)
    {
    }

    public void Pends(long messages)
    {
    }

    public void PhaseBegan(string name, long atNs)
    {
    }

    public void Reached(long atNs)
    {
    }

    public void Ended()
    {
    }

    private void InterlockedMax(long ns)
    {
        long seen = Ns;
        while (ns > seen)
        {
            long before = Interlocked.CompareExchange(ref _ns, ns, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
