using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>No result is written over what the command reads, by whatever path either comes.</summary>
public sealed class InputsKeptTests : IDisposable
{
    private const string Kept = "kept";

    private readonly Workplace _here = new();

    public InputsKeptTests()
    {
        Directory.CreateDirectory(Path.Combine(_here.Folder, "boot"));
        foreach (string file in new[] { "in", "boot/dmesg.txt", "boot/cmdline", "boot/notes" })
        {
            _here.Write(file, Kept);
        }

        File.CreateSymbolicLink(Path.Combine(_here.Folder, "link"), "boot/../in");
        File.CreateSymbolicLink(Path.Combine(_here.Folder, "again"), _here.Folder);
    }

    // Expect one line that names both, exit code 2, and the file as it was.
    [Theory]
    [InlineData("--replay-file: expected another file than that of MACHINE, found in", "explore", "in", "--replay-file", "in")]
    [InlineData("--mermaid: expected another file than that of MACHINE, found link", "explore", "in", "--mermaid", "link")]
    [InlineData("--json: expected another file than that of MACHINE, found again/in", "explore", "link", "--json", "again/in")]
    [InlineData("--json: expected another file than that of FILE, found ./in", "replay", "in", "--json", "./in")]
    [InlineData("--report: expected another file than that of FILE, found link", "replay", "in", "--report", "link")]
    [InlineData("--report: expected another file than that of MACHINE, found link", "explore", "in", "--report", "link")]
    [InlineData("--snapshots: expected another file than that of --workload, found in", "run", "tiny", "--workload", "./in", "--snapshots", "in")]
    [InlineData("--snapshots: expected another file than that of --workload, found in", "run", "tiny", "--workload", "boot/notes", "--workload", "./in", "--snapshots", "in")]
    [InlineData("--json: expected another file than that of MACHINE, found boot/cmdline", "run", "boot", "--json", "boot/cmdline")]
    [InlineData("--proc: expected another file than that of MACHINE, found boot/dmesg.txt", "run", "boot/dmesg.txt", "--proc", "boot")]
    [InlineData("--snapshots: expected another file than that of --json, found again/new", "run", "tiny", "--json", "new", "--snapshots", "again/new")]
    public void An_input_is_not_written_over(string message, params string[] arguments)
    {
        var result = _here.Run(arguments);

        Assert.Equal(new CommandResult(2, "", $"numaboot: {message}\n"), result);
        Assert.All(new[] { "in", "boot/dmesg.txt", "boot/cmdline" }, file => Assert.Equal(Kept, _here.Read(file)));
    }

    // Expect the same of a file that comes by standard input, and results to go over what is no input.
    [Fact]
    public void What_comes_by_standard_input_is_not_written_over_either()
    {
        var refused = _here.Shell("numaboot run - --json in < in");
        var taken = _here.Shell("numaboot machine tiny > boot/dmesg.txt; numaboot run boot/dmesg.txt --json boot/notes");

        Assert.Equal(new CommandResult(2, "", "numaboot: --json: expected another file than that of MACHINE, found in\n"), refused);
        Assert.Equal(("", 0), (taken.Error, taken.ExitCode));
        Assert.Contains("numaboot/run/1", _here.Read("boot/notes"), StringComparison.Ordinal);
    }

    public void Dispose() => _here.Dispose();
}
