using System.Text.Json;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>Machines that are read from a running Linux, from a copy of its files, and from hwloc, as a user gives them.</summary>
public sealed class MachineKindsTests
{
    private const string TwoPackages = "pack:2 [numa(memory=64GB)] core:4 pu:2";

    private static string HwlocXml => Path.Combine(Fixtures.Root, "tests", "fixtures", "hwloc", "two-packages.xml");

    // Expect the machine that the test runs on to boot, and what was assumed of it to be told.
    [Fact]
    public void This_machine_boots()
    {
        var result = Command.Run("run", "this");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("numaboot  this: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("every invariant held", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: reservations are those of a typical kernel", result.Error, StringComparison.Ordinal);
    }

    // Expect what was understood of this machine to boot as that machine does.
    [Fact]
    public void This_machine_is_printed_and_boots_from_what_was_printed()
    {
        using var place = new Workplace();
        string file = Path.Combine(place.Folder, "this.json");
        var printed = Command.Run("machine", "this");
        File.WriteAllText(file, printed.Output);

        Assert.Equal(0, printed.ExitCode);
        Assert.Equal(Command.Run("run", "this").Output, Command.Run("run", file).Output);
    }

    // Expect a file that is called as the running machine to be itself, by its path only.
    [Fact]
    public void A_file_of_the_name_this_goes_by_its_path()
    {
        using var place = new Workplace();
        string file = Path.Combine(place.Folder, "this");
        File.WriteAllText(file, TwoPackages);

        Assert.Contains("\"cpus\":\"8-15\"", Command.Run("machine", file).Output, StringComparison.Ordinal);
    }

    // Expect copied files of nodes and of /proc below one folder to be that machine, and what they lack to be told.
    [Fact]
    public void A_copy_of_a_systems_files_is_that_system()
    {
        using var place = new Workplace();
        foreach (string path in Directory.EnumerateFiles(Fixtures.Boot("n4-dist"), "node-node*.txt"))
        {
            string[] words = Path.GetFileNameWithoutExtension(path).Split('-');
            Copy(path, Path.Combine(place.Folder, "sys", "devices", "system", "node", words[1], words[2]));
        }

        Copy(Path.Combine(Fixtures.Boot("n4-dist"), "zoneinfo.txt"), Path.Combine(place.Folder, "proc", "zoneinfo"));
        var result = Command.Run("machine", place.Folder);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("note: /proc/iomem cannot be read: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(Nodes(Command.Run("machine", Fixtures.Boot("n4-dist")).Output), Nodes(result.Output));
    }

    // Expect a description and the XML that hwloc made of it to be one machine, which boots.
    [Fact]
    public void Hwloc_tells_of_machines_in_two_ways()
    {
        var described = Command.Run("machine", "--hwloc", TwoPackages);
        var written = Command.Run("machine", HwlocXml);
        var booted = Command.Run("run", HwlocXml, "--policy", "v6.1");

        Assert.Equal(0, described.ExitCode);
        Assert.Equal(described.Output.Replace("\"hwloc\"", "\"two-packages\"", StringComparison.Ordinal), written.Output);
        Assert.Contains("two-packages: 2 nodes, 16 CPUs, 119 GiB", booted.Output, StringComparison.Ordinal);
        Assert.Contains("note: addresses are assumed: hwloc tells only how much memory each node has", booted.Error, StringComparison.Ordinal);
    }

    // Expect a boot that breaks to print a command that names its machine as it was given.
    [Fact]
    public void A_description_is_part_of_the_command_that_shows_a_failure_again()
    {
        var result = Command.Run("run", "--hwloc", "numa:2(memory=3GB) pu:2", "--cmdline", "trace_event=sched_switch trace_buf_size=2G");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("reproduce: numaboot run --hwloc 'numa:2(memory=3GB) pu:2' --cmdline ", result.Error, StringComparison.Ordinal);
    }

    // Expect two machines at once, and descriptions that make none, to be refused in one line.
    [Theory]
    [InlineData("numaboot: --hwloc: expected a description or a machine, not both, found tiny\n", "tiny", "--hwloc", "pu:1")]
    [InlineData("numaboot: --qemu: expected QEMU arguments or a machine, not both, found --hwloc\n", "--qemu", "-m 1G", "--hwloc", "pu:1")]
    [InlineData("numaboot: --hwloc:1: expected a last level of pu:N, and no other of pu, found \"core:2\"\n", "--hwloc", "core:2")]
    public void What_is_no_machine_is_refused(string message, params string[] options) =>
        Assert.Equal(new CommandResult(2, "", message), Command.Run(["run", .. options]));

    // Expect help to name the running machine and what hwloc tells.
    [Fact]
    public void Help_names_the_kinds()
    {
        string help = Command.Run("machine", "--help").Output;

        Assert.Contains("this: the running Linux", help, StringComparison.Ordinal);
        Assert.Contains("--hwloc <DESCRIPTION>", help, StringComparison.Ordinal);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static string Nodes(string output)
    {
        using var json = JsonDocument.Parse(output);
        return string.Join('\n', json.RootElement.GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("nid")} {node.GetProperty("cpus")}"))
            + json.RootElement.GetProperty("distances");
    }
}
