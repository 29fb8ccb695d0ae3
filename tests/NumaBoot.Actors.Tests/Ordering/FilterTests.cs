using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>Messages that are lost or changed on their way: if nothing changed then, no message would matter.</summary>
public sealed class FilterTests
{
    // Expect two deposits to add up, one lost deposit to be missing, and a changed one to count as changed.
    [Theory]
    [InlineData("none", 30)]
    [InlineData("drop the first", 20)]
    [InlineData("double the first", 40)]
    public void A_filter_changes_the_outcome(string fault, int expected)
    {
        var filter = new FirstDeposit(fault);
        using var world = new OrderedWorld(new OrderedWorldOptions { Filter = filter });
        var balance = 0;
        var account = world.Spawn(Doing.Props((_, message) => balance += message is Deposit deposit ? deposit.Amount : 0));
        world.Inject(account, "hello");
        world.Inject(account, new Deposit(10));
        world.Inject(account, new Deposit(20));

        world.Run();

        Assert.Equal(expected, balance);
        var isDropped = fault.StartsWith("drop", StringComparison.Ordinal);
        Assert.Equal(isDropped ? (2, 1) : (3, 0), (world.Deliveries, world.Engine.Dropped));
    }

    // Expect the digest and the observers to know what was delivered, not what was sent.
    [Fact]
    public void A_lost_message_is_missing_in_the_trace_and_the_digest()
    {
        var (whole, wholeDigest) = Run("none");
        var (lossy, lossyDigest) = Run("drop the first");

        Assert.Equal(2, whole.Count);
        Assert.Equal(whole.Skip(1).ToList(), lossy);
        Assert.NotEqual(wholeDigest, lossyDigest);

        static (List<string> Lines, ulong Digest) Run(string fault)
        {
            var trace = new Trace();
            using var world = new OrderedWorld(new OrderedWorldOptions { Filter = new FirstDeposit(fault), Observers = [trace] });
            var account = world.Spawn(Doing.Noting(), "account");
            world.Inject(account, new Deposit(10));
            world.Inject(account, new Deposit(20));
            world.Run();
            return ([.. trace.Lines], world.Digest);
        }
    }

    private sealed record Deposit(int Amount);

    private sealed class FirstDeposit(string fault) : IDeliveryFilter
    {
        private bool _isDone;

        public object? Pass(in Delivery delivery)
        {
            if (_isDone || delivery.Message is not Deposit deposit)
            {
                return delivery.Message;
            }

            _isDone = true;
            return fault switch
            {
                "drop the first" => null,
                "double the first" => new Deposit(2 * deposit.Amount),
                _ => deposit,
            };
        }
    }
}
