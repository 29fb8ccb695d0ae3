using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>One world, many schedules: what is over is forgotten.</summary>
public sealed class StartAnewTests
{
    private const int Schedules = 200;

    // Expect the engine to let go of the actors of earlier schedules, those that stopped by themselves and those that were
    // stopped at the end, even where somebody still holds a reference: else each collection is slower than the one before.
    [Fact]
    public void The_actors_of_earlier_schedules_are_let_go()
    {
        var held = new List<IActorRef>();
        var watch = new SlotWatch();
        using var world = new OrderedWorld(new OrderedWorldOptions
        {
            Order = new ChoiceOrder(new FixedLatency(1), new TimeChooser()),
            Observers = [watch],
        });
        for (int schedule = 0; schedule < Schedules; schedule++)
        {
            world.StartAnew();
            foreach (string what in new[] { "stay", "stop" })
            {
                held.Add(world.Spawn(Doing.Props((me, message) =>
                {
                    if (message is "stop")
                    {
                        me.Cell.Stop(me.Self);
                    }
                })));
                world.Inject(held[^1], what);
            }

            world.Run();
        }

        world.StartAnew();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal(2 * Schedules, watch.Slots.Count);
        Assert.InRange(watch.Slots.Count(slot => slot.TryGetTarget(out _)), 0, 10);
        GC.KeepAlive(held);
    }

    // Expect the dead of one long schedule to be let go as well, once nothing of theirs is under way.
    [Fact]
    public void Those_that_stopped_long_ago_are_let_go()
    {
        const int Actors = 5_000;
        var watch = new SlotWatch();
        using var world = new OrderedWorld(new OrderedWorldOptions { Observers = [watch] });
        var held = new List<IActorRef>();
        for (int at = 0; at < Actors; at++)
        {
            held.Add(world.Spawn(Doing.Props((me, _) => me.Cell.Stop(me.Self))));
            world.Inject(held[^1], "stop");
            world.Run();
        }

        GC.Collect();

        Assert.InRange(watch.Slots.Count(slot => slot.TryGetTarget(out _)), 0, Actors / 4);
        GC.KeepAlive(held);
    }

    // Expect the first actor of a schedule to be the first of the world again, by name and by number.
    [Fact]
    public void A_schedule_begins_as_the_first_one_did()
    {
        using var world = new OrderedWorld();
        var places = new List<string>();
        for (int schedule = 0; schedule < 3; schedule++)
        {
            world.StartAnew();
            var actor = world.Spawn(Doing.Props((me, _) => places.Add($"{OrderedEngine.Current.Running} {OrderedEngine.Current.Running.Index} {me.Notes.Count}")));
            world.Inject(actor, "go");
            Assert.Equal(RunEnd.Quiescent, world.Run());
            Assert.Equal((1, 0L), (world.Deliveries, world.NowNs));
        }

        Assert.Single(places.Distinct(StringComparer.Ordinal));
        Assert.Equal(3, places.Count);
    }

    // Expect what is injected to be the first that the outside ever sent, in each schedule.
    [Fact]
    public void The_outside_begins_again_as_well()
    {
        var sent = new SentWatch();
        using var world = new OrderedWorld(new OrderedWorldOptions { Observers = [sent] });
        for (int schedule = 0; schedule < 3; schedule++)
        {
            world.StartAnew();
            world.Inject(world.Spawn(Doing.Noting()), "go");
            world.Run();
        }

        Assert.Equal([1, 1, 1], sent.Sent);
    }

    private sealed class SentWatch : IDeliveryObserver
    {
        public List<long> Sent { get; } = [];

        public void Delivering(in Delivery delivery) => Sent.Add(delivery.Sender.Sent);

        public void Delivered(in Delivery delivery)
        {
            // Seen before.
        }
    }

    private sealed class SlotWatch : IDeliveryObserver
    {
        public List<WeakReference<ActorSlot>> Slots { get; } = [];

        public void Delivering(in Delivery delivery) => Slots.Add(new WeakReference<ActorSlot>(delivery.Receiver));

        public void Delivered(in Delivery delivery)
        {
            // Seen before.
        }
    }
}
