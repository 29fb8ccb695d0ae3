using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>Several holds as one.</summary>
public sealed class HoldsTests
{
    // Expect a delivery to be held back as long as any hold holds it, and no hold to hold nothing.
    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Any_of_them_holds(long chosen, bool expected)
    {
        IDeliveryHold holds = new Holds(new Until(5), new Until(3));
        IDeliveryHold none = new Holds();

        Assert.Equal(expected, holds.Holds(default, chosen));
        Assert.False(none.Holds(default, chosen));
    }

    private sealed class Until(long choice) : IDeliveryHold
    {
        public bool Holds(in PendingDelivery pending, long chosen) => chosen < choice;
    }
}
