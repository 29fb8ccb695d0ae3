using System.Text.Json;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot run --order</c> as a black box.</summary>
public sealed class RunOrderTests
{
    // Expect the order in the first line, neither seed nor digest nor times, and the same memory as in virtual time.
    [Fact]
    public void A_free_boot_says_so_and_tells_no_time()
    {
        var free = Command.Run("run", "tiny", "--order", "free");
        var timed = Command.Run("run", "tiny", "--order", "time");

        Assert.Equal(("", 0), (free.Error, free.ExitCode));
        string[] lines = free.Output.Split('\n');
        Assert.EndsWith("policy single-writer   order free", lines[0], StringComparison.Ordinal);
        Assert.Matches("^  every invariant held over [0-9]+ deliveries$", lines[^2]);
        Assert.DoesNotContain(" ms", free.Output, StringComparison.Ordinal);
        Assert.Equal(Table(timed.Output)[0], Table(free.Output)[0]);
        Assert.Equal(Command.Run("run", "tiny").Output, timed.Output);
    }

    // The usual machine grows in any order: its nodes begin with less than is asked for before late init.
    // Expect the JSON to leave out whatever is a time or a digest, and nothing else.
    [Fact]
    public void The_json_of_a_free_boot_has_no_times()
    {
        using var free = JsonDocument.Parse(Command.Run("run", "--order", "free", "--json", "-").Output);
        using var timed = JsonDocument.Parse(Command.Run("run", "--json", "-").Output);

        Assert.Equal("free", free.RootElement.GetProperty("order").GetString());
        Assert.Equal("time", timed.RootElement.GetProperty("order").GetString());
        Assert.Equal(
            "atNs costs digest endNs lateNs startNs virtualNs",
            string.Join(' ', Names(timed.RootElement).Except(Names(free.RootElement), StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    // Expect a boot that fails to print the command with the order in which it failed.
    [Fact]
    public void A_free_boot_that_fails_says_how_to_see_it_again()
    {
        var result = Command.Run("run", Path.Combine(Fixtures.Root, "examples", "field-case.json"), "--policy", "static-reserve", "--order", "free");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no-needless-failure is broken", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("--policy static-reserve --order free\n", result.Error, StringComparison.Ordinal);
    }

    // Expect a seed to be refused where it would have no part, and the names of orders in letters of any case.
    [Fact]
    public void A_free_order_has_no_seed() =>
        Assert.Equal(
            new CommandResult(2, "", "numaboot: --seed: expected --order time beside it, since no seed decides a free order, found --order free\n"),
            Command.Run("run", "tiny", "--order", "Free", "--seed", "5"));

    // Expect an order that there is not to be refused with those that there are.
    [Theory]
    [InlineData("random", "random")]
    [InlineData("", "nothing")]
    public void Another_order_is_refused(string order, string found)
    {
        var result = Command.Run("run", "tiny", "--order", order);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--order", result.Error, StringComparison.Ordinal);
        Assert.Contains("time, free", result.Error, StringComparison.Ordinal);
        Assert.Contains(found, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    private static List<string> Table(string output) => [.. output.Split('\n').SkipWhile(line => !line.StartsWith("  node ", StringComparison.Ordinal))];

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)).Distinct(StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names).Distinct(StringComparer.Ordinal),
        _ => [],
    };
}
