using Akka.Actor;
using Akka.Cluster;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>
/// The one in the cluster that takes in runs; each has a conductor of its own below. Whoever replaces it knows nothing: the
/// clients tell it of their runs, and the members where these stand.
/// </summary>
internal sealed class Conductor(MemberLines lines, IBootMeter? meter) : UntypedActor
{
    private readonly Dictionary<string, IActorRef> _runs = new(StringComparer.Ordinal);
    private readonly UsableSet _usable = new();
    private readonly ClusterWay _way = new(Context.System);

    /// <summary>The conductor.</summary>
    /// <param name="lines">Who is told that it is here.</param>
    /// <param name="meter">Who hears of its runs; null for nobody.</param>
    public static Props Props(MemberLines lines, IBootMeter? meter = null) => Akka.Actor.Props.CreateBy(new Producer(lines, meter));

    protected override void PreStart()
    {
        lines.Tell("conducts the runs of the cluster");
        Akka.Cluster.Cluster.Get(Context.System).Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent));
    }

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
                foreach (var member in state.Members)
                {
                    _usable.Set(member.UniqueAddress, IsUsable(member));
                }

                TellUsable();
                break;
            case ClusterEvent.IMemberEvent change:
                // What somebody has who is about to leave is computed again elsewhere, at once.
                if (_usable.Set(change.Member.UniqueAddress, IsUsable(change.Member)))
                {
                    TellUsable();
                }

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
            var setup = new RunSetup(submit.RunId, submit.Request, submit.Tracing, submit.History, () => Task.Run(submit.Request.Plan), _way) { Meter = meter };
            run = Context.Watch(Context.ActorOf(RunConductor.Props(setup)));
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

    private static bool IsUsable(Member member) => member.Status == MemberStatus.Up && member.HasRole(MemberSystem.Role);

    private void TellUsable()
    {
        foreach (var run in _runs.Values)
        {
            run.Tell(Usable());
        }
    }

    private RunConductor.UsableMembers Usable() => new(_usable.Addresses);

    private sealed class Producer(MemberLines lines, IBootMeter? meter) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Conductor);

        public ActorBase Produce() => new Conductor(lines, meter);

        public void Release(ActorBase actor)
        {
            // Nothing to release.
        }
    }
}
