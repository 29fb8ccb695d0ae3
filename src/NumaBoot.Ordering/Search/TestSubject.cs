using System.Runtime.ExceptionServices;

namespace NumaBoot.Ordering;

/// <summary>A test of actors as something that can be run under one order after the other.</summary>
internal sealed class TestSubject : ISubject
{
    private readonly ChoiceOrder _order;
    private readonly OrderedWorld _world;
    private readonly Func<OrderedWorld, Task> _test;

    public TestSubject(Exploration exploration, Func<OrderedWorld, Task> test)
    {
        _order = new ChoiceOrder(exploration.Latency, new TimeChooser()) { BreaksFifo = exploration.BreaksFifo };
        _world = new OrderedWorld(exploration.World with { Order = _order }) { MostDeliveries = exploration.MostDeliveries };
        _test = test;
    }

    public long Deliveries => _world.Deliveries;

    public ulong OrderHash => _order.OrderHash;

    public IReadOnlyList<Failure> Run(IChooser chooser)
    {
        _order.Chooser = chooser;
        _world.StartAnew();
        return CauseOf(Test()) is { } cause ? [new Failure(NameOf(cause), _world.Deliveries, FirstLine(cause), cause) { IsLast = true }] : [];
    }

    /// <summary>Whether that is what the world itself refused the test in the run that was the last.</summary>
    public bool IsRefusal(Exception cause) => ReferenceEquals(cause, _world.Refused);

    /// <summary>
    /// Runs once more, only to see that no actor began something that may come to its end some time later: an order of
    /// which that is no part says nothing. What fails here is not told: the search has.
    /// </summary>
    /// <exception cref="OutsideWorldException">An actor did.</exception>
    public void Inspect()
    {
        var watch = _world.Engine.Watch = new AsyncWatch();
        _ = Run(new TimeChooser());
        _world.Engine.Watch = null;
        _world.StartAnew();
        watch.ThrowIfUnfinished();
    }

    public void Dispose() => _world.Dispose();

    private Task Test()
    {
        try
        {
            return _test(_world);
        }
        catch (Exception cause)
        {
            return Task.FromException(cause);
        }
    }

    private Exception? CauseOf(Task task)
    {
        if (!task.IsCompleted)
        {
            // An Ask from the test is never answered: that says more.
            _world.Engine.ThrowIfOutside();
            throw new InvalidOperationException("The test awaits something that is not its world: no order rules over that. Await the world's quiescence alone.");
        }

        var cause = task.Exception?.InnerException;
        if (cause is OutsideWorldException or ReplayDivergedException)
        {
            // No order is to blame for it.
            ExceptionDispatchInfo.Throw(cause);
        }

        return cause;
    }

    private static string NameOf(Exception cause) => (cause is ActorFailedException failed ? failed.Failure.Cause : cause).GetType().Name;

    private static string FirstLine(Exception cause) => cause.Message.Split('\n', 2)[0].Trim();
}
