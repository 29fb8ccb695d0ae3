using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// All that follows from machine, policy and workload before the first message is sent: what the kernel knows when
/// <c>mm_init</c> begins.
/// </summary>
public sealed class BootPlan
{
    private readonly Dictionary<ZoneRef, long> _zoneEnds;

    private BootPlan(MachineSpec machine, InitPolicy policy, Workload workload, ImmutableArray<NodePlan> nodes)
    {
        Machine = machine;
        Policy = policy;
        Nodes = nodes;
        Cpus = machine.Cpus;
        Zonelists = new Zonelists([.. nodes.Select(node => node.Layout)], machine.Distances);
        WorkByCpu = workload.Items.GroupBy(item => item.Cpu).ToDictionary(group => group.Key, group => group.ToImmutableArray());
        NodesWithMemory = [.. nodes.Where(node => node.HasMemory).Select(node => node.Nid)];
        _zoneEnds = nodes.SelectMany(node => node.Zones).ToDictionary(zone => zone.Ref, zone => zone.Layout.Span.End);
        FreeMemblockPages = nodes.Sum(node => node.Zones.Sum(zone => zone.FreeFrames.Sum(range => range.Pages)));
    }

    /// <summary>The machine.</summary>
    public MachineSpec Machine { get; }

    /// <summary>How its memory is initialised.</summary>
    public InitPolicy Policy { get; }

    /// <summary>Its nodes by nid.</summary>
    public ImmutableArray<NodePlan> Nodes { get; }

    /// <summary>Its CPUs by number; the first one boots.</summary>
    public ImmutableArray<CpuPlace> Cpus { get; }

    /// <summary>Where allocations fall back.</summary>
    public Zonelists Zonelists { get; }

    /// <summary>Nodes that have memory, by nid.</summary>
    public ImmutableArray<int> NodesWithMemory { get; }

    /// <summary>Whether memblock frees anything after its hand-over.</summary>
    public bool FreesLate => Nodes.Any(node => node.Zones.Any(zone => !zone.LateFrames.IsEmpty));

    /// <summary>Pages that are not reserved (<c>totalram_pages</c> once memblock has handed over).</summary>
    public long FreeMemblockPages { get; }

    /// <summary>What each CPU does, in its order.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<WorkItem>> WorkByCpu { get; }

    /// <summary>
    /// Whether everybody is asked how things stand at each point where kernels were stopped. At the end they are asked
    /// in any case.
    /// </summary>
    public bool TakesSnapshots { get; init; } = true;

    /// <summary>Whether the CPU that boots has anything to do in a phase.</summary>
    /// <param name="phase">The phase.</param>
    public bool BootCpuHasWork(WorkPhase phase) =>
        !Cpus.IsEmpty && WorkByCpu.TryGetValue(Cpus[0].Cpu, out var items) && items.Any(item => item.Phase == phase);

    /// <summary>The seed patch looks at its ticket before it takes the lock: one that lies beyond the zone is a no.</summary>
    /// <param name="zone">The last zone of a node.</param>
    /// <param name="ticket">The frontier as it was read.</param>
    public bool GivesUpAt(ZoneRef zone, long ticket) =>
        Policy.Ticket == TicketRule.Trusted && ticket >= _zoneEnds[zone];

    /// <summary>The plan of a boot.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="policy">How its memory is initialised.</param>
    /// <param name="workload">What its CPUs do.</param>
    /// <param name="movable">What was asked of Movable.</param>
    /// <param name="takesSnapshots">Whether snapshots are taken on the way.</param>
    /// <param name="mostInitThreads">The most threads that initialise a node in late init; null: as many as it has CPUs.</param>
    public static BootPlan Make(
        MachineSpec machine, InitPolicy policy, Workload workload, MovableRequest movable, bool takesSnapshots = true, int? mostInitThreads = null)
    {
        var memblock = machine.ToMemblock();
        var layouts = ZoneSizing.LayOut(
            memblock, machine.Nodes.Select(node => node.Nid), machine.ZoneLimits, movable, machine.Geometry);
        var memory = memblock.MemoryFrames().ToLookup(frames => frames.Nid, frames => frames.Frames);
        var free = memblock.FreeRegions().ToLookup(region => region.Nid, region => region.Frames);
        var late = LateFrames(machine, memblock);
        var frontiers = EarlyMemoryMap.FrontiersOf(layouts, memblock, policy, machine.Geometry);
        var homes = machine.Cpus.ToLookup(place => place.Nid, place => place.Cpu);
        long dmaReserve = DmaReserve.PagesOf(memblock, machine.ZoneLimits);
        var nodes = ImmutableArray.CreateBuilder<NodePlan>(layouts.Length);
        for (int at = 0; at < layouts.Length; at++)
        {
            int nid = layouts[at].Nid;
            long frontier = frontiers[at];
            var zones = layouts[at].Zones.Select(zone => PlanZone(zone, free[nid], late, frontier, dmaReserve)).ToImmutableArray();
            nodes.Add(new NodePlan(
                layouts[at], zones, [.. homes[nid]], machine.Nodes[at].Cpus.Length, frontier,
                EarlyMapPages(layouts[at], memory[nid], frontier), ImagePages(machine, memory[nid]))
            {
                InitThreads = Math.Min(machine.Nodes[at].Cpus.Length, mostInitThreads ?? int.MaxValue),
            });
        }

        return new BootPlan(machine, policy, workload, nodes.MoveToImmutable()) { TakesSnapshots = takesSnapshots };
    }

    private static ZonePlan PlanZone(
        ZoneLayout layout, IEnumerable<PfnRange> free, ILookup<int, PfnRange> late, long frontier, long dmaReserve)
    {
        var frames = CutTo(layout.Span, free);
        return new ZonePlan(layout, frames, CutTo(new PfnRange(0, frontier), frames), layout.EstimateManagedPages(dmaReserve))
        {
            LateFrames = CutTo(layout.Span, late[layout.Nid]),
        };
    }

    private static ImmutableArray<PfnRange> CutTo(PfnRange part, IEnumerable<PfnRange> ranges) =>
        [.. ranges.Select(range => range.Intersect(part)).Where(range => !range.IsEmpty)];

    // Whole pages of it, where they are memory: a command line may have taken some away.
    private static ILookup<int, PfnRange> LateFrames(MachineSpec machine, MemblockMap memblock) =>
        (from memory in memblock.MemoryFrames()
         from region in machine.FreedLate
         where region.Frames.Overlaps(memory.Frames)
         select (memory.Nid, Frames: region.Frames.Intersect(memory.Frames))).ToLookup(part => part.Nid, part => part.Frames);

    private static long EarlyMapPages(NodeLayout layout, IEnumerable<PfnRange> memory, long frontier)
    {
        var built = new PfnRange(layout.Start, Math.Min(frontier, layout.End));
        return memory.Sum(range => range.Intersect(built).Pages);
    }

    // The log says how many pages the kernel gives back, not which: any of its image will do, since none is free.
    private static PfnRange ImagePages(MachineSpec machine, IEnumerable<PfnRange> memory)
    {
        long pages = Math.Min(machine.SmpAlternativesPages, machine.KernelImage.Pages);
        var image = PfnRange.Of(machine.KernelImage.End - pages, pages);
        return pages > 0 && memory.Any(range => range.Contains(image)) ? image : PfnRange.Empty;
    }
}
