using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>
/// Drives actors one delivery at a time, in the order that its <see cref="IDeliveryOrder"/> chooses. An actor that is
/// created while an engine runs belongs to that engine. At most one thread drives an engine at a time.
/// </summary>
public sealed partial class OrderedEngine
{
    [ThreadStatic]
    private static OrderedEngine? _current;

    private readonly OrderedWorldOptions _options;
    private readonly IDeliveryOrder _order;
    private readonly IDeliveryObserver[] _observers;
    private readonly IMessageFingerprint _fingerprint;
    private readonly PendingPool _pool = new();
    private readonly DeliveryDigest _digest = new();
    private readonly FaultLog _faults;
    private readonly SystemWork _system;
    private readonly ActorSlot _outside;
    private ActorSlot _running;
    private ActorPlace _nextPlace;
    private object? _handling;
    private long _instantNs;
    private long _clockNs;
    private int _slots;
    private int _ownSlots;
    private bool _isOnTime;
    private long _works;
    private volatile bool _isStopRequested;

    internal OrderedEngine(OrderedWorldOptions options)
    {
        _options = options;
        _order = options.Order;
        _observers = [.. options.Observers];
        _fingerprint = options.Fingerprint;
        _faults = new FaultLog(options.ActorFailures, options.LeavesToSupervision);
        _system = new SystemWork(this);
        _outside = _running = new ActorSlot(this, _slots++, null, new ActorPlace(long.MinValue, 0), 0);
        _order.Begin(_pool);
    }

    /// <summary>The engine that this thread drives.</summary>
    /// <exception cref="InvalidOperationException">The thread drives none.</exception>
    public static OrderedEngine Current => _current
        ?? throw new InvalidOperationException("This thread drives no ordered world at the moment; only actors that are handling a message can ask for theirs.");

    /// <summary>Inside an actor: its instant, the start of the delivery and what was spent in it. Outside: the clock. Nanoseconds.</summary>
    public long NowNs => _instantNs;

    /// <summary>The latest time until which an actor was busy, in nanoseconds: when all that was delivered is done.</summary>
    public long LatestEndNs { get; private set; }

    /// <summary>When the next delivery can start at the earliest, in nanoseconds; <see cref="long.MaxValue"/> where nothing is pending.</summary>
    public long NextNs => _order.NextNs;

    /// <summary>How many deliveries were made.</summary>
    public long Deliveries { get; private set; }

    /// <summary>How many deliveries the filter dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>How many messages found that their receiver had stopped.</summary>
    public long DeadLetters { get; private set; }

    /// <summary>How many messages, timers and scheduled things are pending.</summary>
    public int Pending => _pool.Count;

    /// <summary>A hash over all deliveries.</summary>
    public ulong Digest => _digest.Value;

    /// <summary>The same, for each digest group by its number; 0 for a group that got nothing.</summary>
    public ReadOnlySpan<ulong> GroupDigests => _digest.Groups;

    /// <summary>What actors let out, in order.</summary>
    public IReadOnlyList<ActorFailure> Failures => _faults.Failures;

    /// <summary>The actor that runs; the outside where none does.</summary>
    public ActorSlot Running => _running;

    internal bool IsEnding { get; set; }

