using Akka.Actor;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>An actor that does what a test says. Numbers are replies where a test tells them apart.</summary>
internal sealed class Doing(Action<Doing, object> handle, Action<Doing>? start, Action<Doing>? stop, Action<Doing, object>? onReply)
    : UntypedActor, IWithUnboundedStash, IWithTimers
{
    public IStash Stash { get; set; } = null!;

    public ITimerScheduler Timers { get; set; } = null!;

    public List<object> Notes { get; } = [];

    public IUntypedActorContext Cell { get; } = Context;

    public new IActorRef Sender => base.Sender;

    public new IActorRef Self => base.Self;

    public static Props Props(
        Action<Doing, object> handle,
        Action<Doing>? start = null,
        Action<Doing>? stop = null,
        Action<Doing, object>? onReply = null,
        SupervisorStrategy? supervision = null)
    {
        var props = Akka.Actor.Props.CreateBy(new Producer(() => new Doing(handle, start, stop, onReply)));
        return supervision is null ? props : props.WithSupervisorStrategy(supervision);
    }

    /// <summary>An actor that notes what it gets.</summary>
    public static Props Noting() => Props((me, message) => me.Note(message));

    public void Note(object message) => Notes.Add(message);

    protected override void OnReceive(object message) =>
        (onReply is not null && message is int ? onReply : handle)(this, message);

    protected override void PreStart() => start?.Invoke(this);

    protected override void PostStop() => stop?.Invoke(this);

    private sealed class Producer(Func<Doing> make) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Doing);

        public ActorBase Produce() => make();

        public void Release(ActorBase actor)
        {
            // Nothing to let go.
        }
    }
}
