using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace NumaBoot.Ordering;

/// <summary>
/// An actor as the engine knows it. To Akka it is the queue of the actor's mailbox, one that never holds a message:
/// messages wait with the engine, and the one that was chosen is handed over when the mailbox runs.
/// </summary>
public sealed class ActorSlot : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics
{
    private const string WorldPath = "/user/world/";

    private Envelope _granted;
    private string? _name;
    private ulong _nameHash;

    internal ActorSlot(OrderedEngine engine, int index, IActorRef? actor, ActorPlace place, int inheritedGroup)
    {
        Engine = engine;
        Index = index;
        Actor = actor;
        SortKey = place.SortKey ?? index;
        DigestGroup = place.DigestGroup ?? inheritedGroup;
        Tag = place.Tag;
    }

    /// <summary>The actor's path below its world, such as <c>parent/child</c>; empty for the outside.</summary>
    public string Name => _name ??= NameOf(Actor);

    /// <summary>A hash of the name, the same in every run and process.</summary>
    internal ulong NameHash => _nameHash != 0 ? _nameHash : _nameHash = DeliveryDigest.Of(Name);

    /// <summary>The actor's number in the order of creation in its engine; 0 is the outside.</summary>
    public int Index { get; }

    /// <summary>Orders what happens at the same time, by the sender.</summary>
    public long SortKey { get; }

    /// <summary>Which digest the deliveries to this actor go into.</summary>
    public int DigestGroup { get; }

    /// <summary>What the spawner attached.</summary>
    public object? Tag { get; }

    /// <summary>The actor; null for the outside.</summary>
    public IActorRef? Actor { get; }

    /// <summary>How many messages and timers the actor has sent. Unlike the clock it tells two sends of one instant apart.</summary>
    public long Sent { get; internal set; }

    /// <summary>Until when the actor is busy with what it handled last, in nanoseconds.</summary>
    public long BusyUntilNs { get; internal set; }

    /// <summary>The actor has stopped.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>How many messages are on their way to the actor or wait for it.</summary>
    public int Count { get; internal set; }

    /// <summary>
    /// Always false, or Akka would ask for the mailbox to be run without the engine having chosen. Use
    /// <see cref="Count"/>.
    /// </summary>
    public bool HasMessages => false;

    /// <summary>How many messages of the actor are pending; timers and what they tell are not counted.</summary>
    internal int UnderWay { get; set; }

    internal OrderedEngine Engine { get; }

    internal Mailbox? Mailbox { get; set; }

    /// <summary>Belongs to the actor system itself (guardians): served at once and not counted.</summary>
    internal bool IsHousekeeping { get; set; }

    /// <summary>The instant at which system messages became due.</summary>
    internal long SystemDueNs { get; set; }

    /// <summary>First of those that have arrived and wait, for an order of time; -1 for none.</summary>
    internal int WaitFirst { get; set; } = -1;

    /// <summary>Last of those that wait.</summary>
    internal int WaitLast { get; set; } = -1;

    /// <summary>The order has noted when to come back to those that wait.</summary>
    internal bool IsWakeSet { get; set; }

    /// <summary>Which candidate arrived first here, in a round of <see cref="TimeChooser"/>.</summary>
    internal int FirstAt { get; set; }

    /// <summary>Which round that was.</summary>
    internal long FirstRound { get; set; }

    /// <summary>A message has been handed over that the mailbox has not fetched.</summary>
    internal bool HasGrant { get; private set; }

    /// <inheritdoc />
    public override string ToString() => Actor is null ? "outside" : Actor.Path.ToStringWithoutAddress();

    /// <inheritdoc />
    public bool TryDequeue(out Envelope envelope)
    {
        if (!HasGrant)
        {
            envelope = default;
            return false;
        }

        envelope = _granted;
        _granted = default;
        HasGrant = false;
        return true;
    }

    /// <inheritdoc />
    public void Enqueue(IActorRef receiver, Envelope envelope) => Engine.Accept(this, envelope);

    /// <inheritdoc />
    public void EnqueueFirst(Envelope envelope) => Engine.AcceptFirst(this, envelope);

    /// <inheritdoc />
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        // What is on its way becomes a dead letter when its time comes.
        IsStopped = true;
        Mailbox = null;
    }

    /// <summary>Forgets what was sent and when; for the outside, which outlives a new start of the world.</summary>
    internal void StartAnew()
    {
        Sent = BusyUntilNs = 0;
        Count = UnderWay = 0;
    }

    internal void Grant(Envelope envelope)
    {
        _granted = envelope;
        HasGrant = true;
    }

    internal void TakeBackGrant()
    {
        _granted = default;
        HasGrant = false;
    }

    private static string NameOf(IActorRef? actor)
    {
        string path = actor?.Path.ToStringWithoutAddress() ?? "";
        return path.StartsWith(WorldPath, StringComparison.Ordinal) ? path[WorldPath.Length..] : path;
    }
}
