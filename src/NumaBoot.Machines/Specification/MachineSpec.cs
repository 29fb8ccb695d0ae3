using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Everything that a boot needs to know of a machine. Readers produce it, <c>numaboot machine</c> prints it, and a
/// simulation is a function of it, a policy, a workload and a seed.
/// </summary>
public sealed record MachineSpec
{
    /// <summary>What reports call the machine.</summary>
    public required string Name { get; init; }

    /// <summary>The sizes of sections and blocks.</summary>
    public MemoryGeometry Geometry { get; init; } = MemoryGeometry.X86;

    /// <summary>Where the architecture's zones end.</summary>
    public ZoneLimits ZoneLimits { get; init; } = ZoneLimits.X86;

    /// <summary>The online nodes by nid, with or without memory, with or without CPUs.</summary>
    public required ImmutableArray<NodeSpec> Nodes { get; init; }

    /// <summary>Memory by address, each region on its node.</summary>
    public required ImmutableArray<MemblockRegion> Memory { get; init; }

    /// <summary>What is reserved when memblock hands over to the zones; bytes, by address.</summary>
    public ImmutableArray<MemblockRegion> Reserved { get; init; } = [];

    /// <summary>
    /// What is reserved then, too, and freed later in boot (<c>memblock_free_late</c>), such as the memory of EFI's boot
    /// services; bytes, by address, apart from <see cref="Reserved"/>. What becomes of it is a choice of the policy.
    /// </summary>
    public ImmutableArray<MemblockRegion> FreedLate { get; init; } = [];

    /// <summary>SLIT distances between the nodes.</summary>
    public required NodeDistances Distances { get; init; }

    /// <summary>The kernel command line that the machine was booted with; may be empty.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>What messages call the place that <see cref="CommandLine"/> was read from.</summary>
    public string CommandLinePlace { get; init; } = "kernel command line";

    /// <summary>
    /// Whether <see cref="Reserved"/> already holds what <see cref="CommandLine"/> reserves, as in a log: then only what
    /// a user changes is applied on top. See <see cref="CommandLineMemory.Apply"/>.
    /// </summary>
    public bool ReservationsIncludeCommandLine { get; init; }

    /// <summary>What of <see cref="Reserved"/> is kept for a crash kernel, where that is known; a new <c>crashkernel=</c> frees it.</summary>
    public ImmutableArray<MemblockRegion> CrashKernel { get; init; } = [];

    /// <summary>Where the kernel image lies; the pages that it frees before SMP come from there. Empty where unknown.</summary>
    public PfnRange KernelImage { get; init; }

    /// <summary>Pages of the image that the kernel frees once it knows its CPUs ("Freeing SMP alternatives memory").</summary>
    public long SmpAlternativesPages { get; init; }

    /// <summary>min_free_kbytes where the machine fixes it; null where the kernel works it out.</summary>
    public long? MinFreeKiB { get; init; }

    /// <summary>Whether CPUs keep page lists.</summary>
    public bool HasPageLists { get; init; } = true;

    /// <summary>
    /// Whether khugepaged runs and raises min_free_kbytes after boot (needs transparent huge pages in the kernel).
    /// </summary>
    public bool RaisesMinFree { get; init; } = true;

    /// <summary>
    /// How long after its CPUs run late init begins, in nanoseconds: what a kernel does between the two
    /// (<c>sched_init_smp</c>, <c>padata_init</c>). 0 and up.
    /// </summary>
    public long LateInitAfterNs { get; init; }

    /// <summary>What the machine's CPUs do where the user gives no workload of their own; null: what the command line costs.</summary>
    public Workload? OwnWorkload { get; init; }

    /// <summary>How long a real kernel took to initialise this machine's deferred pages; empty where nothing is published.</summary>
    public ImmutableArray<PublishedInit> PublishedInits { get; init; } = [];

    /// <summary>In which order a real kernel's nodes fell back on each other; empty where nothing is published.</summary>
    public ImmutableArray<FallbackOrder> PublishedFallbackOrders { get; init; } = [];

    /// <summary>
    /// Homes of CPUs that several nodes list (fake NUMA), as <c>cpu_to_node</c> has them; a CPU that is missing lives on
    /// the first node that lists it.
    /// </summary>
    public ImmutableArray<CpuPlace> CpuHomes { get; init; } = [];

    /// <summary>
    /// What a reader guessed or passed over, a sentence each without its full stop. It is about the reading, not about
    /// the machine, and so no part of its JSON.
    /// </summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>
    /// Every CPU and its home, by number. A CPU that several nodes list (fake NUMA) lives where <see cref="CpuHomes"/>
    /// says, or else on the first of them.
    /// </summary>
    public ImmutableArray<CpuPlace> Cpus
    {
        get
        {
            // Sorted by CPU and then by node, the first entry of a CPU is the first node that lists it.
            var places = Nodes.SelectMany(node => node.Cpus.Select(cpu => new CpuPlace(cpu, node.Nid))).ToList();
            places.Sort((left, right) => left.Cpu != right.Cpu ? left.Cpu.CompareTo(right.Cpu) : left.Nid.CompareTo(right.Nid));
            var homes = CpuHomes.GroupBy(place => place.Cpu).ToDictionary(group => group.Key, group => group.Last().Nid);
            var cpus = ImmutableArray.CreateBuilder<CpuPlace>(places.Count);
            foreach (var place in places)
            {
                if (cpus.Count == 0 || cpus[^1].Cpu != place.Cpu)
                {
                    cpus.Add(homes.TryGetValue(place.Cpu, out int nid) ? place with { Nid = nid } : place);
                }
            }

            return cpus.DrainToImmutable();
        }
    }

    /// <summary>Memory and reservations as memblock holds them when it hands over; a new one at each call.</summary>
    public MemblockMap ToMemblock()
    {
        var memblock = new MemblockMap();
        foreach (var region in Memory)
        {
            memblock.Memory.Add(region);
        }

        foreach (var region in Reserved.Concat(FreedLate))
        {
            memblock.Reserved.Add(region with { Nid = MemblockRegion.NoNode });
        }

        return memblock;
    }

    /// <summary>What a map of this machine holds back for good: its reservations without what is freed late.</summary>
    /// <param name="memblock">What <see cref="ToMemblock"/> gave, with whatever was reserved in it since.</param>
    internal ImmutableArray<MemblockRegion> ReservedForGood(MemblockMap memblock)
    {
        if (FreedLate.IsEmpty)
        {
            return [.. memblock.Reserved];
        }

        var kept = memblock.Clone();
        foreach (var region in FreedLate)
        {
            kept.Free(region.Start, region.End);
        }

        return [.. kept.Reserved];
    }
}
