using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>
/// The world of a boot's actors under Akka's ordinary dispatching: many threads, no virtual time. It counts what is under
/// way, so that it knows when all is quiet: a message counts from before it is told until after it has been handled, with
/// all that was told meanwhile.
/// </summary>
internal sealed class FreeLane(IScheduler scheduler, BootPlan plan, ImmutableArray<Disturbance> disturbances) : ILane, ICarrier, IMeasuredWorld
{
    // As soon as the scheduler can: how long is left to the machine, as everything here.
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static Handling _handling;

    [ThreadStatic]
    private static object? _carried;

    private readonly ConcurrentDictionary<ActorAddress, IActorRef> _actors = new();
    private readonly ConcurrentDictionary<ActorAddress, LetterBox> _letters = new();
    private readonly TaskCompletionSource _isOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LockedLedger? _ledger;
    private Exception? _failure;
    private long _underWay;
    private long _deliveries;

    public long NowNs => 0;

    public object? Carried
    {
        get => _carried;
        set => _carried = value;
    }

    public long SentNs => 0;

    public long ArrivedNs => 0;

    public bool IsTimed => false;

    long? IMeasuredWorld.UnderWay => UnderWay;

    IBootLedger ILane.Ledger => Ledger;

    /// <summary>Where actors write, one at a time.</summary>
    public LockedLedger Ledger => LazyInitializer.EnsureInitialized(ref _ledger, () => new LockedLedger(new BootLedger(plan, DeliveryInHand)));

    public ImmutableArray<Disturbance> Disturbances => disturbances;

    /// <summary>Messages that nobody gets, for tests; null for none.</summary>
    public Func<ActorAddress, IBootMessage, bool>? Loses { get; init; }

    /// <summary>How many messages were handled, with those that are being handled.</summary>
    public long Deliveries => Volatile.Read(ref _deliveries);

    /// <summary>How many are on their way, wait or are being handled.</summary>
    public long UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Switches the machine on.</summary>
    public void Begin(IActorRef root, object message)
    {
        Interlocked.Increment(ref _underWay);
        root.Tell(message, ActorRefs.NoSender);
    }

    /// <summary>Waits until nothing is under way, or going on is pointless.</summary>
    /// <exception cref="InvalidOperationException">An actor let an exception out.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before.</exception>
    public void Wait(CancellationToken cancellation)
    {
        _isOver.Task.Wait(cancellation);
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw new InvalidOperationException(failure.Message, failure.InnerException);
        }
    }

    public void Handle(ActorAddress actor, object message, Action<object> handle)
    {
        _handling = new Handling(actor, Interlocked.Increment(ref _deliveries));
        if (message is Accompanied accompanied)
        {
            _carried = accompanied.Carried;
            message = accompanied.Message;
        }

        try
        {
            handle(message);
        }
        catch (Exception cause)
        {
            var failure = new InvalidOperationException($"{actor} failed on {Letter.ContentOf(message).GetType().Name}: {cause.Message}", cause);
            Interlocked.CompareExchange(ref _failure, failure, null);
            _isOver.TrySetResult();
            throw;
        }
        finally
        {
            _handling = default;
            _carried = null;
            if (Interlocked.Decrement(ref _underWay) == 0 || Ledger.IsFutile)
            {
                _isOver.TrySetResult();
            }
        }
    }

    public void Tell(ActorAddress to, IBootMessage message)
    {
        if (Loses?.Invoke(to, message) == true)
        {
            return;
        }

        var from = _handling.Actor;
        object sent = Accompany(from.Nid != to.Nid ? _letters[from].Write(from, to, message) : message);
        Interlocked.Increment(ref _underWay);
        _actors[to].Tell(sent, ActorRefs.NoSender);
    }

    public IBootMessage? Read(ActorAddress to, Letter letter) => _letters[to].Read(letter);

    public void TellSelfAfter(long delayNs, IBootMessage message)
    {
        var self = _actors[_handling.Actor];
        object sent = Accompany(message);
        Interlocked.Increment(ref _underWay);
        if (delayNs == 0)
        {
            self.Tell(sent, ActorRefs.NoSender);
        }
        else
        {
            scheduler.ScheduleTellOnce(Later, self, sent, ActorRefs.NoSender);
        }
    }

    public void Spend(BootWork work, long units, int sharers = 1)
    {
        // There is no time to spend.
    }

    public void Create(IActorRefFactory parent, ActorAddress address, Props props, string name)
    {
        // The box stands before its owner does, and is touched by nobody else.
        _letters[address] = new LetterBox();
        _actors[address] = parent.ActorOf(props, name);
    }

    private static object Accompany(object message) => _carried is { } carried ? new Accompanied(message, carried) : message;

    private long DeliveryInHand() => _handling.Delivery > 0 ? _handling.Delivery : Deliveries;

    /// <summary>A message with what travels beside it, since Akka's mailboxes have no place for that.</summary>
    private sealed record Accompanied(object Message, object Carried);

    /// <summary>What a thread is at; the number is 0 where it is at nothing.</summary>
    private readonly record struct Handling(ActorAddress Actor, long Delivery);
}
