using System.Text;
using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>The same world gives the same deliveries, to the byte, in every run and every process.</summary>
public sealed class DeterminismTests
{
    // What a crowd of everything does was written down once. Akka's hashes differ from process to process, so each run of
    // the tests compares a new process with the one that wrote this.
    private const string Golden =
        """
        100 parent > mourner zoe
        100 parent > mourner adam
        100 parent > mourner dan
        100 parent > mourner bea
        100 zoe > mourner zoe is here
        100 adam > mourner adam is here
        100 dan > mourner dan is here
        100 bea > mourner bea is here
        1000 outside > parent quarrel
        1100 parent > dan quarrel
        1200 zoe > mourner zoe is gone
        1200 zoe > mourner zoe is here
        1200 adam > mourner adam is gone
        1200 adam > mourner adam is here
        1200 dan > mourner dan is gone
        1200 dan > mourner dan is here
        1200 bea > mourner bea is gone
        1200 bea > mourner bea is here
        2000 outside > parent stop
        2100 zoe > mourner zoe is gone
        2100 zoe > mourner dead zoe
        2100 adam > mourner adam is gone
        2100 adam > mourner dead adam
        2100 dan > mourner dan is gone
        2100 dan > mourner dead dan
        2100 bea > mourner bea is gone
        2100 bea > mourner dead bea
        """;

    // Expect the deliveries of a family that quarrels, dies and is mourned to be those that were written down.
    [Fact]
    public void A_family_is_the_same_in_every_process()
    {
        var (text, digest) = Family();

        Assert.Equal(Golden, text, ignoreLineEndingDifferences: true);
        Assert.Equal(547161761137893003UL, digest);
    }

    // Expect 50 runs of a crowd with timers, work, restarts, stashes and delays that jump to be the same to the byte.
    [Fact]
    public void A_crowd_does_the_same_fifty_times()
    {
        var first = Crowd();

        Assert.True(first.Bytes.Length > 10_000, "the crowd has little to do");
        for (var run = 1; run < 50; run++)
        {
            var again = Crowd();
            Assert.True(first.Bytes.AsSpan().SequenceEqual(again.Bytes), $"run {run} was another");
            Assert.Equal(first.Digest, again.Digest);
        }
    }

    private static (string Text, ulong Digest) Family()
    {
        var trace = new Trace();
        using var world = new OrderedWorld(new OrderedWorldOptions
        {
            Order = new TimeOrder(new FixedLatency(100)),
            Observers = [trace],
            ActorFailures = ActorFailureRule.LeaveToSupervision,
        });
        var mourner = world.Spawn(Doing.Props((me, message) =>
        {
            if (message is IActorRef watched)
            {
                me.Cell.Watch(watched);
            }
        }), "mourner");
        var names = new[] { "zoe", "adam", "dan", "bea" };
        var parent = world.Spawn(
            Doing.Props(
                (me, message) =>
                {
                    if (message is "stop")
                    {
                        me.Cell.Stop(me.Self);
                    }
                    else
                    {
                        me.Cell.Child("dan").Tell(message);
                    }
                },
                start: me => Array.ForEach(names, name => mourner.Tell(me.Cell.ActorOf(Child(mourner), name))),
                supervision: new AllForOneStrategy(_ => Directive.Restart)),
            "parent");
        world.Inject(parent, "quarrel", atNs: 1_000);
        world.Inject(parent, "stop", atNs: 2_000);
        world.Run();
        return (trace.Text, world.Digest);

        static Props Child(IActorRef mourner) => Doing.Props(
            (_, _) => throw new InvalidOperationException("as told"),
            start: me => mourner.Tell($"{me.Self.Path.Name} is here"),
            stop: me => mourner.Tell($"{me.Self.Path.Name} is gone"));
    }

    /// <summary>What the crowd does under an order.</summary>
    internal static (string Text, ulong Digest) CrowdUnder(Func<ILatency, IDeliveryOrder> order)
    {
        const int Actors = 20;
        var trace = new Trace();
        using var world = new OrderedWorld(new OrderedWorldOptions
        {
            Order = order(new Jumping()),
            Observers = [trace],
            ActorFailures = ActorFailureRule.LeaveToSupervision,
        });
        var all = new IActorRef[Actors];
        for (var i = 0; i < Actors; i++)
        {
            var self = i;
            all[i] = world.Spawn(Doing.Props((me, message) => Busy(me, self, message, all)), $"actor-{i}");
        }

        for (var i = 0; i < Actors; i += 3)
        {
            world.Inject(all[i], 12);
        }

        world.Run(new RunLimits { MaxDeliveries = 2_000 });
        return (trace.Text, world.Digest);
    }

    private static (byte[] Bytes, ulong Digest) Crowd()
    {
        var (text, digest) = CrowdUnder(latency => new TimeOrder(latency));
        return (Encoding.UTF8.GetBytes(text), digest);
    }

    private static void Busy(Doing me, int self, object message, IActorRef[] all)
    {
        if (message is not int left || left == 0)
        {
            return;
        }

        OrderedEngine.Current.Spend(left * 3);
        all[(self + left) % all.Length].Tell(left - 1);
        all[(self * left) % all.Length].Tell(left - 2 < 0 ? 0 : left - 2);
        me.Timers.StartSingleTimer("key", left - 1, TimeSpan.FromTicks(left));
        switch (left % 4)
        {
            case 0:
                me.Stash.Stash();
                break;
            case 1:
                me.Stash.UnstashAll();
                break;
            case 2 when self % 5 == 0:
                throw new InvalidOperationException("as told");
            default:
                me.Cell.SetReceiveTimeout(TimeSpan.FromTicks(50 * left));
                break;
        }
    }

    private sealed class Jumping : ILatency
    {
        public bool KeepsPairOrder => false;

        public long DelayNs(ActorSlot sender, ActorSlot receiver, object message) =>
            (long)((ulong)((sender.SortKey * 1_000_003) + sender.Sent) * 0x9E3779B97F4A7C15 >> 56);
    }
}
