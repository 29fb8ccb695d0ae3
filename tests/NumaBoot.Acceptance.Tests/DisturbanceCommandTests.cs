using System.Text.Json;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>What <c>numaboot explore</c> says of interrupts and faults is what happened.</summary>
public sealed class DisturbanceCommandTests : IDisposable
{
    private const int Schedules = 30;
    private static readonly string[] Names = ["interrupts", "lost", "duplicated", "delayed", "crashed", "paused", "slowed"];

    private readonly Workplace _here = new();

    // Expect about as many as were asked for to happen, and the report, for people as for programs, to give the number that
    // can be seen in the same schedules, and none of any other kind.
    [Theory]
    [InlineData("--interrupts", "interrupts")]
    [InlineData("--lose", "lost")]
    [InlineData("--duplicate", "duplicated")]
    [InlineData("--delay", "delayed")]
    [InlineData("--crash", "crashed")]
    [InlineData("--pause", "paused")]
    [InlineData("--slow-node", "slowed")]
    public void What_was_asked_for_happens_and_is_counted(string option, string name)
    {
        long seen = DisturbedSearch.BySeed("tiny2", option, Schedules).Sum();
        Assert.InRange(seen, Schedules / 2, Schedules);

        AssertCounted(name, 1, seen, "explore", "tiny2", "--schedules", $"{Schedules}", option, "1");
    }

    // Expect a seed in which nothing comes of what was drawn, such as the loss of a letter that nobody writes or the crash of
    // a worker that is not needed, to count none.
    [Theory]
    [InlineData("tiny2", "--lose", "lost")]
    [InlineData("tiny2", "--duplicate", "duplicated")]
    [InlineData("tiny2", "--delay", "delayed")]
    [InlineData("tiny", "--crash", "crashed")]
    [InlineData("tiny2", "--pause", "paused")]
    [InlineData("tiny2", "--slow-node", "slowed")]
    public void What_does_not_happen_is_not_counted(string machine, string option, string name)
    {
        int seed = DisturbedSearch.BySeed(machine, option, 2 * Schedules).IndexOf(0) + 1;
        Assert.InRange(seed, 1, 2 * Schedules);

        AssertCounted(name, 1, 0, "explore", machine, "--seed", $"{seed}", "--schedules", "1", option, "1");
    }

    // Expect a machine that fails before its CPUs run, since it has no hundred sections, to be interrupted by nothing.
    [Fact]
    public void Where_no_cpu_runs_nothing_interrupts_it()
    {
        _here.Write("w.json", """
            {"schema":"numaboot/workload/1","programs":[{"cpus":"0","items":[
              {"phase":"earlyBoot","do":"allocate","order":3,"count":100,"node":0,"need":"required","label":"too much"}]}]}
            """);

        AssertCounted("interrupts", 5, 0, "explore", "tiny", "--workload", "w.json", "--schedules", "3", "--interrupts", "5");
    }

    // Expect the disturbances of one seed in order after order, each counted in each order in which it happens.
    [Theory]
    [InlineData("--interrupts", "interrupts")]
    [InlineData("--lose", "lost")]
    [InlineData("--duplicate", "duplicated")]
    [InlineData("--crash", "crashed")]
    public void Trying_every_order_counts_them_as_well(string option, string name)
    {
        long seen = DisturbedSearch.InEveryOrder("tiny2", option, 3, Schedules);
        Assert.InRange(seen, Schedules, 3 * Schedules);

        var root = AssertCounted(name, 3, seen, "explore", "tiny2", "--order", "exhaustive", "--schedules", $"{Schedules}", option, "3");

        // An actor that is restarted with its parent gets nothing: where a crash comes among what its children get is
        // tried, and told apart by no receiver.
        bool isToldApart = name != "crashed";
        Assert.Equal(Schedules, root.GetProperty("schedules").GetInt64());
        Assert.InRange(root.GetProperty("distinctOrders").GetInt64(), isToldApart ? Schedules : 2, Schedules);
    }

    public void Dispose() => _here.Dispose();

    private JsonElement AssertCounted(string name, int most, long happened, params string[] arguments)
    {
        var told = _here.Run(arguments);
        var json = _here.Run([.. arguments, "--json", "-"]);

        Assert.Equal(told.ExitCode, json.ExitCode);
        Assert.InRange(told.ExitCode, 0, 1);
        Assert.Equal(
            $"  {name,-12}{happened,12}   happened, up to {most} in a schedule",
            Assert.Single(told.Output.Split('\n'), line => line.Contains(" happened, ", StringComparison.Ordinal)));
        var root = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(
            string.Join(' ', Names.Select(other => $"{other} {(other == name ? happened : 0)}")),
            string.Join(' ', root.GetProperty("disturbances").EnumerateObject().Select(count => $"{count.Name} {count.Value}")));
        return root;
    }
}
