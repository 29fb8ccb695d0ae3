using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>
/// What a delivery makes impossible, or whom it changes without a message, is part of the order: an exhaustive search tries
/// the other way round.
/// </summary>
public sealed class DisabledTests
{
    public static TheoryData<string> Names => [.. Company.All.Keys];

    // Expect the search to come to its end with the histories of every order there is, and chance to find no other.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_history_is_tried(string name)
    {
        var histories = new Histories(Company.All[name]);

        var plain = histories.Plain();

        Assert.NotEqual(1, plain.Count);
        Assert.Equal(plain, histories.Tried());
        Assert.Equal(plain, histories.TriedUnreduced());
        Assert.Subset(plain, histories.ByChance());
    }

    // Expect the same of companies that a seed throws together, as far as all their orders are few enough to be tried.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_history_of_a_company_by_chance_is_tried(bool breaksFifo)
    {
        int compared = 0;
        for (long seed = 1; seed <= 150; seed++)
        {
            var histories = new Histories(world => Wild.Run(world, seed, acts: 3), breaksFifo);
            if (histories.TryPlain(most: 3_000, out var plain) && plain.Count > 1)
            {
                compared++;
                var tried = histories.Tried();
                Assert.True(plain.SetEquals(tried), $"seed {seed}: {tried.Count} of {plain.Count}, missed: {string.Join("; ", plain.Except(tried, StringComparer.Ordinal).Take(2))}");
            }
        }

        Assert.InRange(compared, 50, 150);
    }
}
