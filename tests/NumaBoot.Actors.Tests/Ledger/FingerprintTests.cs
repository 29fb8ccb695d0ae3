using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>The digest covers all that messages say.</summary>
public sealed class FingerprintTests
{
    /// <summary>Every message of the protocol, found by its interface so that a new one cannot be forgotten.</summary>
    public static TheoryData<string> Messages => [.. Types.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, Type> Types { get; } = typeof(IBootMessage).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: true } && type.IsAssignableTo(typeof(IBootMessage)))
        .ToDictionary(type => $"{type.DeclaringType!.Name}.{type.Name}", StringComparer.Ordinal);

    // Expect each property of each message, and of whatever it holds, to move the fingerprint when it alone is changed.
    [Theory]
    [MemberData(nameof(Messages))]
    public void Nothing_that_a_message_says_is_left_out(string message)
    {
        object sample = Changes.Sample(Types[message]);

        var left = Changes.Of(sample).Where(change => Of(change.Changed!) == Of(sample)).Select(change => change.Where);

        Assert.Empty(left);
    }

    // Expect a letter to be told apart by its sender, its number and all that its content says.
    [Fact]
    public void Nothing_that_a_letter_says_is_left_out()
    {
        var letter = new Letter(ActorAddress.Node(0), 1, new NodeMessages.HelpersGranted(1));

        Assert.Equal(4, new[]
        {
            letter, letter with { From = ActorAddress.Node(1) }, letter with { Number = 2 }, letter with { Content = new NodeMessages.HelpersGranted(2) },
        }.Select(Of).Distinct().Count());
    }

    // Expect a number that is switched off to leave no mark, so that boots without interrupts keep their digests.
    [Fact]
    public void What_is_switched_off_leaves_no_mark()
    {
        var without = default(Fingerprint);
        without.Add(7);
        var with = without;
        with.AddUnlessZero(0);
        Assert.Equal(without.Value, with.Value);

        with.AddUnlessZero(1);
        Assert.NotEqual(without.Value, with.Value);
    }

    // Expect the changes to reach what lies deep inside, and what may be absent.
    [Theory]
    [InlineData(".Snapshot.Zones[0].PageListCounts.Value")]
    [InlineData(".Snapshot.Layout.Zones[0].Span.End")]
    [InlineData(".Report")]
    [InlineData(".Report.Failures[0].Label")]
    public void The_changes_go_all_the_way_down(string where) =>
        Assert.Contains(where, Changes.Of(Changes.Sample(typeof(SupervisorMessages.NodeReported))).Select(change => change.Where), StringComparer.Ordinal);

    private static ulong Of(object message)
    {
        var fingerprint = default(Fingerprint);
        ((IBootMessage)message).AddTo(ref fingerprint);
        return fingerprint.Value;
    }
}
