using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>Results that cannot be written, or would overwrite each other, are refused before the boot and not after it.</summary>
public sealed class OutputOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    // Expect one of two results that want standard output to be refused, and nothing to be written there.
    [Fact]
    public void Standard_output_has_room_for_one_result() =>
        AssertRefused("--snapshots: expected another file than that of --json, found -", "--json", "-", "--snapshots", "-");

    // Expect the same file to be seen by whatever name it has.
    [Fact]
    public void A_file_has_room_for_one_result()
    {
        string file = Path.Combine(_folder, "a");
        string again = Path.Combine(_folder, "..", Path.GetFileName(_folder), "a");

        AssertRefused($"--snapshots: expected another file than that of --json, found {file}", "--json", file, "--snapshots", file);
        AssertRefused($"--snapshots: expected another file than that of --json, found {again}", "--json", file, "--snapshots", again);
    }

    // Expect a result not to take the place of one of the three files of --proc, in a folder that is not there yet.
    [Fact]
    public void The_kernels_files_have_their_own_places()
    {
        string proc = Path.Combine(_folder, "proc");

        AssertRefused(
            $"--json: expected a file in a folder that exists, found {proc}/zoneinfo", "--proc", proc, "--json", Path.Combine(proc, "zoneinfo"));
        Directory.CreateDirectory(proc);
        AssertRefused(
            $"--proc: expected another file than that of --json, found {proc}/zoneinfo", "--proc", proc, "--json", Path.Combine(proc, "zoneinfo"));
    }

    // Expect a folder that nobody can make, a file where a folder should be, and a file that nobody can write.
    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        string file = Path.Combine(_folder, "a");
        File.WriteAllText(file, "kept");

        AssertRefused("--proc: expected a folder that can be made, found /proc/x", "--proc", "/proc/x");
        AssertRefused($"--proc: expected a folder, found the file {file}", "--proc", file);
        AssertRefused($"--proc: expected a folder that can be made, found {file}/x", "--proc", $"{file}/x");
        AssertRefused("--json: expected a file that can be written, found /proc/x", "--json", "/proc/x");
        AssertRefused("--snapshots: expected a file, found nothing", "--snapshots", "");
        Assert.Equal("kept", File.ReadAllText(file));
    }

    // Expect the look before the boot to leave neither file nor folder behind where the machine then is bad.
    [Fact]
    public void A_look_at_a_place_leaves_nothing_behind()
    {
        var result = Command.Run(
            "run", "no-such-machine", "--proc", Path.Combine(_folder, "deep", "er"), "--json", Path.Combine(_folder, "r"), "--snapshots", Path.Combine(_folder, "s"));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    // Expect snapshots, and nothing else, on a standard output that is theirs.
    [Fact]
    public void Snapshots_may_have_standard_output_to_themselves()
    {
        var result = Command.Run("run", "tiny", "--snapshots", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(7, result.Output.TrimEnd('\n').Split('\n').Count(line => line.StartsWith("{\"at\":", StringComparison.Ordinal)));
        Assert.Equal(7, result.Output.Count(character => character == '\n'));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertRefused(string message, params string[] options)
    {
        var result = Command.Run(["run", "tiny", .. options]);

        Assert.Equal($"numaboot: {message}\n", result.Error);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
    }
}
