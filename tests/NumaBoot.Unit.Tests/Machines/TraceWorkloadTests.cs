using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Kernel traces of page allocations as workloads: what each line becomes, and when it is done.</summary>
public sealed class TraceWorkloadTests
{
    // Node 0 and CPU 0 have the first gigabyte, node 1 and CPU 1 the second.
    private static readonly MachineSpec Machine = SmallMachine.Of(
        new MemblockRegion(0, SmallMachine.GiB, 0), new MemblockRegion(SmallMachine.GiB, 2 * SmallMachine.GiB, 1));

    private const string Boot = "          <idle>-0       [000] d..1.     0.000000: mm_page_alloc: page=00000000ff6fc8ea pfn=0xafae order=1 migratetype=0 gfp_flags=__GFP_NOWARN|__GFP_NORETRY|__GFP_COMP\n";

    // The same ten events, as three tools print them.
    private const string Ftrace = """
        # tracer: nop
        #
        # entries-in-buffer/entries-written: 10/10   #P:2
        #
        #           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
        #              | |         |   |||||     |         |
                  <idle>-0       [000] d..1.     0.000000: mm_page_alloc: page=00000000ff6fc8ea pfn=0xafae order=1 migratetype=0 gfp_flags=__GFP_NOWARN|__GFP_NORETRY|__GFP_COMP
                  <idle>-0       [000] d..4.     0.000000: mm_page_alloc_zone_locked: page=0000000028b69acd pfn=0xafb0 order=0 migratetype=0 percpu_refill=1
                  <idle>-0       [000] d..4.     0.000000: mm_page_alloc_zone_locked: page=000000008b69acd2 pfn=0xafb1 order=0 migratetype=0 percpu_refill=1
                  <idle>-0       [000] ...1.     0.000000: mm_page_alloc: page=0000000028b69acd pfn=0xafb0 order=0 migratetype=0 gfp_flags=none
                    init-1       [000] .....     0.400000: mm_page_alloc: page=0000000018b69acd pfn=0x40010 order=2 migratetype=0 gfp_flags=GFP_KERNEL|__GFP_ZERO
                 cpuhp/1-20      [001] ...1.     0.500000: mm_page_alloc: page=0000000038b69acd pfn=0x40100 order=0 migratetype=1 gfp_flags=GFP_HIGHUSER_MOVABLE|__GFP_COMP
              pgdatinit0-24      [000] .....     0.704409: mm_page_free: page=00000000f5afd26d pfn=0x20000 order=9
         kworker/u4:0-mm-8       [001] .....     0.704809: mm_page_free: page=0000000018b69acd pfn=0x40010 order=2
                    init-1       [000] .....     0.705409: mm_page_alloc: page=0000000018b69acd pfn=0x40010 order=2 migratetype=2 gfp_flags=GFP_KERNEL|__GFP_RECLAIMABLE
                    init-1       [000] .....     0.705409: mm_page_free_batched: page=0000000028b69acd pfn=0xafb0 order=0

        """;

    private const string TraceCmd = """
        version = 6
        CPU 3 is empty
        cpus=2
                  <idle>-0     [000]     0.000000: mm_page_alloc:        page=0xffffea00002beb80 pfn=44974 order=1 migratetype=0 gfp_flags=__GFP_NOWARN|__GFP_NORETRY|__GFP_COMP
                  <idle>-0     [000]     0.000000: mm_page_alloc_zone_locked: page=0xffffea00002bec00 pfn=44976 order=0 migratetype=0 percpu_refill=1
                  <idle>-0     [000]     0.000000: mm_page_alloc_zone_locked: page=0xffffea00002bec40 pfn=44977 order=0 migratetype=0 percpu_refill=1
                  <idle>-0     [000]     0.000000: mm_page_alloc:        page=0xffffea00002bec00 pfn=44976 order=0 migratetype=0 gfp_flags=none
                    init-1     [000]     0.400000: mm_page_alloc:        page=0xffffea0001000400 pfn=262160 order=2 migratetype=0 gfp_flags=GFP_KERNEL|__GFP_ZERO
                 cpuhp/1-20    [001]     0.500000: mm_page_alloc:        page=0xffffea0001004000 pfn=262400 order=0 migratetype=1 gfp_flags=GFP_HIGHUSER_MOVABLE|__GFP_COMP
              pgdatinit0-24    [000]     0.704409: mm_page_free:         page=0xffffea0000800000 pfn=131072 order=9
         kworker/u4:0-mm-8     [001]     0.704809: mm_page_free:         page=0xffffea0001000400 pfn=262160 order=2
                    init-1     [000]     0.705409: mm_page_alloc:        page=0xffffea0001000400 pfn=262160 order=2 migratetype=2 gfp_flags=GFP_KERNEL|__GFP_RECLAIMABLE
                    init-1     [000]     0.705409: mm_page_free_batched: page=0xffffea00002bec00 pfn=44976 order=0

        """;

