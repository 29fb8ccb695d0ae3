using System.Diagnostics;
using NumaBoot.Actors;
using NumaBoot.Simulation;

namespace NumaBoot.Telemetry;

/// <summary>Puts the numbers of one block of lanes into the instruments of the process.</summary>
/// <param name="all">The instruments.</param>
/// <param name="standing">How the block stands.</param>
/// <param name="span">The span of the boot: exemplars of what its trace has lead there. Null where there is no trace.</param>
internal sealed class BlockInstruments(BootInstruments all, StandingBlock standing, Activity? span) : IBlockMeter
{
    private readonly ActorNumbers[] _roles =
        [.. Enum.GetValues<ActorRole>().Select(role => all.Actors.Of(ActorInstruments.Simulated, MetricTag.Word(role)))];

    private readonly ActorNumbers _system = all.Actors.Of(ActorInstruments.Simulated, null);
    private readonly long[] _actors = new long[Enum.GetValues<ActorRole>().Length];
    private long _pending;

    public void Initialised(int nid, PageBuilder builder, long pages) => all.Boots.Initialise(NodeOf(nid), builder, pages);

    public void Grew(int nid, GrowthReason reason) => all.Boots.Grow(NodeOf(nid), reason);

    public void Allocated(int nid, AllocationWay way, long blocks) => all.Boots.Allocate(NodeOf(nid), way, blocks);

    public void Waited(WaitPlace at, long ns, bool isTraced)
    {
        if (!isTraced || span is null)
        {
            all.Boots.Wait(at, ns);
            return;
        }

        // An exemplar is of the activity that is current when it is recorded.
        var before = Activity.Current;
        Activity.Current = span;
        try
        {
            all.Boots.Wait(at, ns);
        }
        finally
        {
            Activity.Current = before;
        }
    }

    public void NodeInitialised(int nid, long ns) => all.Boots.InitNode(ns);

    public void Delivered(ActorRole role, long messages)
    {
        all.Boots.Deliveries.Add(messages);
        _roles[(int)role].Handle(messages);
    }

    public void Arrived(ActorRole role, long ns) => _roles[(int)role].Arrive(MetricTag.Seconds(ns));

    public void Restarted(ActorRole role) => _roles[(int)role].Restart();

    public void Crossed(long messages) => all.Boots.Crossed.Add(messages);

    public void FreeChanged(int nid, long pages) => standing.AddFree(nid, pages);

    public void DeferredChanged(int nid, long pages) => standing.AddDeferred(nid, pages);

    public void FrontierStands(int nid, long pfn) => standing.SetFrontier(nid, pfn);

    public void Created(ActorRole role, long actors)
    {
        _actors[(int)role] += actors;
        _roles[(int)role].AddLive(actors);
    }

    public void Pends(long messages)
    {
        _system.AddDepth(messages - _pending);
        _pending = messages;
    }

    public void PhaseBegan(string name, long atNs) => standing.BeginPhase(name, atNs);

    public void Reached(long atNs) => standing.Reach(atNs);

    public void Ended()
    {
        standing.End();
        Pends(0);
        for (int role = 0; role < _actors.Length; role++)
        {
            _roles[role].AddLive(-_actors[role]);
            _actors[role] = 0;
        }
    }

    private int? NodeOf(int nid) => standing.HasNodes ? nid : null;
}
