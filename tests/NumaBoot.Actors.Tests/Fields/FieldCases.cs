using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Fields;

/// <summary>The reports that concern memory and what is taken of it, in the order in which the faults came to be.</summary>
internal static class FieldCases
{
    public static FieldCase LargeHashes { get; } = new()
    {
        Name = "large-hashes",
        Report = """
            May 2015, "Parallel struct page initialisation v4": a Superdome 2 of 16 nodes and 24 TB runs out of memory in
            `driver_init`. Of each node 2 GiB were built; the hash tables of dentries and inodes, 16 GB each, are spread
            over the nodes and had taken all of it. As merged in 4.2 (3a80a7fa7989) `update_defer_init` counted 2 GiB of
            the last zone of each node, whatever the size of the node. In March 2016 that became 2 GiB or node/256,
            "two large system hashes that can take up 1GB for 0.25TB/node", which is 6 GiB of 1.5 TiB.
            """,
        Machine = """
            Nodes, zones and what of them is managed are those of the report, to the page: node 1 begins a page late, so that its
            2 GiB end a section later. CPUs, 480 by the log, are spread evenly. What else had been taken is not told: here it is all that the
            hashes leave.
            """,
        Note = """
            In the report late init had not begun when the memory was used up, since it waited for kswapd. As merged it comes
            before `driver_init`; the last allocation is made before it here.
            """,
        Concerned = [FieldPolicies.FixedReserve, FieldPolicies.UncountedReserve],
        Compared = [FieldPolicies.FixedReserve, FieldPolicies.UncountedReserve, InitPolicies.StaticReserve, InitPolicies.V1, InitPolicies.SingleWriter],
        Tell = outcome => $"{BuiltEarly(outcome)} built early; {Boots(outcome)}",
    };

    public static FieldCase CrashKernel { get; } = new()
    {
        Name = "crash-kernel",
        Report = """
            May 2017, "mm: consider memblock reservations for deferred memory initialization sizing" (864b9a393dcb): a ppc64
            machine with `crashkernel=4096M` runs out of memory when kthreadd forks. All of its 51200 MB, node 7, are one zone
            from address 0 on, and the crash kernel lies at 128 MB: of the first 2 GiB nothing but 110016 kB is left. Since then
            reservations that begin in the first 2 GiB (or node/256) are added to what is built.
            """,
        Machine = """
            One zone, no DMA and no DMA32; sections of 16 MiB as on ppc64, in pages of 4 KiB instead of 64. What lies below the
            crash kernel is reserved so that 110016 kB are managed. What had been taken of them is not told: here it is all.
            """,
        Note = """
            `static-reserve` builds 2 GiB and the 4 GiB of the crash kernel besides. The first section of a policy that grows is all
            taken by the kernel image, so that it begins with nothing, and grows.
            """,
        Concerned = [FieldPolicies.FixedReserve, FieldPolicies.UncountedReserve],
        Compared = [FieldPolicies.UncountedReserve, InitPolicies.StaticReserve, InitPolicies.V1, InitPolicies.SingleWriter],
        Tell = outcome => string.Create(
            CultureInfo.InvariantCulture,
            $"{FieldBoots.ManagedPages(outcome, SnapshotPoints.AfterMemblockFreeAll) * 4:N0} kB managed when memblock has handed over; {Boots(outcome)}"),
    };

    public static FieldCase TraceBuffers { get; } = new()
    {
        Name = "trace-buffers",
        Report = """
            2018, the reason for the seed patch: a machine of 8 nodes, 512 GB and 384 CPUs with `trace_buf_size=100m` dies in
            `smp_init`. The buffers take 38.4 GB, and 2 GiB of each node, 16 GB in all, were built.
            """,
        Machine = """
            It is [`examples/field-case.json`](../examples/field-case.json) under the name of its case: nodes and CPUs as
            reported, typical reservations.
            """,
        Note = "That it counts reservations helps `static-reserve` to ten CPUs more. No reserve knows what boot will take.",
        Concerned = [FieldPolicies.FixedReserve, FieldPolicies.UncountedReserve],
        Compared = [FieldPolicies.FixedReserve, InitPolicies.StaticReserve, InitPolicies.V1, InitPolicies.SingleWriter],
        Tell = Boots,
    };