    /// <summary>Lets the running actor be busy: what it sends from here on leaves later, and its next delivery waits.</summary>
    /// <param name="ns">How long, in nanoseconds; not negative.</param>
    public void Spend(long ns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ns);
        RequireRunning();
        _instantNs = VirtualTime.Add(_instantNs, ns);
        _running.BusyUntilNs = Math.Max(_running.BusyUntilNs, _instantNs);
        LatestEndNs = Math.Max(LatestEndNs, _instantNs);
    }

    /// <summary>
    /// Sends the running actor a message later. The timer belongs to the actor, not to its instance: a restart leaves it
    /// alone; when the actor stops it is forgotten.
    /// </summary>
    /// <param name="delayNs">How much later than its instant, in nanoseconds; not negative.</param>
    /// <param name="message">The message.</param>
    public DeliveryTimer After(long delayNs, object message)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delayNs);
        ArgumentNullException.ThrowIfNull(message);
        RequireRunning();
        var handle = Add(PendingKind.Timer, _running, message, _running.Actor, VirtualTime.Add(_instantNs, delayNs));
        return new DeliveryTimer(this, handle, _pool[handle].Version);
    }

    /// <summary>Creates a child of the actor that is handling a message, in a place of its own choice.</summary>
    /// <param name="parent">The context of the running actor.</param>
    /// <param name="props">What to create.</param>
    /// <param name="name">The child's name.</param>
    /// <param name="place">Its place.</param>
    public IActorRef SpawnChild(IActorRefFactory parent, Props props, string name, ActorPlace place)
    {
        ArgumentNullException.ThrowIfNull(parent);
        RequireRunning();
        return Create(parent, props, name, place);
    }

    /// <summary>Ends the run after the delivery in hand. Any thread may ask; a later run goes on.</summary>
    public void RequestStop() => _isStopRequested = true;

    /// <summary>Delivers until nothing is pending or a limit is met.</summary>
    /// <param name="limits">How far to go; null for as far as there is something to deliver.</param>
    /// <returns>Why the run ended.</returns>
    /// <exception cref="ActorFailedException">An actor failed and that is not left to supervision.</exception>
    /// <exception cref="OutsideWorldException">Something reached an actor past the order.</exception>
    public RunEnd Run(RunLimits? limits = null)
    {
        limits ??= RunLimits.None;
        using var drive = new Drive(this);
        long done = Deliveries + _works;
        long last = limits.MaxDeliveries > long.MaxValue - done ? long.MaxValue : done + limits.MaxDeliveries;
        while (true)
        {
            _faults.ThrowIfAny();
            if (_isStopRequested)
            {
                _isStopRequested = false;
                return RunEnd.StopRequested;
            }

            if (limits.Cancellation.IsCancellationRequested)
            {
                return RunEnd.Cancelled;
            }

            if (Deliveries + _works >= last)
            {
                return _order.NextNs == long.MaxValue ? RunEnd.Quiescent : RunEnd.DeliveryLimit;
            }

            if (!_order.TryNext(limits.BeforeNs, out var handle, out var startNs))
            {
                return EndOfTime(limits.BeforeNs);
            }

            Take(handle, startNs);
        }
    }

    /// <summary>Sends a message from outside; it arrives at once, or at the time given.</summary>
    /// <param name="receiver">Who gets it.</param>
    /// <param name="message">The message.</param>
    /// <param name="atNs">When it arrives, in nanoseconds, not in the past; null for now.</param>
    public void Inject(IActorRef receiver, object message, long? atNs = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(atNs ?? _clockNs, _clockNs, nameof(atNs));
        using var drive = new Drive(this);
        _instantNs = atNs ?? _clockNs;
        receiver.Tell(message, ActorRefs.NoSender);
        _system.Finish();
    }

    /// <summary>Creates an actor from outside and lets it start.</summary>
    internal IActorRef Spawn(IActorRefFactory parent, Props props, string name, ActorPlace place)
    {
        using var drive = new Drive(this);
        Watch?.Begin(name, "its start");
        var actor = Create(parent, props, name, place);
        _system.Finish();
        Watch?.End();
        _faults.ThrowIfAny();
        return actor;
    }

    /// <summary>Stops the actors given and forgets all that happened, so that the next run is the first one.</summary>
    /// <exception cref="OutsideWorldException">Something reached an actor past the order since the last run.</exception>
    internal void StartAnew(IEnumerable<IActorRef> actors)
    {
        _faults.ThrowIfFault();
        Do(() =>
        {
            foreach (var actor in actors)
            {
                ((IInternalActorRef)actor).Stop();
            }
        });
        _stopped.Clear();
        _dead.Clear();
        _pool.Clear();
        _digest.Clear();
        _faults.Clear();
        _slots = _ownSlots;
        _outside.StartAnew();
        _instantNs = _clockNs = LatestEndNs = 0;
        Deliveries = Dropped = DeadLetters = _works = 0;
        _isStopRequested = false;
        _order.Begin(_pool);
    }

    /// <summary>Runs something of Akka's on this thread, with all that comes of it.</summary>
    internal void Do(Action action)
    {
        using var drive = new Drive(this);
        action();
        _system.Finish();
    }

    private IActorRef Create(IActorRefFactory parent, Props props, string name, ActorPlace place)
    {
        _nextPlace = place;
        try
        {
            return parent.ActorOf(props, name);
        }
        finally
        {
            _nextPlace = default;
        }
    }

    private RunEnd EndOfTime(long beforeNs)
    {
        if (_order.HasGivenUp)
        {
            return RunEnd.GivenUp;
        }

        if (_order.NextNs == long.MaxValue)
        {
            return RunEnd.Quiescent;
        }

        _clockNs = Math.Max(_clockNs, beforeNs);
        return RunEnd.TimeLimit;
    }

    private void RequireRunning()
    {
        if (ReferenceEquals(_running, _outside) || !ReferenceEquals(_current, this))
        {
            ThrowNotRunning();
        }
    }

    [DoesNotReturn]
    private static void ThrowNotRunning() =>
        throw new InvalidOperationException("Only an actor of this world can ask for this, while it handles a message, starts or stops.");

    /// <summary>Makes this thread the one that drives the engine, for as long as the value lives.</summary>
    private readonly ref struct Drive
    {
        private readonly OrderedEngine _engine;

        public Drive(OrderedEngine engine)
        {
            if (_current is not null)
            {
                throw new InvalidOperationException("This thread drives an ordered world already; an actor creates others through its own context and sends with Tell.");
            }

            if (Interlocked.Exchange(ref engine._isDriven, 1) != 0)
            {
                throw new InvalidOperationException("Another thread drives this ordered world.");
            }

            _engine = engine;
            engine._instantNs = engine._clockNs;
            _current = engine;
        }

        public void Dispose()
        {
            _engine._running = _engine._outside;
            _engine._instantNs = _engine._clockNs;
            _engine.Carried = null;
            _current = null;
            Volatile.Write(ref _engine._isDriven, 0);
        }
    }
}
