using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;

namespace NumaBoot.Cluster;

/// <summary>
/// Follows the cluster, tells people what changes in it, and stops this member when another one no longer knows it: after a
/// long pause the others have gone on without it, and nothing that it says reaches them any more.
/// </summary>
internal sealed class MembershipWatch : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(4);

    private readonly MembershipView _view;
    private readonly MemberLines _lines;
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private long _lastLook = TimeProvider.System.GetTimestamp();

    private MembershipWatch(MembershipView view, MemberLines lines)
    {
        _view = view;
        _lines = lines;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(MembershipView view, MemberLines lines) =>
        Akka.Actor.Props.CreateBy(new Producer(view, lines)).WithDispatcher("akka.actor.internal-dispatcher");

    protected override void PreStart()
    {
        _view.Know(_cluster.SelfAddress);
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        Timers.StartPeriodicTimer(nameof(LookAtClock), LookAtClock.Instance, Look);
    }

    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        Context.System.EventStream.Unsubscribe(Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ClusterEvent.IMemberEvent changed:
                Follow(changed.Member);
                break;
            case ClusterEvent.UnreachableMember unreachable:
                _view.SetReachable(unreachable.Member.Address, reachable: false);
                Tell(unreachable.Member, "does not answer");
                break;
            case ClusterEvent.ReachableMember reachable:
                _view.SetReachable(reachable.Member.Address, reachable: true);
                Tell(reachable.Member, "answers again");
                break;
            case ThisActorSystemQuarantinedEvent refused when _view.IsMember(refused.RemoteAddress):
                _view.RefusedBy(refused.RemoteAddress);
                _cluster.Down(_cluster.SelfAddress);
                break;
            case LookAtClock:
                Measure();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Follow(Member member)
    {
        _view.Set(member.Address, member.Status);
        switch (member.Status)
        {
            case MemberStatus.Up:
                Tell(member, "is up");
                break;
            case MemberStatus.Leaving:
                Tell(member, "is leaving");
                break;
            case MemberStatus.Down:
                Tell(member, "is down");
                break;
            case MemberStatus.Removed:
                Tell(member, "is gone");
                break;
        }
    }

    private void Measure()
    {
        var silence = TimeProvider.System.GetElapsedTime(_lastLook) - Look;
        _lastLook = TimeProvider.System.GetTimestamp();
        if (silence > LongSilence)
        {
            _view.WasSilent(silence);
            _lines.Tell(string.Create(CultureInfo.InvariantCulture, $"this process did not run for {silence.TotalSeconds:0.0} s"));
        }
    }

    private void Tell(Member member, string what)
    {
        bool isSelf = member.UniqueAddress.Equals(_cluster.SelfUniqueAddress);
        if (!isSelf && _view.HasEnded)
        {
            return;
        }

        string who = isSelf ? "this member" : $"{member.Address.Host}:{member.Address.Port}";
        _lines.Tell(string.Create(CultureInfo.InvariantCulture, $"{who} {what}; {_view.Count} {(_view.Count == 1 ? "member" : "members")}"));
    }

    /// <summary>Time to see how much time went by.</summary>
    private sealed record LookAtClock : INotInfluenceReceiveTimeout
    {
        public static readonly LookAtClock Instance = new();
    }

    private sealed class Producer(MembershipView view, MemberLines lines) : IIndirectActorProducer
    {
        public Type ActorType => typeof(MembershipWatch);

        public ActorBase Produce() => new MembershipWatch(view, lines);

        public void Release(ActorBase actor)
        {
        }
    }
}
