using Akka.Actor;
using Akka.Actor.Setup;

namespace NumaBoot.Ordering;

/// <summary>
/// An actor system of its own whose real actors run on the caller's thread, one delivery at a time, in a chosen order.
/// </summary>
public sealed class OrderedWorld : IDisposable
{
    private readonly LocalActorRef _root;
    private readonly List<IActorRef> _spawned = [];
    private bool _isDisposed;

    /// <summary>Starts a world; nothing runs in it until it is told to.</summary>
    /// <param name="options">What it is made of; null for virtual time in which messages take none.</param>
    public OrderedWorld(OrderedWorldOptions? options = null)
    {
        options ??= new OrderedWorldOptions();
        Engine = new OrderedEngine(options);
        ActorSystem? system = null;
        LocalActorRef? root = null;
        Engine.Do(() => system = ActorSystem.Create(
            options.Name,
            ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(WorldConfig.Config), new WorldSetup(Engine))));
        System = system!;
        ((VirtualScheduler)System.Scheduler).Attach(Engine);
        var listener = new ErrorListener(Engine, ((ExtendedActorSystem)System).Provider);
        Engine.Do(() => System.EventStream.Subscribe(listener, typeof(Akka.Event.Error)));
        var guardian = (LocalActorRef)((ExtendedActorSystem)System).Guardian;
        Engine.Do(() => root = (LocalActorRef)guardian.Cell.ActorOf(Props.CreateBy(new RootProducer(options.Supervision)), "world"));
        _root = root!;
        Engine.Furnished();
    }

    /// <summary>The actor system. Its scheduler shows virtual time; to send or to create, use the world instead.</summary>
    public ActorSystem System { get; }

    /// <summary>What drives the actors, and what they ask for time: inside an actor <see cref="OrderedEngine.Current"/>.</summary>
    public OrderedEngine Engine { get; }

    /// <inheritdoc cref="OrderedEngine.NowNs" />
    public long NowNs => Engine.NowNs;

    /// <inheritdoc cref="OrderedEngine.Deliveries" />
    public long Deliveries => Engine.Deliveries;

    /// <inheritdoc cref="OrderedEngine.Digest" />
    public ulong Digest => Engine.Digest;

    /// <inheritdoc cref="OrderedEngine.Failures" />
    public IReadOnlyList<ActorFailure> Failures => Engine.Failures;

    /// <summary>What a call from outside was refused with last, because it asks for what cannot be; null for nothing.</summary>
    internal Exception? Refused { get; private set; }

    /// <summary>Creates an actor and lets it start. Not for actors: they create children through their context.</summary>
    /// <param name="props">What to create.</param>
    /// <param name="name">Its name, unique in the world; null for one that the world counts.</param>
    /// <param name="place">Its place; by default keyed by the order of creation, in digest group 0.</param>
    /// <exception cref="ActorFailedException">It failed to start, and that is not left to supervision.</exception>
    /// <exception cref="InvalidActorNameException">The name is taken, or no name for an actor.</exception>
    public IActorRef Spawn(Props props, string? name = null, ActorPlace place = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            ArgumentNullException.ThrowIfNull(props);
            var actor = Engine.Spawn(_root.Cell, props, name ?? $"actor-{_spawned.Count + 1}", place);
            _spawned.Add(actor);
            return actor;
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidActorNameException)
        {
            Refused = refused;
            throw;
        }
    }

    /// <summary>
    /// Stops all that was spawned and forgets all that happened: clock, digest, what is pending. A hundred times cheaper
    /// than another world, and what is spawned from here on is no different from the first.
    /// </summary>
    public void StartAnew()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Refused = null;
        Engine.StartAnew(_spawned);
        _spawned.Clear();
    }

    /// <inheritdoc cref="OrderedEngine.Inject" />
    public void Inject(IActorRef receiver, object message, long? atNs = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            Engine.Inject(receiver, message, atNs);
        }
        catch (ArgumentException refused)
        {
            Refused = refused;
            throw;
        }
    }

    /// <inheritdoc cref="OrderedEngine.Run" />
    public RunEnd Run(RunLimits? limits = null)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return Engine.Run(limits);
    }

    /// <summary>After how many deliveries in a row <see cref="Quiescence"/> says that this goes on for ever.</summary>
    public long MostDeliveries { get; init; } = long.MaxValue;

    /// <summary>Delivers until nothing is pending. The task is done when it is returned.</summary>
    /// <exception cref="InvalidOperationException">It does not come to rest.</exception>
    public Task Quiescence()
    {
        var end = Run(new RunLimits { MaxDeliveries = MostDeliveries });
        return end == RunEnd.DeliveryLimit
            ? Task.FromException(new InvalidOperationException($"after {MostDeliveries} deliveries the world has not come to rest"))
            : Task.CompletedTask;
    }

    /// <summary>The actor behind a reference, to read its state between runs.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="actor">The reference.</param>
    /// <exception cref="InvalidOperationException">It has stopped, is of another type, or is not of this world.</exception>
    public TActor StateOf<TActor>(IActorRef actor)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(actor);
        var cell = (actor as ActorRefWithCell)?.Underlying as ActorCell;
        var state = cell is not null && ReferenceEquals(cell.System, System) ? AkkaInternals.ActorOf(cell) : null;
        if (state is TActor wanted)
        {
            return wanted;
        }

        string path = actor.Path.ToStringWithoutAddress();
        string type = typeof(TActor).Name;
        throw Refused = new InvalidOperationException(state is null
            ? $"{path} is not a living {type} of this world."
            : $"{path} is a {state.GetType().Name}, no {type}.");
    }

    /// <summary>Stops all actors, on this thread, and ends the actor system. What is pending is forgotten.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        Engine.IsEnding = true;

        // The task is done by then but for the pool thread that Akka lets say so.
        Engine.Do(() => _ = System.Terminate());
        _isDisposed = true;
    }
}
