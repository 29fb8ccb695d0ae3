using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace NumaBoot.Actors.Tests.Probes;

/// <summary>
/// Tests of one real actor. It handles a message on the thread that sends it, so that after a telling everything that
/// follows from it has happened.
/// </summary>
public abstract class OneActorTests : TestKit
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";

    private protected OneActorTests()
        : base(Quiet)
    {
        Lane = new ProbeLane(this);
    }

    private protected ProbeLane Lane { get; }

    private protected TestProbe Supervisor => Lane.At(ActorAddress.Supervisor);

    private protected IActorRef Start<TActor>(Func<TActor> make)
        where TActor : ActorBase =>
        ActorOfAsTestActorRef<Parent>(BootProps.Of(
            child => new Parent(child), BootProps.Of(_ => make(), 0))).UnderlyingActor.Child;

    private protected TestProbe Node(int nid) => Lane.At(ActorAddress.Node(nid));

    // A parent on the same thread, so that a restart, too, is over when the telling is.
    private sealed class Parent : UntypedActor
    {
        public Parent(Props child) => Child = Context.ActorOf(child.WithDispatcher(CallingThreadDispatcher.Id));

        public IActorRef Child { get; }

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