    private const string Perf = """
        # ========
        # captured on    : a machine
        # ========
        #
                 swapper     0 [000]     0.000000:             kmem:mm_page_alloc: page=0xffffea00002beb80 pfn=0xafae order=1 migratetype=0 gfp_flags=__GFP_NOWARN|__GFP_NORETRY|__GFP_COMP
                ffffffff812f2a45 __alloc_pages+0x155 ([kernel.kallsyms])

                 swapper     0 [000]     0.000000: kmem:mm_page_alloc_zone_locked: page=0xffffea00002bec00 pfn=0xafb0 order=0 migratetype=0 percpu_refill=1
                 swapper     0 [000]     0.000000: kmem:mm_page_alloc_zone_locked: page=0xffffea00002bec40 pfn=0xafb1 order=0 migratetype=0 percpu_refill=1
                 swapper     0 [000]     0.000000:             kmem:mm_page_alloc: page=0xffffea00002bec00 pfn=0xafb0 order=0 migratetype=0 gfp_flags=none
                    init     1 [000]     0.400000:             kmem:mm_page_alloc: page=0xffffea0001000400 pfn=0x40010 order=2 migratetype=0 gfp_flags=GFP_KERNEL|0x100
                 cpuhp/1    20 [001]     0.500000:             kmem:mm_page_alloc: page=0xffffea0001004000 pfn=0x40100 order=0 migratetype=1 gfp_flags=GFP_HIGHUSER_MOVABLE|__GFP_COMP
              pgdatinit0    24 [000]     0.704409:              kmem:mm_page_free: page=0xffffea0000800000 pfn=0x20000 order=9
         kworker/u4:0-mm 8/8 [001]       0.704809:              kmem:mm_page_free: page=0xffffea0001000400 pfn=0x40010 order=2
                    init     1 [000]     0.705409:             kmem:mm_page_alloc: page=0xffffea0001000400 pfn=0x40010 order=2 migratetype=2 gfp_flags=GFP_KERNEL|__GFP_RECLAIMABLE
                    init     1 [000]     0.705409:      kmem:mm_page_free_batched: page=0xffffea00002bec00 pfn=0xafb0 order=0

        """;

    // Expect each allocation to become an item of its CPU with all that its line tells, and the free to be given back by the
    // CPU that holds the block: who does the freeing is another. Other CPUs than the first begin once all run, and keep to
    // the pace of the trace from there on.
    [Fact]
    public void Lines_become_items()
    {
        var read = TraceFile.Read(Machine, Ftrace);

        WorkItem[] expected =
        [
            Allocation(0, WorkPhase.EarlyBoot, order: 1, nid: 0, "<idle>") with { Need = WorkNeed.Optional },
            Allocation(0, WorkPhase.AfterPageLists, order: 0, nid: 0, "<idle>"),
            Allocation(0, WorkPhase.SmpInit, order: 2, nid: 1, "pfn 0x40010"),
            Pause(0, 400_000),
            new WorkItem { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Free, Label = "pfn 0x40010" },
            Pause(0, 600_000),
            Allocation(0, WorkPhase.Running, order: 2, nid: 1, "init") with { Type = MigrateType.Reclaimable },
            Allocation(1, WorkPhase.Running, order: 0, nid: 1, "cpuhp/1") with { Type = MigrateType.Movable, HighestZone = ZoneKind.Movable },
        ];
        Assert.Equal(expected, read.Workload.Items);
        Assert.EndsWith(": 1 frees (512 pages) of what it does not tell the allocation of are the kernel's own, and left out", Assert.Single(read.Notes), StringComparison.Ordinal);
    }