    public static FieldCase EmptyZone { get; } = new()
    {
        Name = "empty-zone",
        Report = """
            June 2019, "mm/page_alloc.c: fix regression with deferred struct page init" (b9705d8778e7, mending 0e56acae4b4d of
            5.2-rc1): a Xen dom0 hangs in early boot. The first zone that is looked at has no free range of memblock, so there
            is nothing to grow, and `deferred_grow_zone` said yes each time: `get_page_from_freelist` tries, and asks, for ever.
            Since then it says yes once.
            """,
        Machine = """
            A node of 4 GiB, whose zone Normal, a GiB, is reserved altogether, as memory of a dom0 that belongs to the
            hypervisor. An ordinary allocation looks at Normal first. Sizes are a guess: none are told.
            """,
        Note = "What hangs has no times: the run is ended when a zone has said \"try again\" a thousand times and nothing moved.",
        Concerned = [MuseumPolicies.EndlessGrowth, MuseumPolicies.V52],
        Compared = [InitPolicies.V417, MuseumPolicies.EndlessGrowth, MuseumPolicies.V52, InitPolicies.V61, InitPolicies.SingleWriter],
        Tell = outcome => outcome.Broken.Contains(Invariant.BootCompletes) ? "hangs: `boot-completes` is broken" : Boots(outcome),
    };

    public static FieldCase PageLists { get; } = new()
    {
        Name = "page-lists",
        Report = """
            October 2019, "mm, meminit: Recalculate pcpu batch and high limits after init completes" (3e8fc0075e24): on an EPYC 2
            of 2 nodes with 256 CPUs 512 page lists have a batch of 7 and a high mark of 42, where 63 and 378 were meant, and building a
            kernel takes 162 s instead of 119. Lists were sized in `setup_per_cpu_pageset`, when of each zone Normal a section
            was there, and never again. The fault is as old as the seed patch: a static reserve of 2 GiB is enough for 63.
            """,
        Machine = """
            Two nodes of 128 CPUs; the memory of the machine, 512 GiB here, is a guess. Late init is over when the CPUs begin to
            allocate.
            """,
        Note = """
            The batches are the report's, list by list: a CPU that takes 1,024 pages goes to its zone 147 times instead of 17. The high mark differs: kernels of that time set it to six times the batch, 42
            and 378; ours is that of 6.1, four times the batch while there are no watermarks, 28, and with them the low mark divided by the CPUs
            of the node where that is more. Of the presets `v1`, `v3` and `v4.17` are shown without this fault, which all of them had.
            """,
        Concerned = [FieldPolicies.ListsOnce],
        Compared = [FieldPolicies.ListsOnce, InitPolicies.V417, InitPolicies.SingleWriter],
        Tell = outcome => string.Join(", ", new[] { 0, 1 }.Select(nid => FieldBoots.Zone(outcome, nid, ZoneKind.Normal).PageList).Select((list, nid) =>
            $"node {nid}: batch {list.Batch}, high {list.High}")),
    };

    public static FieldCase TwoRegions { get; } = new()
    {
        Name = "two-regions",
        Report = """
            December 2020, "mm: memmap defer init doesn't work as expected" (dc2da7b45ffe, mending 73a6e474cb376): on a
            VMware host of 1 TiB the memory map takes 2.0016 s where it took 0.0027. Since 5.8 the map went region by region, and
            `defer_init` held the end of the region, not of the zone, against the end of the node: of the two regions of node 2
            the first, 328 GiB, does not reach it and was built altogether.
            """,
        Machine = "Nodes and regions are those of the report's SRAT. CPUs and reservations are a guess.",
        Note = """
            The fault builds 85,983,232 pages more. At 23.3 ns a page, which is what that host needs, these are the 2.0 s of the
            report. On the generic machine of the table it is 17.2 ns, and 0.5 ns for freeing the page, which belongs to the phase;
            with `--costs broadwell`, 21.4 ns, it takes 1.88 s longer.
            """,
        Concerned = [FieldPolicies.ByRegion],
        Compared = [FieldPolicies.ByRegion, InitPolicies.V58, InitPolicies.SingleWriter],
        Tell = outcome => $"memory map {Quantity.Milliseconds(FieldBoots.MemoryMapNs(outcome))}, {BuiltEarly(outcome)} built early; {Boots(outcome)}",
    };

