using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>The door of a member to clients: what they say goes to the conductor, wherever that is, and it answers them.</summary>
/// <param name="conductor">The way to the conductor.</param>
internal sealed class Front(IActorRef conductor) : UntypedActor
{
    /// <summary>What it is called under <c>/user</c>.</summary>
    public const string Name = "runs";

    public static Props Props(IActorRef conductor) => Akka.Actor.Props.CreateBy(new Producer(conductor));

    protected override void OnReceive(object message)
    {
        if (message is ConductorMessages.SubmitRun or ConductorMessages.AskRun or ConductorMessages.CancelRun)
        {
            conductor.Forward(message);
        }
        else
        {
            Unhandled(message);
        }
    }

    private sealed class Producer(IActorRef conductor) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Front);

        public ActorBase Produce() => new Front(conductor);

        public void Release(ActorBase actor)
        {
            // Nothing to release.
        }
    }
}