    // Expect the same events to be the same workload, whichever tool printed them.
    [Theory]
    [InlineData(TraceCmd)]
    [InlineData(Perf)]
    public void Other_tools_print_the_same_workload(string text) => Assert.Equal(Items(Ftrace), Items(text).Select(Renamed));

    // Expect a trace with the numbers of thread groups, and one of trace-cmd with flags, to be read as well.
    [Theory]
    [InlineData("            init-1       (      1) [000] ...1.     1.000000: mm_page_alloc: page=1 pfn=0x10 order=0 migratetype=0 gfp_flags=GFP_KERNEL\n")]
    [InlineData("            init-1       (-----) [000] ...1     1.000000: mm_page_alloc: page=1 pfn=0x10 order=0 migratetype=0 gfp_flags=GFP_WAIT|GFP_IO|GFP_FS\n")]
    [InlineData("            init-1     [000] ...1.     1.000000: mm_page_alloc: page=1 pfn=16 order=0 migratetype=0 gfp_flags=GFP_KERNEL\n")]
    [InlineData("            init-1     [000] ...1.     48279223812: mm_page_alloc: page=1 pfn=16 order=0 gfp_flags=0xcc0\n")]
    [InlineData("a task [1]-1     [000] ...1.     1.5: mm_page_alloc: page=1 pfn=16 order=0 gfp_flags=GFP_KERNEL\n")]
    public void Columns_may_differ(string line) =>
        Assert.Equal(
            [Allocation(0, WorkPhase.Running, order: 0, nid: 0, "init")],
            Items(line.Replace("a task [1]", "init", StringComparison.Ordinal)));

    // Page 0x18 is allocated, and then again as a part of the block from 0x10 on: the line between them was lost.
    // Expect the page to be given back just before the block is taken, and the block when it is freed.
    [Fact]
    public void What_lies_within_a_later_block_was_freed_before()
    {
        var items = Items(
            "  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x18 order=0 gfp_flags=GFP_KERNEL\n"
            + "  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x10 order=4 gfp_flags=GFP_KERNEL\n"
            + "  init-1 [000] .... 1.0: mm_page_free: page=1 pfn=0x10 order=4\n");

        Assert.Equal(
            [(WorkKind.Allocate, "pfn 0x18"), (WorkKind.Free, "pfn 0x18"), (WorkKind.Allocate, "pfn 0x10"), (WorkKind.Free, "pfn 0x10")],
            items.Select(item => (item.Kind, item.Label)));
    }

    // Expect files to be done in the order in which they are named, of whatever kind they are.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Files_are_done_one_after_the_other(bool traceFirst)
    {
        const string trace = "  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x10 order=4 gfp_flags=GFP_KERNEL\n";
        const string json = """{"schema":"numaboot/workload/1","programs":[{"cpus":"0","items":[{"phase":"running","do":"allocate","order":9}]}]}""";

        int[] orders = [.. (traceFirst ? Items(trace, json) : Items(json, trace)).Select(item => item.Order)];

        Assert.Equal(traceFirst ? [4, 9] : [9, 4], orders);
    }

    // Expect a task whose name looks like an address not to be taken for a line of a stack.
    [Fact]
    public void A_task_may_be_called_like_an_address() =>
        Assert.Equal("deadbeef", Assert.Single(Items("deadbeef    12 [000]     1.500000: kmem:mm_page_alloc: page=0x1 pfn=0x10 order=0 migratetype=0 gfp_flags=GFP_KERNEL\n")).Label);

