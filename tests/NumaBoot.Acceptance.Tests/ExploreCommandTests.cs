using System.Text.Json;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot explore</c> as a user sees it.</summary>
public sealed class ExploreCommandTests : IDisposable
{
    private const string FailingFile = "tiny-v5.8-3.json";
    private static readonly string[] Failing = ["explore", "tiny", "--policy", "v5.8", "--order", "priority"];

    private readonly Workplace _here = new();

    // Expect two processes, and two threads, to print and to write the same bytes.
    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        using var there = new Workplace();
        string[] arguments = ["explore", "tiny", "--policy", "v1", "--schedules", "40", "--keep-going"];

        var first = _here.Run(arguments);
        var second = there.Run([.. arguments, "--threads", "2"]);

        Assert.Equal(1, first.ExitCode);
        Assert.Equal(first, second);
        Assert.Equal(_here.FileNames, there.FileNames);
        Assert.All(_here.Files, file => Assert.Equal(_here.Read(file), there.Read(file)));
        Assert.Equal(first, _here.Run(arguments));
    }

    // Expect a design that no order breaks to end with 0, to say what was tried, to leave no file and no word on standard error.
    [Fact]
    public void What_no_order_breaks_is_clean()
    {
        var result = _here.Run("explore", "tiny", "--schedules", "50");

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("numaboot  tiny: 1 node, 2 CPUs, 128 KiB                  policy single-writer   order random   seeds 1 to 50", lines[0]);
        Assert.StartsWith("  schedules             50   ", lines[1], StringComparison.Ordinal);
        Assert.Equal("  every invariant held in 50 schedules", lines[^1]);
        Assert.Empty(_here.Files);
    }

    // Expect exit code 1, the story with the command that replays it, and a command that fails in the same way as printed.
    [Fact]
    public void A_broken_order_is_told_written_and_found_again()
    {
        var first = _here.Run(Failing);

        string[] lines = first.Output.TrimEnd('\n').Split('\n');
        string command = first.Error["reproduce: ".Length..].TrimEnd();
        var again = _here.Shell(command);
        Assert.Equal(1, first.ExitCode);
        Assert.Equal(FailingFile, _here.FileNames);
        Assert.StartsWith("reproduce: numaboot explore tiny --policy v5.8 --seed ", first.Error, StringComparison.Ordinal);
        Assert.Contains($"    replay: numaboot replay {FailingFile}\n", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("  1 invariant broken, not claimed by this policy, in ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(Story(first), Story(again));
        Assert.Equal(first.Error, again.Error);
    }

    // Expect the documented fields, the replay file among them, and nothing else on standard output.
    [Fact]
    public void Json_to_standard_output_is_all_that_is_there()
    {
        var result = _here.Run("explore", "tiny", "--policy", "v1", "--json", "-");

        using var json = JsonDocument.Parse(result.Output);
        var root = json.RootElement;
        var violation = Assert.Single(root.GetProperty("violations").EnumerateArray());
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("numaboot/explore/1", root.GetProperty("schema").GetString());
        Assert.Equal(root.GetProperty("schedules").GetInt64(), violation.GetProperty("seed").GetInt64());
        Assert.InRange(root.GetProperty("distinctOrders").GetInt64(), 1, root.GetProperty("schedules").GetInt64());
        Assert.InRange(root.GetProperty("coverage").GetProperty("seen").GetInt64(), 1, root.GetProperty("coverage").GetProperty("defined").GetInt64());
        Assert.InRange(violation.GetProperty("shrunkDeliveries").GetInt64(), 1, violation.GetProperty("deliveries").GetInt64());
        Assert.Equal("tiny-v1-1.json", violation.GetProperty("replayFile").GetString());
        Assert.StartsWith("page-initialised-once is broken: ", violation.GetProperty("story")[0].GetString(), StringComparison.Ordinal);
        Assert.False(violation.GetProperty("claimed").GetBoolean());
        Assert.Equal("tiny-v1-1.json", _here.FileNames);
    }

    // Expect several invariants, each once, each with a file of its own, and the command to find them all again.
    [Fact]
    public void Keep_going_reports_each_invariant_once()
    {
        var result = _here.Run("explore", "tiny", "--policy", "v1", "--schedules", "40", "--keep-going", "--json", "-");

        var violations = Violations(result);
        string[] names = [.. violations.Select(violation => violation.GetProperty("invariant").GetString()!)];
        Assert.InRange(names.Length, 3, 17);
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(_here.FileNames, string.Join(' ', violations.Select(violation => violation.GetProperty("replayFile").GetString()).Order(StringComparer.Ordinal)));
        var again = _here.Shell($"{result.Error["reproduce: ".Length..].TrimEnd()} --json -");
        Assert.Equal(string.Join(' ', names), string.Join(' ', Violations(again).Select(violation => violation.GetProperty("invariant").GetString())));
    }

    // Expect what is sound under every order that Akka allows to fail where even that is given up.
    [Fact]
    public void Break_fifo_shows_what_fifo_forbids()
    {
        var with = _here.Run("explore", "tiny", "--schedules", "30");
        var without = _here.Run("explore", "tiny", "--schedules", "30", "--break-fifo");

        Assert.Equal((0, 1), (with.ExitCode, without.ExitCode));
        Assert.Contains("FIFO broken", without.Output, StringComparison.Ordinal);
        Assert.Contains(" --break-fifo", without.Error, StringComparison.Ordinal);
        Assert.Equal(1, _here.Run("replay", _here.Files.Single()).ExitCode);
    }

    // Expect a file of that name that holds something else to stay as it is, the recording to get the next name, and the
    // same recording to need no third.
    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        _here.Write(FailingFile, "mine");

        var first = _here.Run(Failing);
        var second = _here.Run(Failing);

        Assert.Equal("mine", _here.Read(FailingFile));
        Assert.Equal($"tiny-v5.8-3-2.json {FailingFile}", _here.FileNames);
        Assert.Contains("replay: numaboot replay tiny-v5.8-3-2.json\n", first.Output, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }

    // Expect files that are named to be written where they are named, one for each broken invariant.
    [Fact]
    public void Files_are_written_where_they_are_asked_for()
    {
        _here.Write("r.json", "old");

        var result = _here.Run(
            "explore", "tiny", "--policy", "v1", "--schedules", "40", "--keep-going", "--replay-file", "r.json", "--mermaid", "m.mmd", "--json", "j.json");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("{\n  \"schema\": \"numaboot/replay/1\"", _here.Read("r.json"), StringComparison.Ordinal);
        Assert.StartsWith("sequenceDiagram\n", _here.Read("m.mmd"), StringComparison.Ordinal);
        Assert.Contains("    replay: numaboot replay r.json\n", result.Output, StringComparison.Ordinal);
        Assert.All(
            Violations(new CommandResult(0, _here.Read("j.json"), "")).Skip(1),
            violation => Assert.Contains($"r-{violation.GetProperty("invariant").GetString()}.json", _here.FileNames, StringComparison.Ordinal));
    }

    // Expect the result to be told where the current folder takes no file, with a note.
    [Fact]
    public void Where_no_file_can_be_written_the_order_is_still_told()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "numaboot.dll");
        var result = _here.Shell($"cd /proc && dotnet '{tool}' {string.Join(' ', Failing)} --json -");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(JsonValueKind.Null, Violations(result)[0].GetProperty("replayFile").ValueKind);
        Assert.StartsWith("note: no replay file is written: the folder /proc cannot be written\n", result.Error, StringComparison.Ordinal);
    }

    // Expect a file that the user named and that takes nothing to be an error, after the report and the way to find it again.
    [Fact]
    public void A_named_file_that_takes_nothing_is_an_error_but_the_order_is_told()
    {
        var result = _here.Run([.. Failing, "--replay-file", "/dev/full", "--mermaid", "m.mmd"]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("  1 invariant broken, ", result.Output.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("replay: ", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("reproduce: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nnumaboot: --replay-file: expected a file that can be written, found /dev/full: no space left on device\n", result.Error, StringComparison.Ordinal);
        Assert.Equal("m.mmd", _here.FileNames);
    }

    // Expect the recording to go where no other result goes, so that the command that replays it does.
    [Fact]
    public void A_recording_keeps_clear_of_the_other_results()
    {
        var result = _here.Run([.. Failing, "--json", FailingFile]);

        Assert.Contains("replay: numaboot replay tiny-v5.8-3-2.json\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("numaboot/replay/1", _here.Read("tiny-v5.8-3-2.json"), StringComparison.Ordinal);
        Assert.Contains("numaboot/explore/1", _here.Read(FailingFile), StringComparison.Ordinal);
    }

    // Expect every order of a limit to be counted, and the limit not to be taken for the end.
    [Fact]
    public void Exhaustive_says_whether_there_are_more()
    {
        using var json = JsonDocument.Parse(_here.Run("explore", "tiny", "--order", "exhaustive", "--schedules", "100", "--json", "-").Output);

        Assert.Equal((100, 100), (json.RootElement.GetProperty("schedules").GetInt64(), json.RootElement.GetProperty("distinctOrders").GetInt64()));
        Assert.False(json.RootElement.GetProperty("exhausted").GetBoolean());
    }

    // Expect a machine of a file, parameters and a workload to be explored as they are run.
    [Fact]
    public void It_takes_what_run_takes()
    {
        var result = _here.Shell("numaboot machine two-socket > m.json; numaboot explore m.json --cmdline kernelcore=4G --schedules 1");

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.StartsWith("numaboot  two-socket: 2 nodes, 16 CPUs, 32.0 GiB ", result.Output, StringComparison.Ordinal);
    }

    // Expect what was found so far and exit code 130 when a person who watches has seen enough.
    [Fact]
    public async Task An_interrupt_tells_what_was_found_so_far()
    {
        var result = await Terminal.InterruptAtAsync(" orders, coverage ", "explore tiny --schedules 100000000");

        Assert.Equal(130, result.ExitCode);
        Assert.Contains(" schedules, ", result.Output, StringComparison.Ordinal);
        Assert.Contains(" a second, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("  interrupted after ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("numaboot: interrupted", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    // Expect one line on standard error that names the option, and exit code 2.
    [Theory]
    [InlineData("--order: expected time, random, priority, exhaustive, found tidy", "--order", "tidy")]
    [InlineData("--order: expected time, random, priority, exhaustive, found nothing", "--order", "")]
    [InlineData("--schedules: expected a number from 1 to 1000000000000, found 0", "--schedules", "0")]
    [InlineData("--seed: expected a number from -9223372036854775808 to 9223372036854775804, so that each of 3 schedules has its own, found 9223372036854775807", "--seed", "9223372036854775807", "--schedules", "3")]
    [InlineData("--threads: expected a number from 1 to 1024, found 0", "--threads", "0")]
    [InlineData("--threads: expected 1 where every order is tried: each follows from the one before, found 2", "--threads", "2", "--order", "exhaustive")]
    [InlineData("--depth: expected --order priority beside it, found --order random", "--depth", "3", "--order", "Random")]
    [InlineData("--depth: expected a number from 1 to 1000, found 0", "--depth", "0", "--order", "priority")]
    [InlineData("--interrupts: expected a number from 0 to 1000, found -1", "--interrupts", "-1")]
    [InlineData("--delay: expected an order with seeds: exhaustive moves every delivery as far as it can go anyway, found 2", "--delay", "2", "--order", "exhaustive", "--schedules", "1")]
    [InlineData("--slow-node: expected an order with seeds: exhaustive moves every delivery as far as it can go anyway, found 3", "--slow-node", "3", "--order", "exhaustive", "--schedules", "1")]
    [InlineData("--pause: expected an order with seeds: exhaustive moves every delivery as far as it can go anyway, found 1", "--pause", "1", "--order", "exhaustive")]
    [InlineData("--replay-file: expected a file, found -", "--replay-file", "-")]
    [InlineData("--mermaid: expected another file than that of --json, found -", "--mermaid", "-", "--json", "-")]
    [InlineData("--json: expected a file in a folder that exists, found /no/such/x", "--json", "/no/such/x")]
    [InlineData("--report: expected a file in a folder that exists, found /no/such/x", "--report", "/no/such/x")]
    [InlineData("--report: expected another file than that of --json, found -", "--report", "-", "--json", "-")]
    [InlineData("--policy: expected eager, static-reserve, v1, v3, v4.17, v5.8, v6.1, single-writer; of the museum (docs/museum.md): v1-stale-ticket, ", "--policy", "v9")]
    [InlineData("Cannot parse argument 'many' for option '--schedules': a whole number is expected, from -9223372036854775808 to 9223372036854775807", "--schedules", "many")]
    [InlineData("unrecognised option --shrink", "--shrink")]
    public void Wrong_usage_gets_one_line(string message, params string[] options)
    {
        var result = _here.Run(["explore", "tiny", .. options]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"numaboot: {message}", Assert.Single(result.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    // Expect help that ends with an example, and that lists every policy and machine, as the complaints do.
    [Fact]
    public void Help_lists_what_is_taken_and_ends_with_an_example()
    {
        string help = _here.Run("explore", "--help").Output;

        Assert.StartsWith("Example: numaboot explore ", help.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        string policies = _here.Run("run", "tiny", "--policy", "v9").Error.Split(": expected ")[1].Split(", found ")[0];
        string machines = _here.Run("run", "tinny").Error.Split("one of ")[1].Split(", found ")[0];
        Assert.Contains($"how memory is initialised: {policies} [default", help, StringComparison.Ordinal);
        Assert.Contains(machines, help, StringComparison.Ordinal);
        Assert.Contains("v5.2-endless-growth", policies, StringComparison.Ordinal);
        Assert.Contains("tiny-full", machines, StringComparison.Ordinal);
        Assert.Contains("exhaustive: 1 only", help, StringComparison.Ordinal);
    }

    public void Dispose() => _here.Dispose();

    // From what broke to the verdict, in which there is another number of schedules.
    private static string Story(CommandResult result)
    {
        int begin = result.Output.IndexOf(" is broken: ", StringComparison.Ordinal);
        return result.Output[begin..result.Output.IndexOf("    replay: ", StringComparison.Ordinal)];
    }

    private static JsonElement[] Violations(CommandResult result) =>
        [.. JsonDocument.Parse(result.Output).RootElement.GetProperty("violations").EnumerateArray()];
}
