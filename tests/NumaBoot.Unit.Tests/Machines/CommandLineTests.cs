using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class CommandLineTests
{
    public static TheoryData<string> AllBoots => Boots.All;

    // Expect the four lines about hash tables word for word as the kernel printed them.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void Hash_tables_have_the_kernels_sizes(string boot)
    {
        var machine = Boots.Spec(boot);
        var printed = Boots.Log(boot).Where(line => line.Contains("hash table entries", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..].Trim())
            .Where(line => line.StartsWith("Dentry", StringComparison.Ordinal) || line.StartsWith("Inode", StringComparison.Ordinal) || line.StartsWith("Mount", StringComparison.Ordinal));
        var tables = HashTables.Of(machine, KernelCommandLine.Parse(machine.CommandLine));
        Assert.Equal(string.Join('\n', printed), string.Join('\n', tables));
    }

    // Expect CPU 0's buffer to take what the kernel's free pages lost in trace_init; some 80 pages went elsewhere in every boot.
    [Theory]
    [InlineData("n4-tracebuf")]
    [InlineData("n1-tracebuf-8g")]
    [InlineData("n2-grow-trace")]
    [InlineData("n1-4g-trace")]
    [InlineData("n2-bighash-1g-3g-trace")]
    public void A_trace_buffer_costs_what_it_cost(string boot)
    {
        long predicted = TracePages(boot, WorkPhase.EarlyBoot);
        long measured = Used(boot, "early_trace_init", "trace_init");
        Assert.InRange(measured - predicted, 60, 100);
    }

    // Expect the other CPUs' buffers to take what was lost in smp_init, but for some hundred pages and what page lists hold.
    [Theory]
    [InlineData("n4-tracebuf")]
    [InlineData("n1-tracebuf-8g")]
    [InlineData("n2-grow-trace")]
    public void Other_trace_buffers_are_made_in_smp_init(string boot)
    {
        long predicted = TracePages(boot, WorkPhase.SmpInit);
        long measured = Used(boot, "smp_init", "page_alloc_init_late");
        Assert.InRange(measured - predicted, 0, 200 * Boots.Spec(boot).Cpus.Length);
    }

    // Expect each buffer on its CPU's node, asked for by CPU 0, in the order of the CPUs.
    [Fact]
    public void Trace_buffers_are_on_their_nodes()
    {
        var machine = Boots.Spec("n4-tracebuf");
        var items = CommandLineWorkload.From(machine).Items.Where(item => item.Label.StartsWith("trace buffer", StringComparison.Ordinal)).ToList();
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], items.Select(item => item.Nid!.Value));
        Assert.All(items, item => Assert.Equal((0, WorkNeed.Required, 0, true), (item.Cpu, item.Need, item.Order, item.UsesPageList)));
        Assert.Equal(Enumerable.Repeat(WorkPhase.SmpInit, 7).Prepend(WorkPhase.EarlyBoot), items.Select(item => item.Phase));
    }

    // Expect a size without tracing to cost nothing, and tracing without a size the kernel's default of 1,408 KiB.
    [Theory]
    [InlineData("trace_buf_size=100M", 0)]
    [InlineData("trace_event=sched:sched_switch", 1441792)]
    [InlineData("ftrace=function trace_buf_size=8M", 8 << 20)]
    [InlineData("trace-event=x trace-buf-size=0x100000", 1 << 20)]
    [InlineData("trace_event=x trace_buf_size=1", 4096)]
    public void Tracing_makes_buffers_grow(string commandLine, long bytes) =>
        Assert.Equal((ulong)bytes, TraceBuffers.BytesPerCpu(KernelCommandLine.Parse(commandLine)));

    // Expect hash tables of several nodes to be interleaved: large ones in blocks of 2 MiB, small ones in pages, none where they came from memblock.
    [Fact]
    public void Hash_tables_are_interleaved()
    {
        var items = Hashes("n4-bighash");
        Assert.Equal([(9, 64L), (9, 64L), (9, 16L), (9, 16L)], items.Select(item => (item.Order, item.Count)));
        Assert.All(items, item => Assert.True(item.Interleaved));
        var small = Hashes("n4-tracebuf").Where(item => item.Interleaved);
        Assert.Equal([(9, 4L), (0, 1024L), (0, 32L), (0, 32L)], small.Select(item => (item.Order, item.Count)));
        var single = Hashes("n1-4g");
        Assert.Equal([(4, 1L), (4, 1L)], single.Select(item => (item.Order, item.Count)));
    }

    // The pages of each type that the traces of three boots hold between memblock_free_all and smp_init, without trace
    // buffers and hash tables: 262 before the trace buffer of CPU 0, then 383 unmovable and 17 reclaimable ones, give or take.
    // Expect a kernel to take them in that order on the CPU that boots.
    [Fact]
    public void A_kernel_takes_memory_for_itself()
    {
        var items = CommandLineWorkload.From(Boots.Spec("n1-tracebuf-8g")).Items;
        int tracing = items.ToList().FindIndex(item => item.Label == "trace buffer of cpu 0");
        Assert.Equal([(MigrateType.Unmovable, 262)], Pages(items.Take(tracing)));
        Assert.Equal(
            [(MigrateType.Reclaimable, 17), (MigrateType.Unmovable, 383)],
            Pages(items.Skip(tracing).Where(item => item.Label.StartsWith("early", StringComparison.Ordinal))));
        Assert.All(items.Where(item => item.Label.StartsWith("early", StringComparison.Ordinal)), item => Assert.Equal((0, WorkPhase.EarlyBoot), (item.Cpu, item.Phase)));

        static IEnumerable<(MigrateType Type, long Pages)> Pages(IEnumerable<WorkItem> taken) =>
            taken.GroupBy(item => item.Type).Select(group => (group.Key, group.Sum(item => item.Count << item.Order)));
    }

    // Expect a machine whose blocks are no kernel's to do nothing of its own.
    [Fact]
    public void A_machine_of_other_blocks_has_no_kernel() =>
        Assert.Empty(CommandLineWorkload.From(BuiltInMachines.Tiny with { OwnWorkload = null }).Items.Where(item => item.Label.StartsWith("early", StringComparison.Ordinal)));

    //   |DMA|------------------ DMA32 ------------------| ... |Normal|
    //             |= 256M crash kernel =|
    // Expect crashkernel=256M to turn the machine that was booted without into the one that was booted with it, and back.
    [Fact]
    public void A_crash_kernel_takes_what_it_took()
    {
        var with = CommandLineMemory.Apply(Boots.Spec("n1-4g"), "crashkernel=256M");
        Assert.Equal(ManagedDma32("n1-crash-4g"), FreeDma32(with));
        Assert.Equal(0UL, Assert.Single(with.CrashKernel).Start % (16 << 20));
        var without = CommandLineMemory.Apply(Boots.Spec("n1-crash-4g"), "crashkernel=0");
        Assert.Equal(ManagedDma32("n1-4g"), FreeDma32(without));
        Assert.Empty(without.CrashKernel);
    }

    // Expect each shape of crashkernel= to be understood as the kernel does on 4 GiB of memory.
    [Theory]
    [InlineData("64M", 64)]
    [InlineData("64M@512M", 64)]
    [InlineData("1G-4G:128M,4G-:256M", 128)]
    [InlineData("512M-1G:32M,1G-:96M@1G", 96)]
    [InlineData("8G-:1G", 0)]
    [InlineData("512M,high", 512 + 256)]
    public void Crash_kernels_come_in_many_shapes(string value, long mebibytes)
    {
        var plain = Boots.Spec("n1-4g");
        var machine = CommandLineMemory.Apply(plain, "crashkernel=" + value);
        Assert.Equal(mebibytes << 20, Boots.ReservedBytes(machine) - Boots.ReservedBytes(plain));
    }

    // Expect a parameter that the log's own command line has already to change nothing.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void What_is_applied_already_is_not_applied_again(string boot)
    {
        var machine = Boots.Spec(boot);
        var again = CommandLineMemory.Apply(machine, machine.CommandLine.Replace("numa=fake=4", "", StringComparison.Ordinal));
        Assert.Equal(machine.Memory.AsEnumerable(), again.Memory.AsEnumerable());
        Assert.Equal(Boots.ReservedBytes(machine), Boots.ReservedBytes(again));
    }

    //   node 0 |-------------------| node 1 |xx 300M xx|-----|xxx 1000M xxx|------|
    // Expect memmap= to punch the same holes that the kernel punched: the zones of a boot with them.
    [Fact]
    public void Memmap_punches_holes()
    {
        var machine = CommandLineMemory.Apply(Boots.Spec("n2-hashdist0"), "memmap=300M$0x140000000 memmap=1000M$0x1a0000000");
        Assert.Equal(Boots.Spec("n2-hole").Memory.AsEnumerable(), machine.Memory.AsEnumerable());
    }

    //   |------ 4 GiB ------|xxxxxxxxx gone xxxxxxxxx|
    // Expect mem= to take away what lies above, and reservations there to move to what is left.
    [Fact]
    public void Mem_cuts_memory_off()
    {
        var machine = CommandLineMemory.Apply(Boots.Spec("n1-16g"), "mem=4G");
        Assert.Equal(0xbffe0000UL, machine.Memory[^1].End);
        long lost = Boots.ReservedBytes(Boots.Spec("n1-16g")) - Boots.ReservedBytes(machine);
        Assert.InRange(lost, 190L << 20, 215L << 20);
    }

    // Expect memmap= with a mere size to be the same as mem=, and the smallest of several to count.
    [Theory]
    [InlineData("memmap=4G")]
    [InlineData("mem=6G mem=4G")]
    [InlineData("mem=4G mem=6G")]
    [InlineData("memmap=6G memmap=4G")]
    [InlineData("memmap=6G,4G")]
    public void Memory_is_cut_off_in_many_ways(string commandLine)
    {
        var cut = CommandLineMemory.Apply(Boots.Spec("n1-16g"), "mem=4G");
        Assert.Equal(cut.Memory.AsEnumerable(), CommandLineMemory.Apply(Boots.Spec("n1-16g"), commandLine).Memory.AsEnumerable());
    }

    // Expect parameters that took memory or nodes away to be refused where others stood in their place at boot.
    [Theory]
    [InlineData("n2-hole", "memmap=1G$8G", "memmap= as the machine was booted with")]
    [InlineData("n1-fake4", "numa=off", "numa= as the machine was booted with")]
    public void What_was_taken_away_at_boot_stays_away(string boot, string commandLine, string message)
    {
        var fault = Assert.Throws<MachineInputException>(() => CommandLineMemory.Apply(Boots.Spec(boot), commandLine));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    // Expect tables of at most 2^31 entries however much memory there is, and of at most a sixteenth of it.
    [Fact]
    public void Hash_tables_have_an_end()
    {
        var commandLine = KernelCommandLine.Parse("dhash_entries=99999999999");
        Assert.Equal(1L << 31, HashTables.Of(BuiltInMachines.Sockets(64), commandLine)[0].Entries);
        Assert.Equal(1L << 27, HashTables.Of(BuiltInMachines.TwoSocket, commandLine)[0].Entries);
    }

    //   own: buffers of 24M on 16 CPUs, requests        --cmdline trace_buf_size=24M: 16 buffers more
    // Expect what a command line adds to be done besides what the machine brings along, and only what it adds.
    [Fact]
    public void A_command_line_adds_to_a_workload()
    {
        var machine = BuiltInMachines.TwoSocket;
        var own = machine.OwnWorkload!.Items;
        var traced = CommandLineMemory.Apply(machine, "trace_event=x trace_buf_size=24M");
        Assert.Equal(own.AsEnumerable(), traced.OwnWorkload!.Items.Take(own.Length));
        Assert.Equal(16, traced.OwnWorkload.Items.Skip(own.Length).Count(item => item.Label.StartsWith("trace buffer of cpu ", StringComparison.Ordinal)));
        Assert.Equal(own.Length + 32, traced.OwnWorkload.Items.Length);
        Assert.Equal(own.AsEnumerable(), CommandLineMemory.Apply(machine, "quiet").OwnWorkload!.Items.AsEnumerable());
    }

    // Expect a larger buffer to add the difference, a smaller one nothing, and a larger table its blocks.
    [Theory]
    [InlineData("trace_buf_size=16M", "trace buffer of cpu 0", 2056)]
    [InlineData("trace_buf_size=4M", "trace buffer of cpu 0", 0)]
    [InlineData("quiet", "trace buffer of cpu 0", 0)]
    [InlineData("dhash_entries=16777216", "Dentry cache hash table", 48)]
    public void Only_the_difference_is_added(string commandLine, string label, long count)
    {
        var machine = BuiltInMachines.TwoSocket with { CommandLine = "trace_event=x trace_buf_size=8M", OwnWorkload = Workload.None };
        var items = CommandLineMemory.Apply(machine, commandLine).OwnWorkload!.Items;
        Assert.Equal(count, items.Where(item => item.Label == label).Sum(item => item.Count));
    }

    // Expect memory that memmap=nn@ss adds to be on the node below it.
    [Fact]
    public void Memmap_adds_memory()
    {
        var machine = CommandLineMemory.Apply(Boots.Spec("n2-2g"), "memmap=1G@64G");
        Assert.Equal(new MemblockRegion(64UL << 30, 65UL << 30, 1), machine.Memory[^1]);
    }

    //   |--------------------------------- |GGGG|GGGG|GGGG|GGGG|map|
    // Expect gigantic pages aligned to their size from the top of each node, and pages of 2 MiB to cost nothing.
    [Fact]
    public void Gigantic_pages_come_from_memblock()
    {
        var plain = Boots.Spec("n2-64g");
        var machine = CommandLineMemory.Apply(plain, "hugepages=512 hugepagesz=1G hugepages=5 hugepagesz=2M hugepages=100");
        Assert.Equal(5L << 30, Boots.ReservedBytes(machine) - Boots.ReservedBytes(plain));
        Assert.Equal(3L << 30, ReservedOn(machine, 0) - ReservedOn(plain, 0));
        var each = CommandLineMemory.Apply(plain, "default_hugepagesz=1G hugepages=0:1,1:4");
        Assert.Equal(1L << 30, ReservedOn(each, 0) - ReservedOn(plain, 0));
        Assert.Equal(4L << 30, ReservedOn(each, 1) - ReservedOn(plain, 1));
    }

    // Expect a longer log buffer to cost the text and the records that may be in it: 4.5 times its size.
    [Fact]
    public void A_log_buffer_costs_more_than_its_text()
    {
        var plain = Boots.Spec("n1-4g");
        var machine = CommandLineMemory.Apply(plain, "log_buf_len=16M");
        Assert.Equal((16 - 4) * 9 << 19, Boots.ReservedBytes(machine) - Boots.ReservedBytes(plain));
    }

    //   free: |--- 1.2 GiB ---| hole |-- 0.9 GiB --|     text 512 MiB, descriptors 384 MiB, details 1.4 GiB
    // Expect a buffer to be had in three places where no single one would hold it, and nothing of it where a part fails.
    [Fact]
    public void A_log_buffer_is_three_allocations()
    {
        var plain = Boots.Spec("n1-4g");
        var whole = CommandLineMemory.Apply(plain, "log_buf_len=512M");
        var none = CommandLineMemory.Apply(plain, "log_buf_len=1G");
        Assert.Equal((512 - 4) * 9L << 19, Boots.ReservedBytes(whole) - Boots.ReservedBytes(plain));
        Assert.Empty(whole.Notes);
        Assert.Equal(Boots.ReservedBytes(plain), Boots.ReservedBytes(none));
        Assert.Equal("log_buf_len= allocation failed: the kernel keeps its built-in buffer", Assert.Single(none.Notes));
    }

    //   asked for: a table of 32 MiB where one of 1 MiB is held already, on top of 60 MiB of text more
    // Expect a table that memory has no place for to be halved until it has.
    [Fact]
    public void A_hash_that_does_not_fit_is_halved()
    {
        var plain = Boots.Spec("n1-512m");
        var machine = CommandLineMemory.Apply(plain, "log_buf_len=64M dhash_entries=99999999");
        Assert.Equal((60 * 9L << 19) + (31 << 19), Boots.ReservedBytes(machine) - Boots.ReservedBytes(plain));
    }

    // Expect a user to be told which parameters change nothing, in a line for each reason.
    [Theory]
    [InlineData("quiet", "")]
    [InlineData("nr_cpus=2", "nr_cpus= is not simulated")]
    [InlineData("nr_cpus=2 cma=64M nosmp", "nr_cpus=, nosmp, cma= are not simulated")]
    [InlineData("trace_buf_size=8M", "trace_buf_size= costs nothing: tracing is off without trace_event= or ftrace=")]
    [InlineData("trace_buf_size=8M trace_event=x", "")]
    public void Parameters_that_change_nothing_are_noted(string commandLine, string notes) =>
        Assert.Equal(notes, string.Join('\n', CommandLineMemory.Apply(Boots.Spec("n1-4g"), commandLine).Notes));

    // Expect hashdist=0 to move the dentry and inode hashes of a machine with several nodes to memblock, as it did.
    [Fact]
    public void Hashes_that_are_not_spread_come_from_memblock()
    {
        var machine = CommandLineMemory.Apply(Boots.Spec("n4-tracebuf"), "hashdist=0");
        Assert.Equal(12L << 20, Boots.ReservedBytes(machine) - Boots.ReservedBytes(Boots.Spec("n4-tracebuf")));
    }

    // Expect numa=off to leave one node with everything.
    [Fact]
    public void Without_numa_there_is_one_node()
    {
        var machine = CommandLineMemory.Apply(Boots.Spec("n4-dist"), "numa=off");
        var node = Assert.Single(machine.Nodes);
        Assert.Equal([0, 1, 2, 3], node.Cpus.AsEnumerable());
        Assert.All(machine.Memory, region => Assert.Equal(0, region.Nid));
        Assert.Equal(Boots.ReservedBytes(Boots.Spec("n4-dist")) + (12 << 20), Boots.ReservedBytes(machine));
    }

    // Expect sizes and shares of Movable, and the last of several to count.
    [Theory]
    [InlineData("movablecore=3G", 0, 3 << 18, 0, 0)]
    [InlineData("kernelcore=1G kernelcore=512M", 1 << 17, 0, 0, 0)]
    [InlineData("kernelcore=30% movablecore=10%", 0, 0, 30, 10)]
    public void Movable_is_asked_for_in_sizes_or_shares(string commandLine, long kernel, long movable, int kernelPercent, int movablePercent) =>
        Assert.Equal(
            new MovableRequest(kernel, movable, kernelPercent, movablePercent), MovableParameters.From(KernelCommandLine.Parse(commandLine)));

    // Expect words, quotation marks, dashes and "--" to be taken as the kernel takes them.
    [Fact]
    public void A_command_line_is_cut_as_the_kernel_cuts_it()
    {
        var line = KernelCommandLine.Parse("quiet  log-buf-len=4M x=\"a b\" \"y=c d\" \"my own=1\" \"a b\" x=2 -- mem=1G");
        Assert.Equal("quiet log_buf_len x y my own a b x", string.Join(' ', line.Parameters.Select(parameter => parameter.Name)));
        Assert.Equal("2", line.Last("x"));
        Assert.Equal("c d", line.Last("y"));
        Assert.Null(line.Last("quiet"));
        Assert.True(line.Has("quiet"));
        Assert.Equal(line.Parameters.AsEnumerable(), KernelCommandLine.Parse(line.ToString()).Parameters.AsEnumerable());
    }

    // Expect one line that says what is wrong with a value.
    [Theory]
    [InlineData("trace_event=x trace_buf_size=much", "trace_buf_size=")]
    [InlineData("crashkernel=1G-", "crashkernel=")]
    [InlineData("crashkernel=1G-2G", "crashkernel=")]
    [InlineData("crashkernel=99999999999999999999", "crashkernel=")]
    [InlineData("mem=0", "memory to be left")]
    [InlineData("memmap=1G^2G", "memmap=")]
    [InlineData("memmap=exactmap memmap=1G@0", "is not simulated), found \"exactmap\"")]
    [InlineData("kernelcore=mirror", "mirrored memory is not simulated")]
    [InlineData("movable_node", "can be unplugged is not simulated")]
    [InlineData("hugepagesz=large hugepages=1", "hugepagesz=")]
    [InlineData("hugepagesz=1G hugepages=x", "hugepages=")]
    [InlineData("numa=fake=8", "numa=")]
    [InlineData("dhash_entries=-1", "dhash_entries=")]
    public void Bad_values_are_refused_in_one_line(string commandLine, string expected)
    {
        var machine = Boots.Spec("n1-4g");
        var fault = Assert.Throws<MachineInputException>(() =>
        {
            var applied = CommandLineMemory.Apply(machine, commandLine);
            return CommandLineWorkload.From(applied, KernelCommandLine.Parse(commandLine));
        });
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static long TracePages(string boot, WorkPhase phase) =>
        CommandLineWorkload.From(Boots.Spec(boot)).Items
            .Where(item => item.Phase == phase && item.Label.Contains("trace buffer", StringComparison.Ordinal)).Sum(item => item.Count);

    /// <summary>Pages that were free at one point, or came to be managed since, and are not free at a later one.</summary>
    private static long Used(string boot, string from, string to) => Free(boot, from) + Managed(boot, to) - Managed(boot, from) - Free(boot, to);

    private static long Free(string boot, string at) => Sum(boot, at, "free");

    private static long Managed(string boot, string at) => Sum(boot, at, "managed");

    private static long Sum(string boot, string at, string what) =>
        Fixtures.Snapshot(boot, at).GetProperty("nodes").EnumerateArray()
            .Sum(node => node.GetProperty("zones").EnumerateArray().Sum(zone => zone.GetProperty(what).GetInt64()));

    private static long ManagedDma32(string boot) =>
        Fixtures.Snapshot(boot, "after memblock_free_all").GetProperty("nodes")[0].GetProperty("zones").EnumerateArray()
            .Single(zone => zone.GetProperty("zone").GetString() == "DMA32").GetProperty("managed").GetInt64();

    private static long FreeDma32(MachineSpec machine) =>
        machine.ToMemblock().FreeFrames().Sum(frames => frames.Intersect(new PfnRange(4096, 1 << 20)).Pages);

    private static long ReservedOn(MachineSpec machine, int nid)
    {
        var map = machine.ToMemblock();
        return machine.Memory.Where(region => region.Nid == nid).Sum(region => (long)region.SizeBytes)
            - map.FreeRegions(nid).Sum(region => (long)region.SizeBytes);
    }

    private static List<WorkItem> Hashes(string boot) =>
        [.. CommandLineWorkload.From(Boots.Spec(boot)).Items.Where(item => item.Label.EndsWith("hash table", StringComparison.Ordinal))];
}
