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
}
