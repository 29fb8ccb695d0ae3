using System.Text.Json;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot run</c> as a black box.</summary>
public sealed class RunCommandTests
{
    // Expect the machine that ships inside to boot, grow and keep every invariant.
    [Fact]
    public void Run_without_a_machine_boots_the_real_one_that_ships_inside()
    {
        var result = Command.Run("run");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("n4-tracebuf: 4 nodes, 8 CPUs, 8.0 GiB", result.Output, StringComparison.Ordinal);
        Assert.Contains("grew 7 times on 4 nodes", result.Output, StringComparison.Ordinal);
        Assert.Contains("every invariant held", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    // Expect two processes to print the same bytes, and another seed to have another digest.
    [Fact]
    public void The_same_input_gives_the_same_bytes_in_every_process()
    {
        var first = Command.Run("run", "two-socket", "--json", "-");
        var second = Command.Run("run", "two-socket", "--json", "-");
        var other = Command.Run("run", "two-socket", "--json", "-", "--seed", "2");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(Digest(first), Digest(other), StringComparer.Ordinal);
    }

    // Expect the documented fields, the outcome and each growth of the recorded boot.
    [Fact]
    public void Json_to_standard_output_is_all_that_is_there()
    {
        var result = Command.Run("run", Fixtures.Boot("n4-tracebuf"), "--policy", "v6.1", "--json", "-");

        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        Assert.Equal("numaboot/run/1", root.GetProperty("schema").GetString());
        Assert.Equal("v6.1", root.GetProperty("policy").GetString());
        Assert.Equal("booted", root.GetProperty("outcome").GetString());
        Assert.Equal(7, root.GetProperty("growths").GetArrayLength());
        Assert.Empty(root.GetProperty("violations").EnumerateArray());
        Assert.Equal(root.GetProperty("allocations").GetProperty("requested").GetInt64(), root.GetProperty("allocations").GetProperty("served").GetInt64());
    }

    // Expect one line on standard error, nothing on standard output, and exit code 2.
    [Theory]
    [InlineData("run", "no-such-machine")]
    [InlineData("run", "tiny", "--policy", "v9")]
    [InlineData("run", "--no-such-option")]
    [InlineData("run", "--qemu", "-m nonsense")]
    [InlineData("machine", "/dev/null")]
    public void Bad_input_gets_one_line_and_exit_code_2(params string[] arguments)
    {
        var result = Command.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("numaboot: ", result.Error, StringComparison.Ordinal);
    }

    private static string Digest(CommandResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("digest").GetString()!;
}
