using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// What of the order of a boot's deliveries matters: who asks a zone or a coordinator before whom, as far as the one can
/// see the other there. Acknowledgements are counted, whichever comes first; that a node is done is of interest to nobody
/// before all are; and what comes after late init, when no page is deferred any more, may as well come after the workload,
/// where nothing of it moves an allocation: there are no marks and no lists of pages, nothing is given back, and no failure
/// ends the boot. Where that is otherwise, all that says that something is done matters in its order, too.
/// Orders matter from when all CPUs are up.
/// </summary>
/// <param name="plan">Which boot.</param>
/// <param name="disturbances">What goes wrong in it: letters that get lost or come twice are read with those behind them.</param>
public sealed class BootReceipts(BootPlan plan, ImmutableArray<Disturbance> disturbances = default) : IReceiptRule
{
    // Of a coordinator: the frontier; who has the writer or waits for it, and whether growth is disabled; an init job and
    // its chunks; who waits for pages under way.
    private const byte TheFrontier = 1;
    private const byte TheWriter = 2;
    private const byte TheJob = 4;
    private const byte TheParked = 8;
    private const byte AllOfIt = byte.MaxValue;

    // Of a zone: its pages and requests; the static key.
    private const byte ThePages = 1;
    private const byte TheKey = 2;

    // Of a node: the CPUs that have told it that they are done, beside those who have told it of a step.
    private const long OfWork = -1;

    private static readonly Receipt Unheeded = new(ReceiptKind.Unheeded);
    private static readonly Receipt Last = new(ReceiptKind.Last);

    private readonly InitPolicy _policy = plan.Policy;
    private readonly bool _asksMayMoveTheFrontier = MayMoveTheFrontier(plan);
    private readonly bool _endsApart = EndsApart(plan);
    private readonly bool _isPostRegistered = !disturbances.IsDefaultOrEmpty && RegisteredPost.IsNeeded(disturbances);

    /// <summary>Tells whether asking to grow goes round in a circle; of use only where it watches the deliveries.</summary>
    public GrowthRounds Rounds { get; } = new();

    // The key says no more than the writer where the writer lets everybody wait.
    private bool IgnoresTheKey => _policy.AskedAfterDisable == DisabledRule.Waits;

    private bool Waits => _policy.AskedAfterClaim == ClaimedRule.Waits || _policy.AskedAfterDisable == DisabledRule.Waits;

    /// <inheritdoc />
    public Receipt Of(in PendingDelivery pending)
    {
        object message = Letter.ContentOf(pending.Message!);
        Rounds.Sent(message);
        if (_isPostRegistered && pending.Message is Letter)
        {
            return default;
        }

        return _endsApart ? OfProgress(message) ?? Touched(message) : Touched(message);
    }

    /// <inheritdoc />
    public bool Opens(in PendingDelivery pending) =>
        // The letter that lets the only node work may be lost; what the supervisor tells itself beside it cannot.
        Letter.ContentOf(pending.Message!) is NodeMessages.DoWork { Phase: WorkPhase.Running } or SupervisorMessages.BeginLateInit;

    /// <inheritdoc />
    public bool Repeats(in PendingDelivery pending) => Rounds.Repeats(Letter.ContentOf(pending.Message!));

    /// <summary>
    /// How it is taken that something is done; null where it is something else. A node tells the supervisor of all of this
    /// in a row, so it is all of no interest, or none.
    /// </summary>
    private static Receipt? OfProgress(object message) => message switch
    {
        NodeMessages.ChildDone done => Of(done.Step),
        SupervisorMessages.NodeStepDone done => Of(done.Step),
        SupervisorMessages.NodeInitialised => Of(BootStep.Initialised),
        NodeMessages.CpuWorkDone { Failure: null } => new Receipt(ReceiptKind.Counted, OfWork),
        SupervisorMessages.NodeWorkDone { Failure: null } => Unheeded,
        _ => IsAfterLateInit(message) ? Last : null,
    };

    private static Receipt Of(BootStep step) =>
        step == BootStep.WatermarksSet ? Last : new Receipt(ReceiptKind.Counted, (long)step);

    private static bool IsAfterLateInit(object message) => message is
        NodeMessages.SetWatermarks or ZoneMessages.SetMarks or
        NodeMessages.Report or NodeMessages.ZoneReported or NodeMessages.CoordinatorReported or NodeMessages.CpuReported or
        ZoneMessages.ReportZone or CoordinatorMessages.ReportCoordinator or CpuMessages.ReportCpu or SupervisorMessages.NodeReported;

    /// <summary>Which parts of a zone or a coordinator a message is about; all of them where that is not known.</summary>
    private Receipt Touched(object message) => message switch
    {
        ZoneMessages.TakePages or ZoneMessages.GrowAnswered => Receipt.Touching(reads: IgnoresTheKey ? (byte)0 : TheKey, writes: ThePages),
        ZoneMessages.BuildPages or ZoneMessages.GrowthRun or ZoneMessages.AddPages or ZoneMessages.WriterGranted => Receipt.Touching(0, ThePages),
        ZoneMessages.DeferredPagesDisabled => Receipt.Touching(0, TheKey),
        CoordinatorMessages.ReadFrontier { Asking: { } asking } read when IsOfNode(asking.Cpu, read.Zone.Nid) => Receipt.Touching(TheFrontier, 0),
        CoordinatorMessages.AskToGrow => Receipt.Touching(0, WrittenByAsk()),
        CoordinatorMessages.ConfirmGrowth => Receipt.Touching(0, TheWriter | TheParked),
        CoordinatorMessages.DisableGrowth => Receipt.Touching(0, TheWriter),
        CoordinatorMessages.StartRange => Receipt.Touching(0, TheJob),
        CoordinatorMessages.ClaimChunk => Receipt.Touching(TheParked, TheJob),
        CoordinatorMessages.ChunkBuilt => Receipt.Touching(0, _policy.InitJob == InitJobRule.HoldsTheWriter ? AllOfIt : (byte)(TheJob | TheParked)),
        _ => default,
    };

    private byte WrittenByAsk() =>
        (byte)(TheWriter | (Waits ? TheParked : 0) | (_asksMayMoveTheFrontier ? TheFrontier : 0));

    private bool IsOfNode(int cpu, int nid)
    {
        foreach (var place in plan.Cpus)
        {
            if (place.Cpu == cpu)
            {
                return place.Nid == nid;
            }
        }

        return false;
    }

    /// <summary>Whether nothing that comes after late init has to do with the workload.</summary>
    private static bool EndsApart(BootPlan plan) =>
        plan.Machine is { MinFreeKiB: 0, HasPageLists: false, RaisesMinFree: false } &&
        !plan.WorkByCpu.Values.Any(items => items.Any(static item =>
            item.Phase == WorkPhase.Running && (item.Kind == WorkKind.Free || item.Need == WorkNeed.Required)));

    /// <summary>Whether asking alone, with nothing built for it, can leave another frontier behind.</summary>
    private static bool MayMoveTheFrontier(BootPlan plan) =>
        plan.Policy.Exhausted != ExhaustedRule.Refused ||
        (plan.Policy.Ticket == TicketRule.Trusted &&
            plan.Nodes.Any(node => node.LastZone is { FreeFrames.IsEmpty: false } zone && zone.FreeFrames[^1].End < zone.Layout.Span.End));
}
