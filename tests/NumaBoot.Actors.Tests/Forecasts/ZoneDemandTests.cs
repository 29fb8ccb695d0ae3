using Xunit;

namespace NumaBoot.Actors.Tests.Forecasts;

/// <summary>How long a zone is busy with what it is going to be asked, at least.</summary>
public sealed class ZoneDemandTests
{
    // Expect requests to be served one after the other, but for those that may be served already.
    [Fact]
    public void A_zone_serves_one_request_after_the_other()
    {
        var demand = new ZoneDemand();

        demand.Add(requests: 3, pages: 64, busyNs: 100, underWay: 1);
        demand.Add(requests: 2, pages: 1, busyNs: 30, underWay: 0);
        demand.Add(requests: 0, pages: 512, busyNs: 1, underWay: 1);

        Assert.Equal((3 * 64) + 2, demand.Pages);
        Assert.Equal((2 * 100) + (2 * 30), demand.BusyNs);
    }

    // 100 pages, taken 10 at a time in 50 ns or one at a time in 20: the former are had sooner, and the largest request may
    // be the one that finds too few.
    // Expect 90 of them to take nine times 50.
    [Fact]
    public void What_there_is_lasts_as_long_as_the_quickest_way_to_take_it()
    {
        var demand = new ZoneDemand();
        demand.Add(requests: 50, pages: 1, busyNs: 20, underWay: 0);
        demand.Add(requests: 50, pages: 10, busyNs: 50, underWay: 50);

        Assert.Equal(450, demand.LastsNs(100));
        Assert.Equal(0, demand.LastsNs(9));
    }

    // Expect nothing of what was asked before to count.
    [Fact]
    public void A_cleared_demand_is_none()
    {
        var demand = new ZoneDemand();
        demand.Add(requests: 50, pages: 10, busyNs: 1, underWay: 0);

        demand.Clear();
        demand.Add(requests: 1, pages: 4, busyNs: 40, underWay: 0);

        Assert.Equal((4, 40), (demand.Pages, demand.BusyNs));
        Assert.Equal(0, demand.LastsNs(4));
    }
}
