using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Allocation;

/// <summary>The pages that a CPU keeps at hand.</summary>
public sealed class PageListTests
{
    private readonly PageList _list = new();

    //   front  [4] [0 1 2 3]  end      0-3 refilled, then 4 given back
    // Expect what was given back last to be taken first, and what was refilled last to be drained first.
    [Fact]
    public void Hot_pages_are_taken_and_cold_ones_drained()
    {
        _list.Refill([new PfnRange(0, 4)]);
        _list.Put(new PfnRange(4, 5));
        var taken = new List<PfnRange>();

        Assert.Equal(2, _list.Take(2, taken));

        Assert.Equal([new PfnRange(4, 5), new PfnRange(0, 1)], taken);
        Assert.Equal([new PfnRange(3, 4)], _list.Drain(1));
        Assert.Equal(2, _list.Count);
    }

    // Expect no more than there is.
    [Fact]
    public void It_gives_what_it_has()
    {
        _list.Refill([new PfnRange(8, 10)]);
        var taken = new List<PfnRange>();

        Assert.Equal(2, _list.Take(63, taken));
        Assert.Equal(0, _list.Take(1, taken));
        Assert.Empty(_list.Drain(5));
    }
}
