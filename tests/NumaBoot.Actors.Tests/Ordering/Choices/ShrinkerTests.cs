using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>A failing order becomes as short as it can be, however much goes on around it.</summary>
public sealed class ShrinkerTests
{
    private const int Bystanders = 20;

    //   a bank full of bystanders who talk to themselves, an account of 100, and two who take 80 without looking
    //   ann  --80-->  account  <--80--  bob, if the auditor's "stop" comes too late
    //
    // Expect the failure to be left with the deliveries that are needed: nothing of the chat before or between them.
    [Theory]
    [InlineData("random")]
    [InlineData("priority")]
    public async Task A_failure_is_left_with_what_it_needs(string how)
    {
        var explorer = how == "random" ? Orders.Random(1_000) : Orders.Priority(1_000, length: 80);

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => explorer.Explore(Withdraw));

        Assert.InRange(broken.Shrunk.Length, 1, 2);
        Assert.All(broken.Shrunk.Chosen.TakeLast((int)broken.Shrunk.Length), key => Assert.DoesNotContain("bystander", key.To, StringComparison.Ordinal));
        var again = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Replay(broken.Recorded).Explore(Withdraw));
        Assert.Equal(string.Join("; ", broken.Shrunk.Chosen), string.Join("; ", again.Shrunk.Chosen));
    }

    // Expect the same order to be found each time, and one without shrinking to be longer.
    [Fact]
    public async Task Shrinking_is_the_same_each_time()
    {
        var first = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(1_000).Explore(Withdraw));
        var second = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Random(1_000).Explore(Withdraw));
        var whole = await Assert.ThrowsAsync<BrokenOrderException>(() => (Orders.Random(1_000) with { Shrinks = false }).Explore(Withdraw));

        Assert.Equal(first.Recorded, second.Recorded);
        Assert.InRange(whole.Shrunk.Length, first.Shrunk.Length + 1, long.MaxValue);
    }

    private static async Task Withdraw(OrderedWorld world)
    {
        int balance = 100;
        bool isStopped = false;
        var account = world.Spawn(Doing.Props((_, message) =>
        {
            isStopped |= message is "stop";
            balance -= message is int amount && !isStopped ? amount : 0;
            if (balance < 0)
            {
                throw new InvalidOperationException("overdrawn");
            }
        }), "account");
        var auditor = world.Spawn(Doing.Props((_, _) => account.Tell("stop", ActorRefs.NoSender)), "auditor");
        var ann = world.Spawn(Doing.Props((_, _) => account.Tell(80, ActorRefs.NoSender)), "ann");
        var bob = world.Spawn(Doing.Props((_, _) => account.Tell(80, ActorRefs.NoSender)), "bob");
        for (int at = 0; at < Bystanders; at++)
        {
            var bystander = world.Spawn(Doing.Props((me, message) =>
            {
                if (message is "go")
                {
                    me.Self.Tell("well", ActorRefs.NoSender);
                }
            }), $"bystander-{at}");
            world.Inject(bystander, "go");
        }

        world.Inject(auditor, "go");
        world.Inject(ann, "go");
        world.Inject(bob, "go");
        await world.Quiescence();
    }
}
