using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class LogVariantsTests
{
    private static readonly string[] DebugLines = ["memblock_", "MEMBLOCK configuration", "memory[0x", "memory size =", "memory.cnt", "reserved[0x", "reserved.cnt"];

    public static TheoryData<string> AllBoots => Boots.All;

    public static TheoryData<string> Prefixes =>
    [
        "journal", "journal without time", "ISO journal", "rsyslog", "quoted", "quoted twice", "quoted journal", "calendar", "caller", "raw", "raw caller", "CRLF", "bare",
        "short-monotonic", "short-full", "short-unix", "short-iso-precise", "short-precise", "dmesg -x", "dmesg -x bare", "dmesg -x calendar", "dmesg iso", "dmesg -x iso", "monotonic with time",
        "kmsg", "kmsg caller", "syslog with pid",
    ];

    // Expect the same machine whatever stands before, or behind, the kernel's words.
    [Theory]
    [MemberData(nameof(Prefixes))]
    public void Prefixes_do_not_matter(string kind)
    {
        foreach (string boot in new[] { "n4-tracebuf", "n1-fake4", "n8-8g" })
        {
            string log = string.Join('\n', Boots.Log(boot).Select(line => Dress(line, kind)));
            Assert.Equal(MachineJson.Write(Plain(boot)), MachineJson.Write(KernelLogReader.Read(boot, "x.txt", log)));
        }
    }

    // Expect the last of several boots in one log to count.
    [Fact]
    public void The_last_boot_counts()
    {
        string both = Fixtures.Read("n8-8g", "dmesg.txt") + "\nNov 23 18:00:00 host sshd[12]: Accepted\n" + Fixtures.Read("n2-2g", "dmesg.txt");
        Assert.Equal(MachineJson.Write(Plain("n2-2g")), MachineJson.Write(KernelLogReader.Read("n2-2g", "x.txt", both)));
    }

    //   |DMA|------- DMA32 -------|  gap  |------- Normal -------|    the same, with reservations guessed
    // Expect a log without memblock=debug to give the same memory and, within 1 MiB, as much of it reserved as the kernel counted.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Without_debug_lines_reservations_are_estimated(string boot)
    {
        var machine = KernelLogReader.Read(boot, "x.txt", WithoutDebug(boot));
        var exact = Plain(boot);
        Assert.Equal(exact.Memory.AsEnumerable(), machine.Memory.AsEnumerable());
        Assert.Equal(exact.ZoneLimits, machine.ZoneLimits);
        Assert.InRange(Math.Abs(Boots.ReservedBytes(machine) - Boots.ReservedBytes(exact)), 0, 1 << 20);
        Assert.Equal(4096, machine.KernelImage.Start);
    }

    // Expect the estimate to reserve as many pages as the "Memory:" line of the log says, on every recorded boot.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Estimates_add_up_to_what_the_log_says(string boot)
    {
        string memory = Boots.Log(boot).Single(line => line.Contains("K reserved, ", StringComparison.Ordinal));
        string reserved = memory[..memory.IndexOf("K reserved, ", StringComparison.Ordinal)];
        long told = long.Parse(reserved[(reserved.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) / 4;

        var map = KernelLogReader.Read(boot, "x.txt", WithoutDebug(boot)).ToMemblock();

        Assert.Equal(told, map.MemoryFrames().Sum(part => part.Frames.Pages) - map.FreeFrames().Sum(frames => frames.Pages));
    }

    // Expect the reader to say what it had to guess, and nothing of a log that tells all.
    [Fact]
    public void What_was_guessed_is_noted()
    {
        string dump = Fixtures.Read("n2-2g", "dmesg.txt");

        Assert.Empty(Plain("n2-2g").Notes);
        Assert.Equal(
            "reservations are estimated: the log has no memblock=debug lines",
            Assert.Single(KernelLogReader.Read("x", "x.txt", WithoutDebug("n2-2g")).Notes));
        Assert.Equal(
            "the log ends before its \"Memory:\" line: what the kernel reserved after its last line is missing",
            Assert.Single(KernelLogReader.Read("x", "x.txt", dump[..dump.IndexOf("Memory: ", StringComparison.Ordinal)]).Notes));
    }

    // Expect the log of another architecture to be refused by name: its zones would be laid out wrongly.
    [Theory]
    [InlineData("Booting Linux on physical CPU 0x0000000000 [0x410fd034]", "ARM")]
    [InlineData("radix-mmu: Page sizes from device-tree:", "POWER")]
    [InlineData("Using pSeries machine description", "POWER")]
    [InlineData("887MB LOWMEM available.", "i386")]
    [InlineData("SBI specification v0.2 detected", "RISC-V")]
    public void Logs_of_other_architectures_are_refused(string line, string name)
    {
        string log = $"[    0.000000] {line}\n[    0.000000] Early memory node ranges\n[    0.000000]   node   0: [mem 0x40000000-0x7fffffff]\n";
        var fault = Assert.Throws<MachineInputException>(() => KernelLogReader.Read("x", "x.log", log));
        Assert.Equal($"x.log:1: expected the log of an x86_64 kernel, since no other is simulated, found one of {name}", fault.Message);
    }

    //   node 0 |---------------|map|  node 1 |---------------|map|
    // Expect the estimate to put as much on each node as there was, within 40 MiB: the memory maps are where they belong.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Estimates_are_on_the_right_nodes(string boot)
    {
        var machine = KernelLogReader.Read(boot, "x.txt", WithoutDebug(boot)).ToMemblock();
        var exact = Plain(boot).ToMemblock();
        foreach (int nid in exact.Memory.Select(region => region.Nid).Distinct())
        {
            long difference = Free(machine, nid) - Free(exact, nid);
            Assert.InRange(Math.Abs(difference) >> 20, 0, 40);
        }
    }

    // Expect a log without node ranges to fall back on the firmware's map, and on its nodes.
    [Fact]
    public void Without_node_ranges_the_firmware_is_believed()
    {
        string log = string.Join('\n', WithoutDebug("n4-dist").Split('\n')
            .Where(line => !line.Contains("  node  ", StringComparison.Ordinal) && !line.Contains("Early memory", StringComparison.Ordinal)));
        var machine = KernelLogReader.Read("n4-dist", "x.txt", log);
        Assert.Equal(Plain("n4-dist").Memory.AsEnumerable(), machine.Memory.AsEnumerable());
    }

    // Expect a map that the user defined to replace the firmware's.
    [Fact]
    public void The_users_map_replaces_the_firmwares()
    {
        string log = string.Join('\n', WithoutDebug("n2-hole").Split('\n')
            .Where(line => !line.Contains("  node  ", StringComparison.Ordinal) && !line.Contains("Early memory", StringComparison.Ordinal)));
        Assert.Equal(Plain("n2-hole").Memory.AsEnumerable(), KernelLogReader.Read("n2-hole", "x.txt", log).Memory.AsEnumerable());
    }

    // Expect a real server's log, with EFI's map, strange types and ACPI of its own, to be read for what it says.
    [Fact]
    public void Other_machines_speak_too()
    {
        const string log = """
            [    0.000000] Linux version 5.4.0-42-generic (buildd@lgw01) #46-Ubuntu SMP
            [    0.000000] Command line: BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro
            [    0.000000] BIOS-provided physical RAM map:
            [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000003dfff] usable
            [    0.000000] BIOS-e820: [mem 0x000000000003e000-0x000000000003ffff] ACPI NVS
            [    0.000000] BIOS-e820: [mem 0x0000000000100000-0x0000000063a7ffff] usable
            [    0.000000] BIOS-e820: [mem 0x0000000063a80000-0x0000000063ffffff] persistent (type 12)
            [    0.000000] BIOS-e820: [mem 0x0000000100000000-0x000000207fffffff] usable
            [    0.000000] efi: mem00: [Boot Data          |   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000000000-0x0000000000000fff] (0MB)
            [    0.000000] reserve setup_data: [mem 0x0000000000000000-0x000000000003dfff] usable
            [    0.012345] e820: update [mem 0x5a289018-0x5a299057] usable ==> usable
            [    0.013579] SRAT: PXM 0 -> APIC 0x00 -> Node 0
            [    0.013580] SRAT: PXM 1 -> APIC 0x20 -> Node 1
            [    0.013581] ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x7fffffff]
            [    0.013582] ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x107fffffff]
            [    0.013583] ACPI: SRAT: Node 1 PXM 1 [mem 0x1080000000-0x207fffffff]
            [    0.013584] NUMA: Initialized distance table, cnt=2
            [    0.100000] smpboot: Allowing 2 CPUs, 0 hotplug CPUs
            [    0.200000] Memory: 130323528K/132884476K available (14339K kernel code, 2400K rwdata, 5008K rodata, 2736K init, 4964K bss, 2560948K reserved, 0K cma-reserved)
            [    1.500000] node 1 initialised, 16514560 pages in 292ms
            """;
        var machine = KernelLogReader.Read("server", "server.log", log);
        Assert.Equal([0, 1], machine.Nodes.Select(node => node.Nid));
        Assert.Equal([new CpuPlace(0, 0), new CpuPlace(1, 1)], machine.Cpus.AsEnumerable());
        Assert.Equal(new MemblockRegion(0x1080000000, 0x2080000000, 1), machine.Memory[^1]);
        Assert.Equal([new PublishedInit(1, 16514560, 292)], machine.PublishedInits.AsEnumerable());
        Assert.Equal(2_560_948L << 10, Boots.ReservedBytes(machine));
    }

    // Expect what the kernel took from the firmware's map to be no memory, and what it took from elsewhere not to matter.
    [Fact]
    public void What_was_removed_from_the_firmwares_map_is_no_memory()
    {
        const string log = """
            BIOS-e820: [mem 0x0000000000001000-0x000000003fffffff] usable
            e820: remove [mem 0x30000000-0x3fffffff] usable
            e820: remove [mem 0x20000000-0x23ffffff] reserved
            e820: remove [mem 0x10000000-0x100fffff]
            """;
        Assert.Equal(
            [new MemblockRegion(0x1000, 0x10000000, 0), new MemblockRegion(0x10100000, 0x30000000, 0)],
            KernelLogReader.Read("x", "x.log", log).Memory.AsEnumerable());
    }

    // Expect both parts of a crash kernel, as 6.1 and as 6.6 print them, to be known and to be given back where none is wanted.
    [Theory]
    [InlineData("Reserving 256MB of low memory at 768MB for crashkernel (low RAM limit: 4096MB)\nReserving 1024MB of memory at 7168MB for crashkernel (System RAM: 8192MB)")]
    [InlineData("crashkernel low memory reserved: 0x30000000 - 0x40000000 (256 MB)\ncrashkernel reserved: 0x00000001c0000000 - 0x0000000200000000 (1024 MB)")]
    public void Both_parts_of_a_crash_kernel_are_read(string lines)
    {
        string log = "Command line: crashkernel=1G,high\nBIOS-e820: [mem 0x1000-0x7fffffff] usable\nBIOS-e820: [mem 0x100000000-0x1ffffffff] usable\n" + lines;
        var machine = KernelLogReader.Read("x", "x.log", log);
        Assert.Equal([new(0x30000000, 0x40000000), new MemblockRegion(0x1c0000000, 0x200000000)], machine.CrashKernel.AsEnumerable());
        Assert.Equal((256L + 1024) << 20, Boots.ReservedBytes(machine) - Boots.ReservedBytes(CommandLineMemory.Apply(machine, "crashkernel=0")));
    }

    // Expect one line that names the file, the line, what was expected and what was found.
    [Theory]
    [InlineData("memblock_reserve: [0x00zz", "boot.log:1: expected a memory range \"[mem 0xA-0xB]\", found \"[0x00zz\"")]
    [InlineData("BIOS-e820: [mem 0x2000-0x1000] usable", "boot.log:1: expected a memory range that does not end before it starts, found \"[mem 0x2000-0x1000] usable\"")]
    [InlineData("BIOS-e820: [mem 0x0-0xffffffffffffff] usable", "boot.log:1: expected physical addresses below 2^52")]
    [InlineData("SRAT: PXM 0 -> APIC 0x00 -> Node 99999", "boot.log:1: expected a node number below 65536, found \"99999\"")]
    [InlineData("smp: Brought up 1 node, 99999999 CPUs", "boot.log:1: expected at most 262144 CPUs")]
    [InlineData("MEMBLOCK configuration:\n memory.cnt = 0x2\n memory[0x0] [0x1000-0x1fff], 0x1000 bytes flags: 0x0", "boot.log:3: expected 2 memory regions as memory.cnt announced, found \"1 before this line\"")]
    [InlineData("MEMBLOCK configuration:\n memory.cnt = 0x1\n memory[0x0] [0x1000-0x1fff", "boot.log:3: expected a memory range")]
    [InlineData("Early memory node ranges\n node 0: [mem 0x0-0xffff]\n node 1: [mem 0x8000-0x1ffff]", "boot.log: expected each piece of memory on one node")]
    [InlineData("hello", "boot.log: expected the log of a kernel boot with a memory map")]
    [InlineData("", "boot.log: expected the log of a kernel boot with a memory map")]
    [InlineData("abc\0def", "boot.log:1: expected text, found a NUL byte")]
    public void Mistakes_are_told_in_one_line(string log, string message)
    {
        var fault = Assert.Throws<MachineInputException>(() => KernelLogReader.Read("x", "boot.log", log));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    // Expect a line too long for a log to be refused, without keeping it all.
    [Fact]
    public void Endless_lines_are_refused()
    {
        var fault = Assert.Throws<MachineInputException>(() => KernelLogReader.Read("x", "boot.log", "ok\n" + new string('x', 1 << 20)));
        Assert.Equal("boot.log:2: expected lines of at most 16384 characters, found a longer one", fault.Message);
    }

    // Expect what was found to be cut, and to be harmless on a terminal.
    [Fact]
    public void Found_text_is_made_harmless()
    {
        var fault = Assert.Throws<MachineInputException>(() => KernelLogReader.Read("x", "a\nb.log", "BIOS-e820: [mem \u001b[31m" + new string('y', 500)));
        Assert.StartsWith("a\\u000ab.log:1: expected ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("\\u001b[31m", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Length < 300, fault.Message);
    }

    private static string Dress(string line, string kind)
    {
        string bare = line.StartsWith('[') ? line[(line.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart(' ') : line;
        return kind switch
        {
            "journal" => "Nov 23 18:00:00 host-1 kernel: " + line,
            "journal without time" => "Nov  3 08:00:00 host kernel: " + bare,
            "ISO journal" => "2026-11-23T18:00:00+0000 host kernel: " + bare,
            "rsyslog" => "2026-11-23T18:00:00.123456+00:00 host kernel: " + line.Replace("\t", "#011", StringComparison.Ordinal),
            "quoted" => "> " + line,
            "quoted twice" => "> > " + line,
            "quoted journal" => ">> Nov 23 18:00:00 host kernel: " + line,
            "calendar" => "[Mon Nov 23 18:00:00 2026] " + bare,
            "caller" => line.StartsWith('[') ? line[..(line.IndexOf(']', StringComparison.Ordinal) + 1)] + "[    T0] " + bare : line,
            "raw" => "<6>" + line,
            "raw caller" => "<14>[    0.000000] [    C12] " + bare,
            "short-monotonic" => "[    0.000000] host-1 kernel: " + bare,
            "short-full" => "Mon 2026-11-23 18:00:00 UTC host kernel: " + bare,
            "short-unix" => "1795456800.123456 host kernel: " + bare,
            "short-iso-precise" => "2026-11-23T18:00:00.123456+0100 host kernel: " + bare,
            "short-precise" => "Nov 23 18:00:00.123456 host kernel: " + bare,
            "dmesg -x" => "kern  :info  : " + line,
            "dmesg -x bare" => "kern  :notice: " + bare,
            "dmesg -x calendar" => "kern  :warn  : [Mon Nov 23 18:00:00 2026] " + bare,
            "dmesg iso" => "2026-11-23T18:00:00,123456+00:00 " + bare,
            "dmesg -x iso" => "user  :err   : 2026-11-23T18:00:00,123456+00:00 " + bare,
            "monotonic with time" => "[   12.345678] host kernel: " + line,
            "kmsg" => "6,123,456789,-;" + bare,
            "kmsg caller" => "14,123,456789,-,caller=T1;" + bare,
            "syslog with pid" => "Nov 23 18:00:00 host kernel[1]: " + line,
            "CRLF" => line + "\r",
            _ => bare,
        };
    }

    private static MachineSpec Plain(string boot) => KernelLogReader.Read(boot, "dmesg.txt", Fixtures.Read(boot, "dmesg.txt"));

    private static string WithoutDebug(string boot) =>
        string.Join('\n', Boots.Log(boot).Where(line => !DebugLines.Any(words => line.Contains(words, StringComparison.Ordinal))));

    private static long Free(MemblockMap map, int nid) => map.FreeRegions(nid).Sum(free => (long)free.SizeBytes);
}
