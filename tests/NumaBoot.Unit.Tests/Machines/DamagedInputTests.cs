using System.Globalization;
using System.Text;
using NumaBoot.Machines;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Whatever is done to an input, the answer is a machine or one line, soon.</summary>
public sealed class DamagedInputTests
{
    // Expect damaged logs to give a machine that can be laid out, or one line.
    [Theory]
    [InlineData("n1-512m", 500)]
    [InlineData("n2-2g", 300)]
    [InlineData("n3-memoryless", 300)]
    [InlineData("n1-fake4", 300)]
    [InlineData("n4-tracebuf", 200)]
    public void Logs(string boot, int cases) =>
        Try(Fixtures.Read(boot, "dmesg.txt"), cases, text => Answers.Use(KernelLogReader.Read("x", "boot.log", text)));

    // Expect the same of logs that leave the reservations to be guessed.
    [Fact]
    public void Logs_without_debug_lines()
    {
        string log = string.Join('\n', Boots.Log("n2-hole").Where(line => !line.Contains("memblock_", StringComparison.Ordinal)
            && !line.Contains("MEMBLOCK", StringComparison.Ordinal) && !line.Contains(" flags: 0x", StringComparison.Ordinal)));
        Try(log, 400, text => Answers.Use(KernelLogReader.Read("x", "boot.log", text)));
    }

    // Expect the same of QEMU's arguments.
    [Theory]
    [InlineData("n4-dist")]
    [InlineData("n2-hole")]
    public void Qemu_arguments(string boot) =>
        Try(Fixtures.Read(boot, "qemu-args.txt"), 1000, text => Answers.Use(MachineReader.FromQemu(text)));

    // Expect the same of hwloc's XML, in both forms, and of its descriptions.
    [Theory]
    [InlineData("n4-dist")]
    [InlineData("n2-cpuless-v1")]
    [InlineData("numa-level")]
    public void Hwloc_xml(string name)
    {
        using var files = CapturedSystem.Empty();
        string file = Path.Combine(files.Root, "m.xml");
        Try(File.ReadAllText(HwlocFixtures.PathOf(name)), 500, text =>
        {
            files.Write("m.xml", text);
            Answers.Use(MachineReader.Read(file));
        });
    }

    [Fact]
    public void Hwloc_descriptions() =>
        Try("[numa(memory=1GB)] pack:2 [numa(memory=8GiB)] die:2 l3:1(size=4MB) core:2 pu:2(indexes=2*8:1*2)", 2000, text => Answers.Use(MachineReader.FromHwloc(text)));

    // Expect the same of the files of a running system.
    [Theory]
    [InlineData("proc/zoneinfo", "n2-hole", false)]
    [InlineData("proc/zoneinfo", "n4-dist", true)]
    [InlineData("proc/iomem", "n2-hole", false)]
    [InlineData("sys/devices/system/node/node1/distance", "n3-memoryless", false)]
    [InlineData("sys/devices/system/node/node0/cpulist", "n3-memoryless", true)]
    public void Files_of_a_system(string file, string boot, bool hidden)
    {
        using var system = CapturedSystem.Of(boot);
        if (hidden)
        {
            system.HideAddresses();
        }

        Try(File.ReadAllText(Path.Combine(system.Root, file)), 300, text =>
        {
            system.Write(file, text);
            Answers.Use(system.Read());
        });
    }

    // Expect the same of our JSON.
    [Theory]
    [InlineData("tiny2")]
    [InlineData("two-socket")]
    [InlineData("n4-tracebuf")]
    public void Machine_json(string name)
    {
        Assert.True(BuiltInMachines.TryCreate(name, out var machine));
        Try(MachineJson.Write(machine), 1000, text => Answers.Use(MachineJson.Read("m.json", text)));
    }

    // Expect the same of workloads.
    [Fact]
    public void Workload_json() => Try(WorkloadJson.Write(BuiltInMachines.TwoSocket.OwnWorkload!), 1000, text =>
    {
        var workload = WorkloadJson.Read("w.json", text);
        workload.Check(BuiltInMachines.TwoSocket);
    });

    // Expect the same of command lines.
    [Fact]
    public void Command_lines()
    {
        const string line = "quiet trace_event=a:b trace_buf_size=10M crashkernel=1G-4G:128M,4G-:256M@512M crashkernel=64M,high mem=4G memmap=1G@4G,64K$1M "
            + "hugepagesz=1G hugepages=1,0:2 default_hugepagesz=1G kernelcore=30% movablecore=1G log_buf_len=16M dhash_entries=4096 hashdist=0 numa=off";
        var machine = Boots.Spec("n4-dist");
        Try(line, 2000, text =>
        {
            var applied = CommandLineMemory.Apply(machine, text);
            CommandLineWorkload.From(applied, KernelCommandLine.Parse(text)).Check(applied);
            MovableParameters.From(KernelCommandLine.Parse(text));
        });
    }