    // Expect flags to decide which zone will do, of which type pages are, and what a failure means.
    [Theory]
    [InlineData("GFP_KERNEL", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Required)]
    [InlineData("none", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Required)]
    [InlineData("GFP_KERNEL|GFP_DMA", ZoneKind.Dma, MigrateType.Unmovable, WorkNeed.Required)]
    [InlineData("GFP_DMA32|__GFP_NOWARN", ZoneKind.Dma32, MigrateType.Unmovable, WorkNeed.Optional)]
    [InlineData("GFP_ATOMIC|__GFP_NOWARN", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Atomic)]
    [InlineData("__GFP_HIGH|__GFP_KSWAPD_RECLAIM", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Atomic)]
    [InlineData("GFP_NOFS|__GFP_NOFAIL|__GFP_NOWARN|__GFP_RECLAIMABLE", ZoneKind.Normal, MigrateType.Reclaimable, WorkNeed.Required)]
    [InlineData("GFP_KERNEL|__GFP_RETRY_MAYFAIL", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Optional)]
    [InlineData("GFP_HIGHUSER_MOVABLE", ZoneKind.Movable, MigrateType.Movable, WorkNeed.Required)]
    [InlineData("GFP_KERNEL|__GFP_HIGHMEM", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Required)]
    [InlineData("0x52010", ZoneKind.Normal, MigrateType.Reclaimable, WorkNeed.Optional)]
    [InlineData("0xa20", ZoneKind.Normal, MigrateType.Unmovable, WorkNeed.Atomic)]
    public void Flags_are_understood(string flags, ZoneKind zone, MigrateType type, WorkNeed need)
    {
        var item = Assert.Single(Items($"  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=16 order=0 gfp_flags={flags}\n"));

        Assert.Equal((zone, type, need), (item.HighestZone, item.Type, item.Need));
    }

    // Expect a list of early allocations to keep its preferred nodes, whatever the page was, and its pages to be freed by
    // the trace that goes on from there. A word for a growth is read over.
    [Fact]
    public void A_trace_goes_on_where_a_list_of_early_allocations_ends()
    {
        const string early = "# alloc gfp order preferred_nid nodemask pfn caller\nalloc\t0x4cc0\t0\t1\t-\t16\t0xffffffff812f2a45\nmark\tkmem_cache_init\n"
            + "grow\t0\tDMA32\t0\t65536\t98304\t1\nalloc\t0x52010\t2\t0\t-\t64\t0xffffffff812f2a46\nfree_unref_page\t64\t2\t0xffffffff812f2a47\n";

        var items = Items(early, Boot + "       init-1 [000] .... 1.0: mm_page_free: page=1 pfn=0x10 order=0\n");

        Assert.Equal(
            [
                Allocation(0, WorkPhase.EarlyBoot, order: 0, nid: 1, "pfn 0x10") with { Need = WorkNeed.Optional },
                Allocation(0, WorkPhase.EarlyBoot, order: 2, nid: 0, "pfn 0x40") with { Need = WorkNeed.Optional, Type = MigrateType.Reclaimable },
                new WorkItem { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Free, Label = "pfn 0x40" },
                Allocation(0, WorkPhase.AfterPageLists, order: 1, nid: 0, "<idle>") with { Need = WorkNeed.Optional },
                new WorkItem { Cpu = 0, Phase = WorkPhase.SmpInit, Kind = WorkKind.Free, Label = "pfn 0x10" },
            ],
            items);
    }

    // Expect marks of a list to begin phases.
    [Fact]
    public void Marks_begin_phases()
    {
        const string alloc = "alloc\t0xcc0\t0\t0\t-\t{0}\t0xffffffff812f2a45\n";
        string[] marks = ["mm_init", "after setup_per_cpu_pageset", "smp_init", "page_alloc_init_late"];
        string text = string.Concat(marks.Select((mark, at) => $"mark\t{mark}\n" + alloc.Replace("{0}", $"{at + 16}", StringComparison.Ordinal)));

        Assert.Equal(Enum.GetValues<WorkPhase>(), Items(text).Select(item => item.Phase));
    }

