using Akka.Actor;
using Akka.TestKit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>An actor system in which a message is handled before it is told to end: on the thread of the test, in its order.</summary>
internal sealed class OneThread : IDisposable
{
    private const string Config = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
          actor.default-dispatcher {
            type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
            throughput = 2147483647
          }
        }
        """;

    private readonly ActorSystem _system = ActorSystem.Create("one-thread", Config);
    private readonly IActorRef _root;

    public OneThread()
    {
        _root = _system.ActorOf(Props.Create(() => new Root()), "root");
        _root.Ask(new Ready()).GetAwaiter().GetResult();
    }

    /// <summary>Starts an actor.</summary>
    public IActorRef Spawn(Props props)
    {
        IActorRef? spawned = null;
        _root.Tell(new Spawning(props, actor => spawned = actor));
        return spawned!;
    }

    /// <summary>An actor that does this with what it is told.</summary>
    public IActorRef SpawnEar(Action<object> hear) => Spawn(Props.Create(() => new Ear(hear)));

    /// <summary>Stops an actor with all that is below.</summary>
    public void Stop(IActorRef actor) => _root.Tell(actor);

    /// <summary>A second passes.</summary>
    public void PassSecond() => ((TestScheduler)_system.Scheduler).Advance(TimeSpan.FromSeconds(1));

    public void Dispose() => _system.Terminate().GetAwaiter().GetResult();

    private sealed record Ready;

    private sealed record Spawning(Props Props, Action<IActorRef> Done);

    private sealed class Root : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Ready:
                    Sender.Tell(message);
                    break;
                case Spawning spawning:
                    spawning.Done(Context.ActorOf(spawning.Props));
                    break;
                case IActorRef actor:
                    Context.Stop(actor);
                    break;
            }
        }
    }

    private sealed class Ear(Action<object> hear) : UntypedActor
    {
        protected override void OnReceive(object message) => hear(message);
    }
}