    // Expect the same of whole folders, and of files whose kind has to be recognised.
    [Fact]
    public void Folders_and_files()
    {
        string[] files = ["dmesg.txt", "cmdline", "node-node0-distance.txt", "node-node0-cpulist.txt", "node-node2-distance.txt", "node-node2-cpulist.txt"];
        var folder = Directory.CreateTempSubdirectory("numaboot-");
        try
        {
            for (int at = 0; at < 400; at++)
            {
                var damage = new Damage((ulong)at + 7000);
                foreach (string file in Directory.EnumerateFiles(Fixtures.Boot("n3-memoryless"), "node-node*").Select(path => Path.GetFileName(path)).Concat(files).Distinct(StringComparer.Ordinal))
                {
                    string text = Fixtures.Read("n3-memoryless", file);
                    File.WriteAllBytes(Path.Combine(folder.FullName, file), Encoding.UTF8.GetBytes(file == files[damage.Below(files.Length)] ? damage.Apply(text) : text));
                }

                string seed = at.ToString(CultureInfo.InvariantCulture);
                Answers.Of(seed, () => Answers.Use(MachineReader.Read(folder.FullName)));
                Answers.Of(seed, () => Answers.Use(MachineReader.Read(Path.Combine(folder.FullName, files[damage.Below(files.Length)]))));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Expect the largest numbers that are allowed to be borne, and soon.
    [Theory]
    [InlineData("BIOS-e820: [mem 0x0-0xfffffffffffff] usable\nsmp: Brought up 1 node, 262144 CPUs")]
    [InlineData("BIOS-e820: [mem 0x0-0xfffffffffffff] usable\npercpu: Embedded 1000000 pages/cpu\nMemory: 1K/2K available (4503599627370495K kernel code, 4503599627370495K reserved)")]
    [InlineData("BIOS-e820: [mem 0x0-0xfffffffffffff] usable\nprintk: log_buf_len: 4503599627370495 bytes\nNODE_DATA(65535) allocated [mem 0x0-0xfffffffffffff]")]
    [InlineData("BIOS-e820: [mem 0x0-0xfffffffffffff] usable\n.... node  #65535, CPUs: #262143")]
    public void Large_numbers(string log) => Answers.Of(log, () => KernelLogReader.Read("x", "boot.log", log));

    // Expect a log of very many regions to end in one line.
    [Fact]
    public void Very_many_regions()
    {
        string log = string.Concat(Enumerable.Range(0, 200_000).Select(at => $"BIOS-e820: [mem 0x{at * 0x4000L:x}-0x{(at * 0x4000L) + 0xfff:x}] usable\n"));
        Assert.False(Answers.Of("regions", () => KernelLogReader.Read("x", "boot.log", log)));
    }

    // Expect a file without end to be refused at the first sign of it: zeros are no text, and text without lines is no log.
    [Fact]
    public void Endless_files()
    {
        Assert.False(Answers.Of("zeros", () => MachineReader.Read("/dev/zero")));
        Assert.False(Answers.Of("blanks", () => KernelLogReader.Read("x", "boot.log", new string(' ', 1 << 24))));
        Assert.False(Answers.Of("braces", () => MachineJson.Read("m.json", new string('{', 1 << 20))));
        Assert.False(Answers.Of("objects", () => MachineReader.FromHwloc(string.Concat(Enumerable.Repeat("[numa]", 1 << 18)) + " pu:1")));
        Assert.False(Answers.Of("loops", () => MachineReader.FromHwloc("pu:262144(indexes=" + string.Concat(Enumerable.Repeat("1*1:", 1 << 20)) + "1*1)")));
        Assert.False(Answers.Of("sets", () => MachineReader.FromHwloc("[numa] core:8192 [numa] group:1 [numa] pu:32" + string.Concat(Enumerable.Repeat(" [numa]", 100)))));
        Assert.False(Answers.Of("quotes", () => MachineReader.FromQemu("-m '" + new string('\n', 1 << 20))));
    }

    private static void Try(string text, int cases, Action<string> read)
    {
        int understood = 0;
        for (int at = 0; at < cases; at++)
        {
            string damaged = new Damage((ulong)at).Apply(text);
            understood += Answers.Of(at.ToString(CultureInfo.InvariantCulture), () => read(damaged)) ? 1 : 0;
        }

        // Damage that always or never goes unnoticed would test nothing.
        Assert.InRange(understood, 1, cases - 1);
    }
}
