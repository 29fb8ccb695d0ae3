using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using NumaBoot.Telemetry;
using Xunit;

namespace NumaBoot.Cluster.Tests.Metrics;

/// <summary>Actors with mailboxes that count behave as with others.</summary>
public sealed class MeteredMailboxTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly BootInstruments _instruments = new();
    private readonly Readings _readings;
    private readonly TestKit _kit;

    public MeteredMailboxTests()
    {
        _readings = new Readings(_instruments);
        var config = ConfigurationFactory.ParseString(ActorMeterSetup.Config);
        _kit = new TestKit(ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config.WithFallback(TestKit.DefaultConfig)), new ActorMeterSetup(_instruments.Actors)));
    }

    // Expect every message to be handled, counted and timed, in the order in which it was sent, and none to be left.
    [Fact]
    public void Messages_come_in_order_and_are_counted()
    {
        var actor = _kit.Sys.ActorOf(Props.Create(() => new Parrot()), "parrot");
        for (int at = 0; at < 100; at++)
        {
            actor.Tell(at, _kit.TestActor);
        }

        Assert.Equal(Enumerable.Range(0, 100).Cast<object>(), _kit.ReceiveN(100, Soon));
        Assert.Equal(100, Of("akka.messages.recv", nameof(Parrot)));
        Assert.Equal(100, Of("akka.messages.latency", nameof(Parrot)));
        Assert.Equal(0, Of("akka.actor.mailbox.depth", nameof(Parrot)));
    }

    // Expect what waits to be told while it does, and to be gone when the actor is.
    [Fact]
    public void What_waits_is_the_depth()
    {
        using var gate = new ManualResetEventSlim();
        var actor = _kit.Sys.ActorOf(Props.Create(() => new Parrot()), "parrot");
        actor.Tell(gate, _kit.TestActor);
        for (int at = 0; at < 5; at++)
        {
            actor.Tell(at, _kit.TestActor);
        }

        _kit.AwaitCondition(() => Of("akka.actor.mailbox.depth", nameof(Parrot)) == 5, Soon);
        Assert.Equal(1, Of("akka.actor.live", nameof(Parrot)));
        _kit.Watch(actor);

        // At once, not by way of its parent: what waits dies with it.
        ((IInternalActorRef)actor).Stop();
        gate.Set();

        _kit.ExpectTerminated(actor, Soon);
        _kit.AwaitCondition(() => Of("akka.actor.mailbox.depth", nameof(Parrot)) == 0 && Of("akka.actor.live", nameof(Parrot)) == 0, Soon);
    }

    // Expect what an actor puts aside to come again before what came after it, and to be counted once.
    [Fact]
    public void A_stash_works_and_counts_once()
    {
        var actor = _kit.Sys.ActorOf(Props.Create(() => new Hoarder()), "hoarder");
        foreach (object message in (object[])["a", "b", "open", "c"])
        {
            actor.Tell(message, _kit.TestActor);
        }

        Assert.Equal(["a", "b", "c"], _kit.ReceiveN(3, Soon));
        Assert.Equal(4, Of("akka.messages.recv", nameof(Hoarder)));
    }

    // Expect a restart to be counted, and the actor to live as before.
    [Fact]
    public void A_restart_is_counted()
    {
        var actor = _kit.Sys.ActorOf(Props.Create(() => new Parrot()), "parrot");
        actor.Tell(new InvalidOperationException("a crash of the test"), _kit.TestActor);
        actor.Tell("still there", _kit.TestActor);

        _kit.ExpectMsg("still there", Soon);
        _kit.AwaitCondition(() => Of("akka.actor.restarts", nameof(Parrot)) == 1, Soon);
        Assert.Equal(1, Of("akka.actor.live", nameof(Parrot)));
    }

    // Expect an actor system that nobody told where to count to say so, and not to start.
    [Fact]
    public void Without_a_setup_there_is_no_such_mailbox()
    {
        var failed = Assert.ThrowsAny<Exception>(() => ActorSystem.Create("lost", ConfigurationFactory.ParseString(ActorMeterSetup.Config)));

        Assert.Contains(nameof(ActorMeterSetup), failed.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _kit.Dispose();
        _readings.Dispose();
        _instruments.Dispose();
    }

    private double Of(string instrument, string type) =>
        _readings.Now().GetValueOrDefault($"{instrument}{{akka.actor.type={type},akka.system=cluster}}", double.NaN);

    private sealed class Parrot : ReceiveActor
    {
        public Parrot()
        {
            Receive<ManualResetEventSlim>(gate => gate.Wait(Soon));
            Receive<Exception>(failure => throw failure);
            ReceiveAny(message => Sender.Tell(message));
        }
    }

    private sealed class Hoarder : ReceiveActor, IWithUnboundedStash
    {
        public Hoarder()
        {
            Receive<string>(word => word == "open", _ =>
            {
                Become(() => ReceiveAny(message => Sender.Tell(message)));
                Stash.UnstashAll();
            });
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }
}
