using Akka.Actor;
using Akka.Cluster;
using Xunit;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>Who can have blocks, as the cluster tells it.</summary>
public sealed class UsableSetTests
{
    private static readonly Address Address = new("akka.tcp", "numaboot", "m1", 1);

    // Expect a member that was started again at its address to be usable, though the cluster tells that it is up before it
    // tells that the one before it is gone.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_member_that_is_back_at_its_address_is_usable(bool isUpFirst)
    {
        var usable = new UsableSet();
        usable.Set(new UniqueAddress(Address, 1), isUsable: true);

        if (isUpFirst)
        {
            usable.Set(new UniqueAddress(Address, 2), isUsable: true);
        }

        Assert.True(usable.Set(new UniqueAddress(Address, 1), isUsable: false));
        usable.Set(new UniqueAddress(Address, 2), isUsable: true);
        Assert.Equal(Address, Assert.Single(usable.Addresses));
    }
}
