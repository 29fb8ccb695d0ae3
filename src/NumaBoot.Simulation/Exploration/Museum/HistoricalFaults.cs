using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>The museum: what went wrong in the history of deferred initialisation, each with the smallest machine that shows it.</summary>
public static class HistoricalFaults
{
    /// <summary>All of them in the order of history.</summary>
    public static ImmutableArray<Exhibit> All { get; } =
    [
        new()
        {
            Policy = MuseumPolicies.StaleTicket,
            Twin = InitPolicies.V3,
            Machine = "tiny",
            Invariant = Invariant.PageInitialisedOnce,
            KernelDid = "v1 read first_deferred_pfn before it took the lock and did not look again. Two CPUs that read the same frontier both built the section behind it: the second zeroed the struct pages of memory that was in use, and freed it a second time.",
            MendedBy = "v3 (9 February 2018): the frontier is read under the lock.",
        },
        new()
        {
            Policy = MuseumPolicies.FrontierBack,
            Twin = InitPolicies.V3,
            Machine = "tiny-late",
            Invariant = Invariant.FrontierForward,
            KernelDid = "v1 again. A CPU that held its ticket while another one grew twice wrote back a frontier one section too low, so that whoever grew next built a section in use, without any further race.",
            MendedBy = "v3 (9 February 2018): the frontier is read under the lock.",
            Order = SearchedOrder.Priority,
        },
        new()
        {
            Policy = MuseumPolicies.PartialGrowth,
            Twin = InitPolicies.V417,
            Machine = "tiny2-odd",
            Invariant = Invariant.NoNeedlessRemote,
            KernelDid = "v1 answered whether it had built as many pages as it wanted. A growth of the last, short section of a node said no, and its caller went to another node, although pages had just been added.",
            MendedBy = "As merged in 4.17 (c9e97a1997fb): the answer is whether any page was built.",
        },
        new()
        {
            Policy = MuseumPolicies.DisableWindow,
            Twin = InitPolicies.V417,
            Machine = "tiny",
            Invariant = Invariant.NoNeedlessFailure,
            KernelDid = "v1 switched growth off before it started the threads that build the rest. Until they were done, an allocation that ran short failed at once, with nearly all memory still to come.",
            MendedBy = "v5 (9 March 2018): growth is switched off once all threads are done, and who asks meanwhile waits for the node's lock.",
        },
        new()
        {
            Policy = MuseumPolicies.SelfWait,
            Twin = InitPolicies.V3,
            Machine = "tiny",
            Wanted = new DisturbanceCounts { Interrupts = 1 },
            Invariant = Invariant.NoSelfWait,
            KernelDid = "v1 took its lock with interrupts on. An interrupt on the CPU that holds it, whose handler runs short and has to grow, waits for a lock that its own CPU lets go of only when the handler is over.",
            MendedBy = "v3 (9 February 2018): spin_lock_irqsave.",
        },
        new()
        {
            Policy = MuseumPolicies.PerRacer,
            Twin = InitPolicies.V417,
            Machine = "tiny-pages",
            Invariant = Invariant.NoExcessGrowth,
            KernelDid = "v3 read the frontier under the lock and so never built a page twice; but nobody looked whether somebody else had grown while he waited. Each CPU that had run short grew a section, needed or not.",
            MendedBy = "As merged in 4.17 (c9e97a1997fb): the frontier is read before the lock and compared under it; who finds it moved tries to allocate again.",
        },
        new()
        {
            Policy = MuseumPolicies.LateTicket,
            Twin = MuseumPolicies.LateTicketMended,
            Machine = "tiny2",
            Invariant = Invariant.NoNeedlessRemote,
            KernelDid = "In 4.17 a node's thread sets the frontier to ULONG_MAX and holds the lock until its node is done. Who reads its ticket in between finds the same value under the lock, takes it for \"nothing left\", and leaves a node that has just been filled.",
            MendedBy = "Not mended: since 5.8 (117003c32771) nobody waits that long, because nobody waits.",
        },
        new()
        {
            Policy = MuseumPolicies.EndlessGrowth,
            Twin = MuseumPolicies.V52,
            Machine = "tiny-full",
            Invariant = Invariant.BootCompletes,
            KernelDid = "From 0e56acae4b4d on, in 5.2-rc1, a growth that found no range left said yes. get_page_from_freelist tried again, for ever: a Xen dom0 whose zone had no free memory did not boot.",
            MendedBy = "5.2 (b9705d8778e7): yes only as long as the frontier was not ULONG_MAX before, that is, once.",
        },
        new()
        {
            Policy = MuseumPolicies.ReopenedWindow,
            Twin = MuseumPolicies.ReopenedWindowMended,
            Machine = "tiny",
            Invariant = Invariant.NoNeedlessFailure,
            KernelDid = "5.8 lets a node's threads work with interrupts on, so they only claim the rest under the lock and let go. Who runs short while they build is refused at once, as in v1: \"rather theoretical\", said the change.",
            MendedBy = "Not mended. Here AskedAfterClaim = Waits mends it, as in single-writer.",
        },
        new()
        {
            Policy = MuseumPolicies.BeyondNode,
            Twin = InitPolicies.V61,
            Machine = "tiny-odd",
            Invariant = Invariant.FrontierTrue,
            KernelDid = "From 6.18 on a growth walks whole sections and leaves the frontier on a section boundary. Where a node ends within a section, that lies beyond the node, and the node's thread stops at BUG_ON(first_deferred_pfn > pgdat_end).",
            MendedBy = "97090500d776, on its way to 7.2: \"deferred_grow_zone(): fix out-of-range first_deferred_pfn\".",
        },
    ];

    /// <summary>The exhibit of that name, or null.</summary>
    public static Exhibit? Find(string name) =>
        All.FirstOrDefault(exhibit => string.Equals(exhibit.Name, name, StringComparison.OrdinalIgnoreCase));
}
