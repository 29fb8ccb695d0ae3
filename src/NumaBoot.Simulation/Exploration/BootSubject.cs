using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>One boot, run under one order after the other. The actors are those of every run.</summary>
public sealed class BootSubject : ISubject
{
    private readonly BootPlan _plan;
    private readonly ChoiceOrder _order;
    private readonly BootWorld _world;
    private BootRequest _request;

    /// <summary>The subject for one thread.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="breaksFifo">Whether even two messages of one sender to one receiver may change places.</param>
    /// <param name="observers">Who watches the deliveries; null for nobody.</param>
    /// <param name="rule">What of the order matters, shared with a search that cuts cycles; null for one of its own.</param>
    public BootSubject(
        BootRequest request, bool breaksFifo = false, IReadOnlyList<IDeliveryObserver>? observers = null, BootReceipts? rule = null)
    {
        _request = request;
        _plan = request.Plan();
        _order = new ChoiceOrder(new BootLatency(request.Costs, request.Machine.Distances, request.Seed), new TimeChooser())
        {
            BreaksFifo = breaksFifo,
            Rule = rule ?? new BootReceipts(_plan),
        };
        _world = new BootWorld(_order, observers: rule is null ? observers : [rule.Rounds, .. observers ?? []]);
    }

    /// <summary>Draws the disturbances that belong to a seed; null where those of the request stay.</summary>
    public Func<long, BootRequest>? RequestOfSeed { get; init; }

    /// <summary>The boot that is run.</summary>
    public BootRequest Request => _request;

    /// <summary>What came of the schedule that was run last; null before the first.</summary>
    public BootResult? Last { get; private set; }

    /// <inheritdoc />
    public long Deliveries => Last?.Deliveries ?? 0;

    /// <inheritdoc />
    public ulong OrderHash => _order.OrderHash;

    /// <inheritdoc />
    public void Draw(long seed) => _request = RequestOfSeed?.Invoke(seed) ?? _request;

    /// <inheritdoc />
    public IReadOnlyList<Failure> Run(IChooser chooser)
    {
        _order.Chooser = chooser;
        Last = _world.Run(_request, _plan);
        return
        [
            .. Last.Violations.OrderBy(violation => violation.Delivery)
                .Select(violation => new Failure(violation.Invariant.Name(), violation.Delivery, violation.Detail)),
        ];
    }

    /// <inheritdoc />
    public void Dispose() => _world.Dispose();
}