    // Expect a split block to go back with its last part, and one of which a page is allocated again to go back before that.
    [Fact]
    public void Blocks_that_come_back_in_parts_go_back_once()
    {
        const string alloc = "  init-1 [000] .... mm: mm_page_alloc: page=1 pfn=16 order=2 gfp_flags=GFP_KERNEL\n";
        const string free = "  init-1 [000] .... mm: mm_page_free: page=1 pfn={0} order={1}\n";
        string Parts(params (int Pfn, int Order)[] parts) => string.Concat(parts.Select(part =>
            free.Replace("{0}", $"{part.Pfn}", StringComparison.Ordinal).Replace("{1}", $"{part.Order}", StringComparison.Ordinal)));

        var read = TraceFile.Read(Machine, Timed(alloc + Parts((16, 0), (17, 0), (18, 1)) + alloc + alloc));

        Assert.Equal(
            [WorkKind.Allocate, WorkKind.Free, WorkKind.Allocate, WorkKind.Free, WorkKind.Allocate],
            read.Workload.Items.Where(item => item.Kind != WorkKind.Compute).Select(item => item.Kind));
        Assert.Equal(2, read.Notes.Length);
        Assert.Contains("1 blocks were allocated again without having been freed", read.Notes[0], StringComparison.Ordinal);
        Assert.Contains("3 frees gave back parts of a block", read.Notes[1], StringComparison.Ordinal);
        Assert.Single(Items(Timed(alloc + Parts((16, 1)))), item => item.Kind != WorkKind.Compute);
    }

    // Expect allocations that failed, events that were lost and flags of the future to be told, and the rest to be read.
    [Fact]
    public void What_is_left_out_is_told()
    {
        string text = "# entries-in-buffer/entries-written: 5/9   #P:2\nCPU:1 [LOST 20 EVENTS]\n" + Boot
            + "  init-1 [000] .... 1.0: mm_page_alloc: page=(null) pfn=0x0 order=3 migratetype=0 gfp_flags=GFP_ATOMIC\n"
            + "  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x20 order=0 migratetype=4 gfp_flags=GFP_KERNEL|__GFP_SHINY\n"
            + "  init-1 [000] .... 1.0: sched_switch: prev_comm=init\n => do_fork\n";

        var read = TraceFile.Read(Machine, text);

        Assert.Equal(2, read.Workload.Items.Length);
        Assert.Equal(
            ["1 allocations failed, and are left out", "the kernel lost 24 events", "gfp flags such as __GFP_SHINY are not known, and passed over"],
            read.Notes.Select(note => note[(note.IndexOf(": ", StringComparison.Ordinal) + 2)..]), StringComparer.Ordinal);
    }

    // Expect files to be recognised by what they hold, compressed or not, our JSON among them, and to be done in their order.
    [Fact]
    public void Files_are_recognised_by_what_they_hold()
    {
        string json = WorkloadJson.Write(new Workload([Allocation(0, WorkPhase.EarlyBoot, 0, 1, "json")]));

        var items = TraceFile.ReadBytes(Machine, TraceFile.Pack(Boot), TraceFile.Pack(json)).Workload.Items;

        Assert.Equal("json", Assert.Single(Items($"   \n{json}")).Label);
        Assert.Equal(["<idle>", "json"], items.Select(item => item.Label), StringComparer.Ordinal);
        Assert.Equal(Items(Boot), TraceFile.ReadBytes(Machine, TraceFile.Pack(Boot)).Workload.Items);
    }

    private static string Timed(string text) => text.Replace(" mm: ", " 1.0: ", StringComparison.Ordinal);

    private static WorkItem Renamed(WorkItem item) => item.Label == "swapper" ? item with { Label = "<idle>" } : item;

    private static IReadOnlyList<WorkItem> Items(params string[] texts) => TraceFile.Read(Machine, texts).Workload.Items;

    private static WorkItem Pause(int cpu, long ns) => new() { Cpu = cpu, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = ns };

    private static WorkItem Allocation(int cpu, WorkPhase phase, int order, int nid, string label) => new()
    {
        Cpu = cpu,
        Phase = phase,
        Kind = WorkKind.Allocate,
        Order = order,
        Nid = nid,
        Label = label,
    };
}
