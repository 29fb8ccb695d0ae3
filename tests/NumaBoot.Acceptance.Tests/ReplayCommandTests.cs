using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot replay</c> as a user sees it.</summary>
public sealed partial class ReplayCommandTests(ReplayCommandTests.Found found) : IClassFixture<ReplayCommandTests.Found>
{
    // Expect the same invariant, the story as it was told, the digest of the file, and exit code 1, since it breaks again.
    [Fact]
    public void A_recorded_order_is_delivered_again_to_the_byte()
    {
        var first = found.Here.Run("replay", Found.File);
        var second = found.Here.Run("replay", Found.File);

        Assert.Equal(("", 1), (first.Error, first.ExitCode));
        Assert.Equal(first, second);
        Assert.StartsWith("numaboot  tiny, smaller: 1 node, 2 CPUs, ", first.Output, StringComparison.Ordinal);
        Assert.Contains(Digest(found.Text), first.Output, StringComparison.Ordinal);
        Assert.All(Deliveries(found.Explored.Output), line => Assert.Contains(line, first.Output, StringComparison.Ordinal));
    }

    // Expect the documented fields, the digest of the file, and the delivery in which it broke.
    [Fact]
    public void Json_to_standard_output_is_all_that_is_there()
    {
        var result = found.Here.Run("replay", Found.File, "--json", "-", "--mermaid", "m.mmd");

        using var json = JsonDocument.Parse(result.Output);
        using var file = JsonDocument.Parse(found.Text);
        var violation = json.RootElement.GetProperty("violations").EnumerateArray().Single(one => one.GetProperty("recorded").GetBoolean());
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("numaboot/replayed/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(file.RootElement.GetProperty("digest").GetString(), json.RootElement.GetProperty("digest").GetString());
        Assert.Equal(file.RootElement.GetProperty("deliveries").GetInt64(), json.RootElement.GetProperty("deliveries").GetInt64());
        Assert.Equal(file.RootElement.GetProperty("invariant").GetString(), violation.GetProperty("invariant").GetString());
        Assert.Equal(file.RootElement.GetProperty("at").GetInt64(), violation.GetProperty("deliveries").GetInt64());
        Assert.StartsWith("sequenceDiagram\n", found.Here.Read("m.mmd"), StringComparison.Ordinal);
    }

    // Expect the story with --all to begin where the boot does.
    [Fact]
    public void All_tells_every_delivery()
    {
        var some = Deliveries(found.Here.Run("replay", Found.File).Output);
        var all = Deliveries(found.Here.Run("replay", Found.File, "--all").Output);

        Assert.InRange(some.Count, 1, all.Count - 1);
        Assert.Contains("switches the machine on", all[0], StringComparison.Ordinal);
        Assert.DoesNotContain(some, line => line.Contains("switches the machine on", StringComparison.Ordinal));
    }

    // Expect a file that comes by standard input to be delivered as well.
    [Fact]
    public void A_recording_may_come_by_standard_input()
    {
        var result = found.Here.Shell($"cat {Found.File} | numaboot replay -");

        Assert.Equal(found.Here.Run("replay", Found.File), result);
    }

    // Expect one line that says what is wrong, and exit code 2: another version, damaged text, another order, another digest.
    [Theory]
    [InlineData("numaboot/replay/1", "numaboot/replay/2", ":2: expected a replay file of version 1, found version 2, which another numaboot wrote")]
    [InlineData("\"program\": \"0.1.0\"", "\"program\": \"0.2.0\"", ":3: expected a recording of numaboot 0.1.0, which this is, found one of numaboot 0.2.0: find the order anew with explore")]
    [InlineData("\"deviations\": [", "\"deviations\": ", ":14: expected a list, found \"")]
    [InlineData("\"seed\": 1", "\"seed\": 2", ": expected the checksum ")]
    [InlineData("\"digest\": \"", "\"digest\": \"0\", \"x\": \"", ": expected numaboot/replay/1, found an unknown property at $.x")]
    public void What_does_not_fit_is_refused(string right, string wrong, string message)
    {
        Assert.Contains(right, found.Text, StringComparison.Ordinal);
        AssertRefused(found.Text.Replace(right, wrong, StringComparison.Ordinal), message);
    }

    // Expect a delivery that is not there to be told, where the file is sound in itself.
    [Fact]
    public void Another_order_is_told() => AssertRefused(
        Sound(found.Text.Replace("lane/node-0/cpu-0 messages", "lane/node-0/cpu-9 messages", StringComparison.Ordinal)),
        "lane/node-0/cpu-9 messages #1, which is not pending there");

    // Expect the digest that was recorded and the one that came.
    [Fact]
    public void Another_digest_is_told()
    {
        string digest = Digest(found.Text);

        AssertRefused(Sound(found.Text.Replace(digest, "00000000000000ff", StringComparison.Ordinal)), "with digest 00000000000000ff, found ", $" with {digest}");
    }

    // Expect what is no file, and no argument, to be one line.
    [Theory]
    [InlineData("no-such-file.json: expected a file, found none of that name", "no-such-file.json")]
    [InlineData(".: expected a file, found a folder", ".")]
    [InlineData("Required argument 'FILE' missing for command: 'replay'")]
    [InlineData("unrecognised option --fast", "--fast", Found.File)]
    public void Wrong_usage_gets_one_line(string message, params string[] arguments)
    {
        var result = found.Here.Run(["replay", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"numaboot: {message}", Assert.Single(result.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    private void AssertRefused(string text, params string[] words)
    {
        const string file = "changed.json";
        found.Here.Write(file, text);

        var result = found.Here.Run("replay", file);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        string line = Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith($"numaboot: {file}", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }

    /// <summary>The text with the checksum that the command asks for.</summary>
    private string Sound(string text)
    {
        found.Here.Write("unsound.json", text);
        var asked = ChecksumLine().Match(found.Here.Run("replay", "unsound.json").Error);
        return text.Replace(asked.Groups["found"].Value, asked.Groups["sound"].Value, StringComparison.Ordinal);
    }

    private static string Digest(string text) => DigestLine().Match(text).Groups["digest"].Value;

    private static List<string> Deliveries(string output) => [.. output.Split('\n').Where(line => DeliveryLine().IsMatch(line))];

    [GeneratedRegex("\"digest\": \"(?<digest>[0-9a-f]{16})\"")]
    private static partial Regex DigestLine();

    [GeneratedRegex("the checksum (?<sound>[0-9a-f]{16}) .*, found \"(?<found>[0-9a-f]{16})\"")]
    private static partial Regex ChecksumLine();

    [GeneratedRegex("^[ >]* [0-9]+  ")]
    private static partial Regex DeliveryLine();

    /// <summary>A broken order that was found once for all tests.</summary>
    public sealed class Found : IDisposable
    {
        public const string File = "found.json";

        public Found()
        {
            Explored = Here.Run("explore", "tiny", "--policy", "v1", "--replay-file", File);
            Text = Here.Read(File);
        }

        internal Workplace Here { get; } = new();

        internal CommandResult Explored { get; }

        internal string Text { get; }

        public void Dispose() => Here.Dispose();
    }
}
