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

    // Expect exit code 1, the reason with its pages, and the command that shows it again; nothing of it in the JSON's way.
    [Fact]
    public void A_machine_that_does_not_boot_says_why_and_how_to_see_it_again()
    {
        var result = Command.Run("run", Path.Combine(Fixtures.Root, "examples", "field-case.json"), "--policy", "static-reserve", "--json", "-");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("failed", json.RootElement.GetProperty("outcome").GetString());
        Assert.StartsWith("trace buffer of cpu ", json.RootElement.GetProperty("failure").GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("reproduce: numaboot run ", result.Error, StringComparison.Ordinal);
    }

    // Expect the command that shows a failure again to name every workload, in their order.
    [Fact]
    public void A_boot_of_several_workloads_is_reproduced_with_all_of_them()
    {
        using var here = new Workplace();
        here.Write("a", """{"schema":"numaboot/workload/1","programs":[]}""");
        here.Write("b", """{"schema":"numaboot/workload/1","programs":[{"cpus":"0","items":[{"phase":"running","do":"allocate","count":4096}]}]}""");
        string[] files = [Path.Combine(here.Folder, "a"), Path.Combine(here.Folder, "b")];

        var result = Command.Run("run", "tiny", "--workload", files[0], "--workload", files[1]);

        Assert.Equal((1, $"reproduce: numaboot run tiny --policy single-writer --seed 1 --workload {files[0]} --workload {files[1]}"), (result.ExitCode, result.Error.TrimEnd()));
    }

    // Expect 38.4 GB in buffers of 100 MB on each of 384 CPUs, 48 on each of 8 nodes, all of it on the CPU's own node.
    [Fact]
    public void The_machine_that_the_reserve_cannot_boot_grows_until_it_boots()
    {
        var result = Command.Run("run", Path.Combine(Fixtures.Root, "examples", "field-case.json"), "--json", "-");

        using var json = JsonDocument.Parse(result.Output);
        var allocations = json.RootElement.GetProperty("allocations");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("booted", json.RootElement.GetProperty("outcome").GetString());
        Assert.InRange(allocations.GetProperty("pages").GetInt64() * 4096, 38_400_000_000, 48_000_000_000);
        Assert.Equal((0L, 0L), (allocations.GetProperty("remote").GetInt64(), allocations.GetProperty("failed").GetInt64()));
        Assert.Equal(8, json.RootElement.GetProperty("growths").EnumerateArray().Select(growth => growth.GetProperty("nid").GetInt32()).Distinct().Count());
    }

    // Expect the kernel's files and the snapshots beside the summary.
    [Fact]
    public void Results_are_written_where_they_are_asked_for()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var result = Command.Run("run", "two-socket", "--proc", Path.Combine(folder, "proc"), "--snapshots", Path.Combine(folder, "s.jsonl"), "--json", Path.Combine(folder, "r.json"));

            Assert.Equal(0, result.ExitCode);
            Assert.StartsWith("numaboot  two-socket: 2 nodes, 16 CPUs, 32.0 GiB", result.Output, StringComparison.Ordinal);
            Assert.StartsWith("Node 0, zone      DMA\n  pages free ", File.ReadAllText(Path.Combine(folder, "proc", "zoneinfo")), StringComparison.Ordinal);
            Assert.Equal(4, File.ReadAllLines(Path.Combine(folder, "proc", "buddyinfo")).Length);
            Assert.Contains("node 1 deferred pages initialised in ", File.ReadAllText(Path.Combine(folder, "proc", "dmesg.txt")), StringComparison.Ordinal);
            Assert.Equal(7, File.ReadAllLines(Path.Combine(folder, "s.jsonl")).Length);
            Assert.Contains("\"outcome\": \"booted\"", File.ReadAllText(Path.Combine(folder, "r.json")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Expect what was found so far and exit code 130 from a boot of 65,536 CPUs that is stopped when it is seen under way.
    [Fact]
    public async Task An_interrupt_tells_what_was_found_so_far()
    {
        var result = await Terminal.InterruptAtAsync(" deliveries, ", "run sockets-1024");

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("numaboot  sockets-1024: 1,024 nodes", result.Output, StringComparison.Ordinal);
        Assert.Contains("  interrupted ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("numaboot: interrupted", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    // Expect exit code 130 at once, and no half of a result, while the command waits for input that never ends.
    [Theory]
    [InlineData("machine")]
    [InlineData("run")]
    public async Task An_interrupt_while_reading_ends_the_command(string command) =>
        Assert.Equal(new CommandResult(130, "", "numaboot: interrupted\n"), await EndlessInput.InterruptAsync(command));

    // Expect one line on standard error, nothing on standard output, and exit code 2.
    [Theory]
    [InlineData("run", "no-such-machine")]
    [InlineData("run", "tiny", "--policy", "v9")]
    [InlineData("run", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData("run", "--qemu", "-m nonsense")]
    [InlineData("machine", "/dev/null")]
    [InlineData("run", "tiny", "--qemu", "-m 1G")]
    [InlineData("run", "tiny", "--json", "/no/such/folder/x.json")]
    [InlineData("run", "tiny", "--snapshots", "/")]
    [InlineData("run", "tiny", "--seed", "many")]
    [InlineData("run", "tiny", "--workload", "/no/such/file")]
    [InlineData("run", "tiny", "--workload", "/dev/null")]
    [InlineData("run", "tiny", "--workload")]
    public void Bad_input_gets_one_line_and_exit_code_2(params string[] arguments)
    {
        var result = Command.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("numaboot: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    // Expect a mistyped option to be named, whatever stands around it, and not to be taken for the machine.
    [Theory]
    [InlineData("--polcy", "run", "--polcy=v6.1")]
    [InlineData("--foo", "run", "--foo")]
    [InlineData("--foo", "machine", "--foo", "tiny")]
    [InlineData("--foo", "run", "tiny", "--foo", "3")]
    [InlineData("-x", "run", "-x", "--policy", "v6.1")]
    public void A_mistyped_option_is_named(string option, params string[] arguments) =>
        Assert.Equal(new CommandResult(2, "", $"numaboot: unrecognised option {option}; numaboot --help tells more\n"), Command.Run(arguments));

    // Expect a single dash to be the machine that comes by standard input.
    [Fact]
    public async Task A_machine_may_come_by_standard_input()
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "numaboot.dll");
        var result = await Shell($"dotnet '{tool}' machine two-socket | dotnet '{tool}' run -; echo '-m x' | dotnet '{tool}' machine -");

        Assert.StartsWith("numaboot  two-socket: 2 nodes, 16 CPUs, 32.0 GiB", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("numaboot: stdin:1: expected ", result.Error, StringComparison.Ordinal);
    }

    // Expect one line and exit code 2 where nothing can be written, help included.
    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("run tiny")]
    [InlineData("machine tiny")]
    public async Task An_output_that_takes_nothing_is_a_line(string arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "numaboot.dll");
        var result = await Shell($"dotnet '{tool}' {arguments} > /dev/full");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("numaboot: ", Assert.Single(result.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    // Expect notes on standard error, and none of them in the way of JSON.
    [Fact]
    public void What_was_guessed_or_passed_over_is_noted()
    {
        var result = Command.Run("run", "tiny", "--cmdline", "nr_cpus=2 trace_buf_size=1M", "--json", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            "note: nr_cpus= is not simulated\nnote: trace_buf_size= costs nothing: tracing is off without trace_event= or ftrace=\n", result.Error);
        JsonDocument.Parse(result.Output).Dispose();
    }

    // Expect machines that cannot hold the kernel image to be refused, and what is wrong to be named.
    [Theory]
    [InlineData("numaboot: qemu: expected memory that holds the kernel image, which ends at 69700K, found memory up to 32640K\n", "--qemu", "-m 32M")]
    [InlineData("numaboot: --policy: expected eager, ", "--policy", "")]
    [InlineData("numaboot: --qemu:1: expected -smp with numbers that multiply to its CPUs, found \"0\"\n", "--qemu", "-m 4G -smp 0")]
    [InlineData("numaboot: --qemu:1: expected a size up to 4P such as 4G or 512M, found \"99999T\"\n", "--qemu", "-m 99999T")]
    public void What_is_wrong_is_named(string message, params string[] options)
    {
        var result = Command.Run(["run", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("found \n", result.Error, StringComparison.Ordinal);
    }

    // Expect help, not a complaint, from the bare command, and each command's help to end with an example.
    [Fact]
    public void Help_is_there_without_asking_and_ends_with_an_example()
    {
        Assert.Contains("numaboot [command] [options]", Command.Run().Output, StringComparison.Ordinal);
        Assert.StartsWith("Example: numaboot run ", LastLine(Command.Run("run", "--help")), StringComparison.Ordinal);
        Assert.StartsWith("Example: numaboot machine ", LastLine(Command.Run("machine", "-h")), StringComparison.Ordinal);
    }

    // Expect a parameter of --cmdline to cost what it costs also on a machine that brings its own workload along.
    [Fact]
    public void A_command_line_adds_to_the_work_of_a_machine()
    {
        using var alone = JsonDocument.Parse(Command.Run("run", "two-socket", "--json", "-").Output);
        using var traced = JsonDocument.Parse(Command.Run("run", "two-socket", "--cmdline", "trace_event=x trace_buf_size=8M", "--json", "-").Output);

        long more = Pages(traced) - Pages(alone);

        // 2,056 pages for 8 MiB and one for the reader, and 33 of descriptors, on each of 16 CPUs.
        Assert.InRange(more, 16 * 2089, (16 * 2091) + 4096);
    }

    private static Task<CommandResult> Shell(string line) =>
        Command.RunAsync("bash", ["-c", line], Environment.CurrentDirectory, TimeSpan.FromMinutes(2));

    private static long Pages(JsonDocument run) => run.RootElement.GetProperty("allocations").GetProperty("pages").GetInt64();

    private static string LastLine(CommandResult result) => result.Output.TrimEnd().Split('\n')[^1];

    private static string Digest(CommandResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("digest").GetString()!;
}
