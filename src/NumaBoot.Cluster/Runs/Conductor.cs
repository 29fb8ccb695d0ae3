using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;

namespace NumaBoot.Cluster;

/// <summary>
/// The one in the cluster that takes in runs; each has a conductor of its own below. Whoever replaces it knows nothing: the
/// clients tell it of their runs, and the members where these stand.
/// </summary>
internal sealed class Conductor : UntypedActor
{
    private readonly Dictionary<string, IActorRef> _runs = new(StringComparer.Ordinal);
    private readonly SortedSet<Address> _usable = new(Comparer<Address>.Create(
        (left, right) => string.CompareOrdinal(left.ToString(), right.ToString())));

    public static Props Props() => Akka.Actor.Props.CreateBy(new Producer());

    protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent));

    protected override void PostStop() => Akka.Cluster.Cluster.Get(Context.System).Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ConductorMessages.SubmitRun submit:
                RunOf(submit).Forward(submit);
                break;
            case ConductorMessages.AskRun ask:
                Pass(ask.RunId, ask);
                break;
            case ConductorMessages.CancelRun cancel:
                Pass(cancel.RunId, cancel);
                break;
            case ClusterEvent.CurrentClusterState state:
                // Before that nobody is known, and no run begins with some where there are more.
                Change(() => _usable.UnionWith(state.Members.Where(IsUsable).Select(member => member.Address)));
                break;
            case ClusterEvent.IMemberEvent change:
                Hear(change.Member);
                break;
            case Terminated gone:
                _runs.Remove(_runs.First(run => run.Value.Equals(gone.ActorRef)).Key);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private IActorRef RunOf(ConductorMessages.SubmitRun submit)
    {
        if (!_runs.TryGetValue(submit.RunId, out var run))
        {
            run = Context.Watch(Context.ActorOf(RunConductor.Props(submit.RunId, submit.Request)));
            _runs.Add(submit.RunId, run);
            run.Tell(Usable());
        }

        return run;
    }

    private void Pass(string runId, object message)
    {
        if (_runs.TryGetValue(runId, out var run))
        {
            run.Forward(message);
        }
        else
        {
            Sender.Tell(new ClientMessages.RunUnknown(runId));
        }
    }

    // Who is about to leave hands over what it has at once.
    private void Hear(Member member) => Change(() =>
    {
        if (IsUsable(member))
        {
            _usable.Add(member.Address);
        }
        else
        {
            _usable.Remove(member.Address);
        }
    });

    private static bool IsUsable(Member member) => member.Status == MemberStatus.Up && member.HasRole(MemberSystem.Role);

    private void Change(Action change)
    {
        int before = _usable.Count;
        change();
        if (_usable.Count != before)
        {
            foreach (var run in _runs.Values)
            {
                run.Tell(Usable());
            }
        }
    }

    private RunConductor.UsableMembers Usable() => new([.. _usable]);

    private sealed class Producer : IIndirectActorProducer
    {
        public Type ActorType => typeof(Conductor);

        public ActorBase Produce() => new Conductor();

        public void Release(ActorBase actor)
        {
            // Nothing to release.
        }
    }
}
