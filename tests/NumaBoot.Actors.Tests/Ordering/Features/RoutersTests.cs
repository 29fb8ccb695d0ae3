using Akka.Actor;
using Akka.Routing;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Features;

/// <summary>Routers whose choice follows from what they get work under every order; one that throws dice is refused.</summary>
public sealed class RoutersTests
{
    public static TheoryData<string> Names => EveryOrder.Names;

    public static TheoryData<string> Dice => ["RandomPool", "RandomGroup"];

    // Expect a round robin pool to deal five messages around its three routees, each in order.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_round_robin_pool_deals(string order) => EveryOrder.Run(order, async world =>
    {
        var got = new SortedDictionary<string, List<object>>(StringComparer.Ordinal);
        var router = world.Spawn(Noting(got).WithRouter(new RoundRobinPool(3)), "router");
        world.Inject(Sender(world, router, 5), "go");

        await world.Quiescence();

        Assert.Equal("$a: 0 3, $b: 1 4, $c: 2", Text(got));
    });

    // Expect a broadcasting group to give everything to everybody, in order.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_broadcast_group_tells_everybody(string order) => EveryOrder.Run(order, async world =>
    {
        var got = new SortedDictionary<string, List<object>>(StringComparer.Ordinal);
        var members = new[] { "ann", "bob" }.Select(name => world.Spawn(Noting(got), name)).ToList();
        var router = world.Spawn(
            Props.Empty.WithRouter(new BroadcastGroup(members.Select(member => member.Path.ToStringWithoutAddress()))), "router");
        world.Inject(Sender(world, router, 2), "go");

        await world.Quiescence();

        Assert.Equal("ann: 0 1, bob: 0 1", Text(got));
    });

    // Expect what belongs together to go to one routee.
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_consistent_hashing_pool_keeps_together(string order) => EveryOrder.Run(order, async world =>
    {
        var got = new SortedDictionary<string, List<object>>(StringComparer.Ordinal);
        var router = world.Spawn(
            Noting(got).WithRouter(new ConsistentHashingPool(3).WithHashMapping(message => (int)message % 2)), "router");
        world.Inject(Sender(world, router, 6), "go");

        await world.Quiescence();

        Assert.Equal(6, got.Values.Sum(messages => messages.Count));
        Assert.All([0, 1], rest => Assert.Single(got.Values, messages => messages.Cast<int>().Any(number => number % 2 == rest)));
    });

    // Expect a router that draws without a seed to be refused when it is made, by its name and by what it is.
    [Theory]
    [MemberData(nameof(Dice))]
    public async Task A_router_that_throws_dice_is_refused(string kind)
    {
        foreach (string order in EveryOrder.All)
        {
            var refused = await EveryOrder.Refuse(order, world =>
            {
                world.Spawn(Doing.Noting().WithRouter(kind == "RandomPool" ? new RandomPool(2) : new RandomGroup("/user/world/a")), "dice");
                return world.Quiescence();
            });

            Assert.Equal(("/user/world/dice", kind), (refused.Receiver, refused.MessageType));
            Assert.Contains("RandomLogic", refused.Message, StringComparison.Ordinal);
        }
    }

    private static Props Noting(SortedDictionary<string, List<object>> got) => Doing.Props((me, message) =>
    {
        if (!got.TryGetValue(me.Self.Path.Name, out var messages))
        {
            got.Add(me.Self.Path.Name, messages = []);
        }

        messages.Add(message);
    });

    private static IActorRef Sender(OrderedWorld world, IActorRef router, int count) => world.Spawn(
        Doing.Props((_, _) =>
        {
            for (int number = 0; number < count; number++)
            {
                router.Tell(number);
            }
        }),
        "sender");

    private static string Text(SortedDictionary<string, List<object>> got) =>
        string.Join(", ", got.Select(one => $"{one.Key}: {string.Join(' ', one.Value)}"));
}
