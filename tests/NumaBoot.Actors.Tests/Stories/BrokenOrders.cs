using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>
/// Orders that break something, each the simplest of its kind: plain order of time, or plain order of time with late init
/// at the very end.
/// </summary>
internal static class BrokenOrders
{
    /// <summary>v1's stale ticket: both CPUs want a section of node 1 and have both seen the frontier at section 1.</summary>
    public static Story Twice { get; } = LateInitLast(
        Request("v1", "tiny2", item => item with { Nid = 1 }), "page-initialised-once", new StoryHead(17, 148, "numaboot replay tiny2-v1-17.json"));

    /// <summary>v1's window: who asks after the disable is refused, although late init is about to bring pages.</summary>
    public static Story Window { get; } = ByTime(Request("v1", "tiny"), "no-needless-failure");

    /// <summary>v3's racers: a section for each of two CPUs that want two pages each.</summary>
    public static Story Racers { get; } = LateInitLast(Request("v3", "tiny", item => item with { Order = 1 }), "no-excess-growth");

    /// <summary>v4.17's late ticket: read after the claim, so that growth is refused although the zone has just been filled.</summary>
    public static Story LateTicket { get; } = ByTime(Request("v4.17", "tiny2"), "no-needless-remote");

    /// <summary>v5.8's window: who asks while the claimed pages are built is refused.</summary>
    public static Story Reopened { get; } = ByTime(Request("v5.8", "tiny"), "no-needless-failure");

    /// <summary>5.2: growth reports success for ever, although nothing is left; CPU 0 wants one section more than there is.</summary>
    public static Story ForEver { get; } = LateInitLast(
        Request("v5.8", "tiny", item => item.Cpu == 0 ? item with { Count = 2 } : item) is var request
            ? request with { Policy = request.Policy with { Exhausted = ExhaustedRule.TrueForEver } } : request,
        "boot-completes");

    /// <summary>5.2 on a machine whose pages are all built and taken: the only CPU asks until it is stopped.</summary>
    public static Story CutOff { get; } = ByTime(Request("v5.2-endless-growth", "tiny-full"), "boot-completes");

    /// <summary>v1's stale ticket to the end of the boot: what two CPUs hold does not add up.</summary>
    public static Story NotConserved { get; } = LateInitLast(Request("v1", "tiny2", item => item with { Nid = 1 }), "pages-conserved");

    /// <summary>A boot whose CPUs, once all run, do something else than the machine's own work.</summary>
    public static BootRequest Request(string policy, string machine, Func<WorkItem, WorkItem>? change = null)
    {
        var spec = MachineReader.Read(machine);
        var items = spec.OwnWorkload!.Items.Select(item => item.Phase == WorkPhase.Running && change is not null ? change(item) : item);
        return new BootRequest(spec, InitPolicies.Find(policy)!, new Workload([.. items])) { TakesSnapshots = false };
    }

    /// <summary>Late init waits for a delivery that does not come: it begins when nothing else is pending.</summary>
    public static IChooser LateInitLastChooser()
    {
        var lateInit = new DeliveryKey("lane/supervisor", "lane/supervisor", ChannelKind.Timer, 1);
        return new PrecedenceChooser([new Precedence(new DeliveryKey("", "nobody", ChannelKind.Messages, 1), lateInit)]);
    }

    private static Story LateInitLast(BootRequest request, string invariant, StoryHead? head = null) =>
        Tell(request, LateInitLastChooser(), invariant, head);

    private static Story ByTime(BootRequest request, string invariant) => Tell(request, new TimeChooser(), invariant, head: null);

    private static Story Tell(BootRequest request, IChooser chooser, string invariant, StoryHead? head)
    {
        using var subject = new BootSubject(request);
        var trial = Trial.Of(subject, chooser, invariant)!;
        return StoryTeller.Tell(request, trial.Deviations, invariant, head ?? new StoryHead());
    }
}
