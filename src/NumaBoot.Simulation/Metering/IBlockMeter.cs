using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// Hears the numbers of one block of lanes, one call at a time. What is counted is told once a run, also where lanes are
/// lost and computed again; how things stand is told whenever it changes, from the beginning.
/// </summary>
public interface IBlockMeter
{
    /// <summary>Page frames of a node were initialised.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="builder">On whose behalf.</param>
    /// <param name="pages">How many.</param>
    void Initialised(int nid, PageBuilder builder, long pages);

    /// <summary>A growth of a node has built pages, and its asker is answered.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="reason">Which check fell short.</param>
    void Grew(int nid, GrowthReason reason);

    /// <summary>Allocations ended.</summary>
    /// <param name="nid">The node that was preferred.</param>
    /// <param name="way">How.</param>
    /// <param name="blocks">How many: each block is one.</param>
    void Allocated(int nid, AllocationWay way, long blocks);

    /// <summary>A request was answered.</summary>
    /// <param name="at">By whom.</param>
    /// <param name="ns">How long after it had arrived, in nanoseconds of virtual time.</param>
    /// <param name="isTraced">Whether a trace of the boot has it, or it waited for pages.</param>
    void Waited(WaitPlace at, long ns, bool isTraced);

    /// <summary>All pages of a node are done.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="ns">How long its late init took, in nanoseconds of virtual time.</param>
    void NodeInitialised(int nid, long ns);

    /// <summary>Messages were delivered.</summary>
    /// <param name="role">To what kind of actor.</param>
    /// <param name="messages">How many.</param>
    void Delivered(ActorRole role, long messages);

    /// <summary>A message began to be handled.</summary>
    /// <param name="role">By what kind of actor.</param>
    /// <param name="ns">How long after it was sent, or as a timer was due, in nanoseconds of virtual time.</param>
    void Arrived(ActorRole role, long ns);

    /// <summary>An actor was restarted.</summary>
    /// <param name="role">What kind of actor.</param>
    void Restarted(ActorRole role);

    /// <summary>Something left for other blocks.</summary>
    /// <param name="messages">How many messages, and notes for other ledgers.</param>
    void Crossed(long messages);

    /// <summary>The free areas of a node hold more pages, or fewer.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="pages">How many more; negative for fewer.</param>
    void FreeChanged(int nid, long pages);

    /// <summary>More pages of a node, or fewer, are not initialised.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="pages">How many more; negative for fewer.</param>
    void DeferredChanged(int nid, long pages);

    /// <summary>The frontier of a node stands somewhere, as its writer knows.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="pfn">The first deferred pfn; the end of the node where nothing is deferred any more.</param>
    void FrontierStands(int nid, long pfn);

    /// <summary>Actors were created.</summary>
    /// <param name="role">What kind of actor.</param>
    /// <param name="actors">How many.</param>
    void Created(ActorRole role, long actors);

    /// <summary>So many messages wait or are under way.</summary>
    void Pends(long messages);

    /// <summary>A phase began.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="atNs">When, in nanoseconds of virtual time.</param>
    void PhaseBegan(string name, long atNs);

    /// <summary>The block has come so far, in nanoseconds of virtual time.</summary>
    void Reached(long atNs);

    /// <summary>The block is no more, and nothing of it stands any more.</summary>
    void Ended();
}
