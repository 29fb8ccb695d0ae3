using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Samples;

/// <summary>
/// How somebody puts actors of their own under a chosen order. <c>docs/ordering.md</c> shows what stands between the marks,
/// and a test of the pages compares the two.
/// </summary>
public sealed class AccountTests
{
    //   withdraw 80   looks: 100, asks the bank ............ pays: 20
    //   withdraw 80                    looks: 100, asks ............. pays: -60
    // Expect plain order of time, where the second comes long after the first, to be sound.
    [Fact]
    public async Task In_plain_order_of_time_the_account_is_sound()
    {
        var result = await Orders.Time().Explore(TwoWithdrawals);

        Assert.Equal(1, result.Schedules);
    }

    // Expect the race to be found, told in the few deliveries that make it, and to be there again when it is replayed.
    [Fact]
    public async Task The_race_is_found_shrunk_and_replayed()
    {
        var broken = await Assert.ThrowsAsync<BrokenOrderException>(TheAccountIsNeverOverdrawn);

        Assert.Equal(Told, broken.Message);
        var again = await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Replay(broken.Recorded).Explore(TwoWithdrawals));
        Assert.Equal(string.Join('\n', broken.Shrunk.Chosen), string.Join('\n', again.Shrunk.Chosen));
    }

    // Expect the two orders that matter to be all, and one of them to be broken.
    [Fact]
    public async Task Every_order_can_be_tried() =>
        Assert.Equal(2, (await Assert.ThrowsAsync<BrokenOrderException>(() => Orders.Exhaustive().Explore(TwoWithdrawals))).Seed);

    // Expect a limit that leaves orders out to be no failure, and to be told where that is asked.
    [Fact]
    public async Task A_limit_says_that_orders_were_left_out()
    {
        var result = await Orders.Exhaustive(most: 1).Explore(TwoWithdrawals);

        Assert.False(result.IsExhausted);
    }

    // Expect one withdrawal to be sound in every order that there is.
    [Fact]
    public Task Every_order_was_tried() => EveryOrderIsSound();

    // <all>
    private static async Task EveryOrderIsSound()
    {
        var result = await Orders.Exhaustive(most: 100_000).Explore(async world =>
        {
            var bank = world.Spawn(Bank.Props(), "bank");
            var account = world.Spawn(Account.Props(bank), "account");
            world.Inject(account, new Withdraw(80));
            await world.Quiescence();
            Assert.Equal(20, world.StateOf<Account>(account).Balance);
        });
        Assert.True(result.IsExhausted, $"{result.Schedules} orders were tried, and there are more");
    }

    // </all>
    // <test>
    private static Task TheAccountIsNeverOverdrawn() => Orders.Random(seeds: 1_000).Explore(async world =>
    {
        var bank = world.Spawn(Bank.Props(), "bank");
        var account = world.Spawn(Account.Props(bank), "account");
        world.Inject(account, new Withdraw(80));
        world.Inject(account, new Withdraw(80), atNs: 1_000);
        await world.Quiescence();
        Assert.True(world.StateOf<Account>(account).Balance >= 0, "the account is overdrawn");
    });

    // </test>
    private const string Told =
        // <told>
        """
        broken in seed 2, shrunk to 4 deliveries: the account is overdrawn
             3  outside > account messages #2  Withdraw { Amount = 80 }
             4  bank > account messages #1     Pay { Amount = 80 }
             5  account > bank messages #2     MayPay { Amount = 80 }
             6  bank > account messages #2     Pay { Amount = 80 }
        replay: Orders.Replay("3: outside > account messages #2")
        """;

    // </told>
    private static async Task TwoWithdrawals(OrderedWorld world)
    {
        var bank = world.Spawn(Bank.Props(), "bank");
        var account = world.Spawn(Account.Props(bank), "account");
        world.Inject(account, new Withdraw(80));
        world.Inject(account, new Withdraw(80), atNs: 1_000);
        await world.Quiescence();
        Assert.True(world.StateOf<Account>(account).Balance >= 0, "the account is overdrawn");
    }
}
