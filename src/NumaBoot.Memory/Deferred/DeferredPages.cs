using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>
/// The pages of a node that are not built yet, and what may be done with them: the state that the kernel keeps in
/// <c>pgdat-&gt;first_deferred_pfn</c> and the static key <c>deferred_pages</c>. Whoever holds the writer is the only one
/// to call what changes it.
/// </summary>
public sealed class DeferredPages
{
    // Who waits for pages under way waits for a chunk at most: 4 GiB on x86_64.
    private const int MostAwaitedSections = 32;

    private readonly InitPolicy _policy;
    private readonly MemoryGeometry _geometry;
    private readonly ImmutableArray<PfnRange> _free;
    private readonly long _nodeEnd;
    private readonly PfnRange _zone;
    private long _deferred;

    /// <summary>The state once the early memory map stands.</summary>
    /// <param name="nid">The node.</param>
    /// <param name="zone">The frames of the node's last zone.</param>
    /// <param name="free">That zone's free memblock ranges, ascending, cut to it.</param>
    /// <param name="frontier">Where the early memory map stopped.</param>
    /// <param name="policy">What is done when.</param>
    /// <param name="geometry">The machine's sizes.</param>
    public DeferredPages(int nid, PfnRange zone, ImmutableArray<PfnRange> free, long frontier, InitPolicy policy, MemoryGeometry geometry)
    {
        Nid = nid;
        Frontier = frontier;
        _zone = zone;
        _nodeEnd = zone.End;
        _free = free;
        _policy = policy;
        _geometry = geometry;
        _deferred = PagesFrom(frontier);
    }

    /// <summary>The node.</summary>
    public int Nid { get; }

    /// <summary>The first deferred frame, or <see cref="Memory.Frontier.None"/>.</summary>
    public long Frontier { get; private set; }

    /// <summary>Whether growth has been disabled for good (the static key is off).</summary>
    public bool IsDisabled { get; private set; }

    /// <summary>The init job that claimed the rest of the node; null before.</summary>
    public InitJob? Job { get; private set; }

    /// <summary>Pages that are neither built nor claimed.</summary>
    public long DeferredPageCount => _deferred;

    /// <summary>Decides on a request to grow (<c>mm/page_alloc.c: deferred_grow_zone</c>, the part under the lock).</summary>
    /// <param name="ticket">The frontier as the asker read it, where the policy has tickets.</param>
    /// <param name="order">The order that fell short.</param>
    public GrowthDecision Decide(long ticket, int order)
    {
        if (Job is { IsDone: false } && _policy.AskedAfterClaim == ClaimedRule.Waits)
        {
            return GrowthDecision.Wait;
        }

        if (IsDisabled && DecideDisabled() is { } answer)
        {
            return answer;
        }

        if (_policy.Ticket == TicketRule.None)
        {
            return _deferred == 0 ? GrowthDecision.Refuse : PlanFrom(Frontier, order);
        }

        if (_policy.Ticket == TicketRule.ComparedByTheWriter && ticket != Frontier)
        {
            return GrowthDecision.TryAgain;
        }

        long first = _policy.Ticket == TicketRule.ReadByTheWriter ? Frontier : ticket;
        if (first >= _nodeEnd && _policy.Exhausted == ExhaustedRule.Refused)
        {
            return GrowthDecision.Refuse;
        }

        return PlanFrom(first, order);
    }

    /// <summary>Moves the frontier to where a plan says, once its pages are in the free areas.</summary>
    public void Publish(GrowthPlan plan)
    {
        Frontier = plan.FrontierAfter;
        _deferred = PagesFrom(Frontier);
    }

    /// <summary>Turns growth off for good (<c>static_branch_disable(&amp;deferred_pages)</c>).</summary>
    public void Disable() => IsDisabled = true;

    /// <summary>
    /// Claims all that is left for an init job (<c>deferred_init_memmap</c>: <c>first_deferred_pfn = ULONG_MAX</c>).
    /// </summary>
    /// <param name="cpus">CPUs of the node; 0 counts as one.</param>
    public InitJob Claim(int cpus)
    {
        int workers = _policy.Workers == WorkerRule.OnePerCpu ? Math.Max(cpus, 1) : 1;
        long mostChunkPages = _policy.AskedAfterClaim == ClaimedRule.Waits ? MostAwaitedSections * _geometry.SectionPages : long.MaxValue;
        Job = new InitJob(_free, Frontier, _zone.End, workers, mostChunkPages, _geometry);
        Frontier = Memory.Frontier.None;
        _deferred = 0;
        return Job;
    }

    // Null where the disable is not looked at.
    private GrowthDecision? DecideDisabled() => _policy.AskedAfterDisable switch
    {
        DisabledRule.Refused => GrowthDecision.Refuse,
        DisabledRule.TryAgain => GrowthDecision.TryAgain with { SawDisabled = true },
        DisabledRule.Waits => Job is null && _deferred > 0 ? GrowthDecision.Wait : GrowthDecision.Refuse,
        _ => null,
    };

    private GrowthDecision PlanFrom(long first, int order)
    {
        var plan = GrowthPlanner.Plan(_free, _zone.End, first, order, _policy, _geometry);
        return new GrowthDecision(GrowthVerdict.Build, plan);
    }

    private long PagesFrom(long frontier)
    {
        long pages = 0;
        for (int at = _free.FirstEndingAfter(frontier); at < _free.Length; at++)
        {
            pages += _free[at].End - Math.Max(_free[at].Start, frontier);
        }

        return pages;
    }
}
