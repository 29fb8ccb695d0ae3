using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>Orders as text.</summary>
public sealed class RecordedOrderTests
{
    // Expect every name that Akka allows to come back, also one with a semicolon or colon, or that of the outside itself.
    [Theory]
    [InlineData("a;b", "c")]
    [InlineData("a", "b;1:$x")]
    [InlineData("outside", "b")]
    [InlineData("", "outside")]
    [InlineData("parent/outside", "outside/child")]
    public void What_is_written_reads_back(string from, string to)
    {
        Deviation[] written =
        [
            new(3, new DeliveryKey(from, to, ChannelKind.Messages, 2)),
            new(17, new DeliveryKey(to, from, ChannelKind.Timer, 1)),
        ];

        Assert.Equal(written, RecordedOrder.Parse(RecordedOrder.Format([.. written])));
    }

    // Expect what is no order to be refused with what it says.
    [Theory]
    [InlineData("3")]
    [InlineData("3: a > b messages")]
    [InlineData("x: a > b messages #2")]
    [InlineData("3: a > b letters #2")]
    public void What_is_no_order_is_refused(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => RecordedOrder.Parse(text)).Message, StringComparison.Ordinal);
}
