using System.Text.Json;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The same search writes the same bytes, in whatever process and on however many threads, with interrupts and crashes as well.</summary>
public sealed class SameBytesCommandTests
{
    // Expect four processes, two with one thread and two with two, to print the same and to write the same into every file
    // that they can write, down to the last byte.
    [Theory]
    [InlineData("tiny2", "v1", "random")]
    [InlineData("tiny", "v3", "priority")]
    public void What_a_search_writes_is_the_same_in_every_process(string machine, string policy, string order)
    {
        string[] arguments =
        [
            "explore", machine, "--policy", policy, "--order", order, "--schedules", "25", "--keep-going", "--interrupts", "2", "--crash", "2",
            "--json", "j.json", "--mermaid", "m.mmd", "--replay-file", "r.json", "--report", "p.html",
        ];

        var written = new[] { "1", "2", "1", "2" }.Select(threads => Written([.. arguments, "--threads", threads])).ToList();

        Assert.All(written, other => Assert.Equal(written[0], other));
    }

    // Expect the same of every order, tried one after the other.
    [Fact]
    public void Trying_every_order_writes_the_same_in_every_process()
    {
        string[] arguments =
        [
            "explore", "tiny", "--policy", "v1", "--order", "exhaustive", "--schedules", "200", "--keep-going", "--interrupts", "1", "--crash", "1",
            "--json", "j.json", "--mermaid", "m.mmd", "--replay-file", "r.json", "--report", "p.html",
        ];

        Assert.Equal(Written(arguments), Written(arguments));
    }

    /// <summary>All that it prints, and all that it writes into an empty folder; with something in each.</summary>
    private static string Written(string[] arguments)
    {
        using var here = new Workplace();
        var result = here.Run(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Superset(new HashSet<string>(["j.json", "m.mmd", "r.json", "p.html"], StringComparer.Ordinal), here.Files.ToHashSet(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(here.Read("j.json"));
        var disturbances = json.RootElement.GetProperty("disturbances");
        Assert.InRange(disturbances.GetProperty("interrupts").GetInt64(), 1, long.MaxValue);
        Assert.InRange(disturbances.GetProperty("crashed").GetInt64(), 1, long.MaxValue);
        return string.Join('\n', here.Files.Select(file => $"== {file}\n{here.Bytes(file)}").Prepend($"{result.Output}\n== error\n{result.Error}"));
    }
}
