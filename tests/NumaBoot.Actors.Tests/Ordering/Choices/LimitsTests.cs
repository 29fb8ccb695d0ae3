using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>A search that tries nothing proves nothing, and one that was cut off says so.</summary>
public sealed class LimitsTests
{
    // Expect numbers that leave nothing to try to be refused where they are given, by name: they would let any test pass.
    [Theory]
    [InlineData("seeds", 0)]
    [InlineData("seeds", -1)]
    [InlineData("most", 0)]
    [InlineData("most", -1)]
    [InlineData("depth", 0)]
    [InlineData("length", 0)]
    public void Nothing_to_try_is_refused(string parameter, int number)
    {
        Func<Exploration>[] ways = parameter switch
        {
            "seeds" => [() => Orders.Random(number), () => Orders.Priority(number)],
            "most" => [() => Orders.Exhaustive(number)],
            "depth" => [() => Orders.Priority(1, depth: number)],
            _ => [() => Orders.Priority(1, length: number)],
        };

        Assert.All(ways, way => Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(way).ParamName));
    }

    // Expect seeds beyond the last number there is to be refused: their count would be negative, and nothing be tried.
    [Fact]
    public void Seeds_beyond_the_last_number_are_refused()
    {
        Assert.Equal("seeds", Assert.Throws<ArgumentOutOfRangeException>(() => Orders.Random(long.MaxValue, first: 2)).ParamName);
        Assert.Equal("seeds", Assert.Throws<ArgumentOutOfRangeException>(() => Orders.Priority(2, first: long.MaxValue)).ParamName);
    }

    // Expect a search of all orders that its limit ended to be no failure, and to say that it has not tried all.
    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    public async Task A_limit_that_ends_a_search_is_told(long most, bool isExhausted)
    {
        var result = await Orders.Exhaustive(most).Explore(world =>
        {
            var last = world.Spawn(Doing.Noting(), "last");
            foreach (string name in new[] { "ann", "bob", "eve" })
            {
                world.Inject(world.Spawn(Doing.Props((_, _) => last.Tell(name)), name), "go");
            }

            return world.Quiescence();
        });

        Assert.Equal((Math.Min(most, 6), isExhausted), (result.Schedules, result.IsExhausted));
    }
}