    public static FieldCase FreedLate { get; } = new()
    {
        Name = "freed-late",
        Report = """
            January 2023, "mm: Always release pages to the buddy allocator in memblock_free_late()": a t3.micro of 1 GB, booted by
            EFI, has 178,867 managed pages in DMA32 where it should have 222,816; a t3a.nano of 512 MB lacks about 140 MB. The memory of EFI's
            boot services is reserved while memblock hands over and freed in `efi_enter_virtual_mode`, before late
            init. Pages at or above the frontier are passed over there, as if late init would come to them; but it comes only to
            what is not reserved. The mend of 2023 (115d9d77bb0f) was taken back since merging such pages read struct pages of
            neighbours that were not built; in 2026 the freeing was put off until late init is over (a4b0bf6a40f3).
            """,
        Machine = """
            Spanned, present and managed pages of both zones are those of the report's `zoneinfo`. Where EFI's regions lie
            is a guess: 256 pages below the frontier, 43,949 above it. `freedLate` is described in [machines.md](machines.md).
            """,
        Note = """
            A machine that is smaller than the static reserve has nothing deferred, and loses nothing; it is the seed patch that let small
            machines defer. What is lost stays reserved, in the kernel's own count as well, so that `pages-conserved` holds; that
            it is lost breaks `no-page-lost`, which kernels do not claim.
            """,
        Concerned = [FieldPolicies.FreedAfterLateInit],
        Compared = [InitPolicies.StaticReserve, InitPolicies.V61, FieldPolicies.FreedAfterLateInit, InitPolicies.SingleWriter],
        Tell = outcome => string.Create(
            CultureInfo.InvariantCulture,
            $"{FieldBoots.Zone(outcome, 0, ZoneKind.Dma32).ManagedPages:N0} managed pages in DMA32, {(outcome.LostPages == 0 ? "none" : $"{outcome.LostPages:N0}")} lost"),
    };

    public static FieldCase FreedLate512M { get; } = new()
    {
        Name = "freed-late-512m",
        Report = """
            March 2026, the mend of it (a4b0bf6a40f3): a t3a.nano of 512 MB lacks about 140 MB, more than a quarter of all its memory, for
            the same reason.
            """,
        Machine = """
            The sizes are the report's, 512 MB with 140 MB of EFI's boot services; where they lie is a guess, but for that it must be above
            the frontier, which on so small a machine is at 256 MiB: a section is 128 MiB, and DMA32 begins at 16.
            """,
        Note = "The static reserve of 2 GiB is the whole machine, and `eager` builds all: nothing is deferred, nothing lost.",
        Concerned = [FieldPolicies.FreedAfterLateInit],
        Compared = [InitPolicies.StaticReserve, InitPolicies.V61, InitPolicies.SingleWriter],
        Tell = outcome => $"{Quantity.Pages(FieldBoots.Zone(outcome, 0, ZoneKind.Dma32).ManagedPages)} managed in DMA32, {(outcome.LostPages == 0 ? "none" : Quantity.Pages(outcome.LostPages))} lost",
    };

    /// <summary>All of them.</summary>
    public static ImmutableArray<FieldCase> All { get; } = [LargeHashes, CrashKernel, TraceBuffers, EmptyZone, PageLists, TwoRegions, FreedLate, FreedLate512M];

    private static string Boots(PolicyOutcome outcome) => outcome switch
    {
        { Failure: { } failure } => $"does not boot: nothing left for {failure.Label}, after {Quantity.Count(failure.GotBlocks)} of {Quantity.Count(failure.WantedBlocks)} blocks",
        { Boots: false } => "does not boot",
        _ => outcome.Growths.Count() switch
        {
            0 => "boots",
            var count => $"boots, and grows {Quantity.Plural(count, "time")}, {Quantity.Pages(outcome.Growths.Sum(growth => growth.Pages))}",
        },
    };

    private static string BuiltEarly(PolicyOutcome outcome) => Quantity.Pages(outcome.Result.Report!.Nodes.Sum(node => node.EarlyPages));
}
