using System.Text;
using NumaBoot.Machines;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class MachineReaderTests
{
    // Expect each kind of input to be recognised by what it holds, whatever it is called.
    [Fact]
    public void The_kind_is_recognised()
    {
        string boot = Fixtures.Boot("n2-2g");
        string json = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(json, "\n  " + MachineJson.Write(Boots.Spec("n2-2g")));
        try
        {
            var specs = new[] { boot, Path.Combine(boot, "dmesg.txt"), Path.Combine(boot, "qemu-args.txt"), json }.Select(MachineReader.Read).ToList();
            Assert.Equal("n2-2g n2-2g qemu-args n2-2g", string.Join(' ', specs.Select(spec => spec.Name)));
            Assert.All(specs, spec => Assert.Equal(4, spec.Cpus.Length));
            Assert.All(specs, spec => Assert.Equal(2, spec.Nodes.Length));
        }
        finally
        {
            File.Delete(json);
        }
    }

    // Expect a built-in name to win over a file of that name, which is ./name.
    [Fact]
    public void A_name_is_not_a_file() => Assert.Equal("tiny", MachineReader.Read("tiny").Name);

    // Expect what does not exist to be answered with what does.
    [Theory]
    [InlineData("tinny")]
    [InlineData("./tiny")]
    [InlineData("")]
    public void Unknown_names_list_the_known(string argument)
    {
        var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(argument));
        Assert.Contains("a file, a folder, this (the running Linux) or one of tiny, tiny2, tiny-pages, tiny-late, tiny-odd, tiny2-odd, tiny-full, two-socket, sockets-N, n4-tracebuf (N from 1 to 4096)", fault.Message, StringComparison.Ordinal);
    }

    // Expect the range of the number to be told where nothing but the number is wrong.
    [Theory]
    [InlineData("sockets-0", "\"0\"")]
    [InlineData("sockets-5000", "\"5000\"")]
    [InlineData("sockets-08", "\"08\"")]
    [InlineData("sockets-", "nothing")]
    public void Machines_of_no_size_are_told_the_sizes(string argument, string found)
    {
        var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(argument));
        Assert.Equal($"{argument}: expected sockets-N with N from 1 to 4096, found {found}", fault.Message);
    }

    // Expect a folder, and a file that is not there, to be told as what they are, in words that hold on every system.
    [Fact]
    public void What_is_no_file_is_told()
    {
        string none = Path.Combine(Path.GetTempPath(), "numaboot-no-such-file");
        Assert.Equal($"{none}: expected a file, found none of that name", Assert.Throws<MachineInputException>(() => WorkloadReader.ReadFiles([none], BuiltInMachines.Tiny)).Message);
        Assert.Equal($"{Path.GetTempPath()}: expected a file, found a folder", Assert.Throws<MachineInputException>(() => WorkloadReader.ReadFiles([Path.GetTempPath()], BuiltInMachines.Tiny)).Message);
    }

    // Expect just the files that are read: what else lies in a folder does not matter, and what is built in has none.
    [Fact]
    public void The_files_of_a_machine_are_told()
    {
        string boot = Fixtures.Boot("n2-2g");
        string log = Path.Combine(boot, "dmesg.txt");

        Assert.Equal(log, Assert.Single(MachineReader.FilesOf(log)));
        Assert.Contains(log, MachineReader.FilesOf(boot), StringComparer.Ordinal);
        Assert.DoesNotContain(MachineReader.FilesOf(boot), file => file.EndsWith("qemu-args.txt", StringComparison.Ordinal));
        Assert.Empty(MachineReader.FilesOf("tiny"));
        Assert.Empty(MachineReader.FilesOf("sockets-7"));
        Assert.Equal("sockets-0", Assert.Single(MachineReader.FilesOf("sockets-0")));
    }

    // Expect a folder without a log to be told apart from a log that cannot be read.
    [Fact]
    public void A_folder_needs_a_log()
    {
        var folder = Directory.CreateTempSubdirectory("numaboot-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "cmdline"), "quiet");
            var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(folder.FullName));
            Assert.EndsWith("expected a folder that holds dmesg.txt, a single other log, or sys/devices/system/node, sys/devices/system/cpu or node0, found a folder without one", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Expect files that contradict the log beside them to be refused in one line.
    [Theory]
    [InlineData("node-node9-cpulist.txt", "0", "files of the nodes 0-1, found one of node 9")]
    [InlineData("node-node1-distance.txt", "20", "2 distances of node 1, found 1")]
    [InlineData("node-node1-distance.txt", "20 ten", "distances from 10 to 255 such as \"10 20\", found \"ten\"")]
    [InlineData("node-node1-distance.txt", "20 10\n20 10", "a single line")]
    [InlineData("node-node1-cpulist.txt", "1-3", "each CPU in the cpulist of one node, found cpu 1 in those of nodes 0 and 1")]
    [InlineData("node-node1-cpulist.txt", "2-", "a list of numbers below 262144")]
    [InlineData("node-node1-cpulist.txt", "3-2", "an ascending list")]
    [InlineData("node-node1-cpulist.txt", "2-9999999", "a list of numbers below 262144")]
    public void Files_beside_the_log_must_agree_with_it(string file, string content, string message)
    {
        var folder = CopyOf("n2-2g");
        try
        {
            File.WriteAllText(Path.Combine(folder, file), content);
            var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(folder));
            Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Expect compressed data to be called by its name and told to be decompressed.
    [Theory]
    [InlineData("gzip", new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3 })]
    [InlineData("xz", new byte[] { 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4 })]
    [InlineData("zstd", new byte[] { 0x28, 0xb5, 0x2f, 0xfd, 4, 0 })]
    [InlineData("bzip2", new byte[] { 0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59 })]
    public void Compressed_logs_are_told_to_be_decompressed(string name, byte[] head) =>
        AssertRefused(head, $": expected text, found {name}-compressed data; decompress it first");

    // Expect a journal's JSON to be told from ours.
    [Fact]
    public void The_json_of_a_journal_is_refused_by_name()
    {
        const string line = """{"__CURSOR":"s=1","_TRANSPORT":"kernel","MESSAGE":"Linux version 6.1"}""";
        AssertRefused(
            Encoding.UTF8.GetBytes(line + "\n" + line + "\n"),
            ":1: expected a log as text, as journalctl -k -o short-monotonic prints it, found the JSON of a journal");
    }

    // Expect a missing distance file to be missed, since the rest of the table is there.
    [Fact]
    public void A_table_of_distances_must_be_whole()
    {
        var folder = CopyOf("n2-2g");
        try
        {
            File.Delete(Path.Combine(folder, "node-node0-distance.txt"));
            var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(folder));
            Assert.Contains("distances of the nodes 0-1, found those of 1", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Expect CPUs that the log knows and no file lists to be missed where a file is missing, and to be offline where none is.
    [Fact]
    public void A_missing_list_of_cpus_is_missed()
    {
        var folder = CopyOf("n2-2g");
        try
        {
            File.WriteAllText(Path.Combine(folder, "node-node1-cpulist.txt"), "2");
            Assert.Equal([0, 1, 2], MachineReader.Read(folder).Cpus.Select(place => place.Cpu));
            File.Delete(Path.Combine(folder, "node-node1-cpulist.txt"));
            var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(folder));
            Assert.EndsWith("expected cpulist files of the nodes 0-1 with the 4 CPUs of the log, found 2 CPUs in those of 0", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Expect the log of a folder to be called as one likes, as long as no other file could be it.
    [Fact]
    public void The_log_of_a_folder_may_have_another_name()
    {
        var folder = CopyOf("n2-2g");
        try
        {
            File.Move(Path.Combine(folder, "dmesg.txt"), Path.Combine(folder, "boot.log"));
            File.WriteAllText(Path.Combine(folder, "cmdline"), "quiet");
            Assert.Equal(Boots.Spec("n2-2g").Memory.AsEnumerable(), MachineReader.Read(folder).Memory.AsEnumerable());
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
            var fault = Assert.Throws<MachineInputException>(() => MachineReader.Read(folder));
            Assert.EndsWith("a single other log, or sys/devices/system/node, sys/devices/system/cpu or node0, found 2 other files", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Expect the command line beside a log that has none of its own.
    [Fact]
    public void The_command_line_may_stand_beside_the_log()
    {
        var folder = CopyOf("n2-2g");
        try
        {
            string log = Path.Combine(folder, "dmesg.txt");
            File.WriteAllLines(log, Boots.Log("n2-2g").Where(line => !line.Contains("ommand line:", StringComparison.Ordinal)));
            File.WriteAllText(Path.Combine(folder, "cmdline"), "from=beside\n");
            Assert.Equal("from=beside", MachineReader.Read(folder).CommandLine);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertRefused(byte[] content, string message)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(file, content);
        try
        {
            Assert.Equal(file + message, Assert.Throws<MachineInputException>(() => MachineReader.Read(file)).Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A folder of its own with the log and the files of the nodes.</summary>
    private static string CopyOf(string boot)
    {
        string folder = Directory.CreateTempSubdirectory("numaboot-").FullName;
        foreach (string path in Directory.EnumerateFiles(Fixtures.Boot(boot), "node-node*").Append(Path.Combine(Fixtures.Boot(boot), "dmesg.txt")))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }

        return folder;
    }
}
