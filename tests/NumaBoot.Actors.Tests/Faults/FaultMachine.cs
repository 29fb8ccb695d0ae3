using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>Small boots in which, together, every message of the protocol is sent.</summary>
internal static class FaultMachine
{
    private static readonly WorkItem Cache = new()
    {
        Cpu = 9,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Order = 3,
        Count = 16,
        Need = WorkNeed.Optional,
        Label = "cache",
    };

    /// <summary>All of them under one policy.</summary>
    public static IEnumerable<BootRequest> Requests(InitPolicy policy) =>
        [TwoSockets(policy), Shortage(policy), Tiny2(policy), Interrupted(policy), FreeingLate(policy), BareBoot.Request("n4-tracebuf", policy)];

    /// <summary>
    /// two-socket: CPUs 0-7 on node 0, 8-15 on node 1, 16 GiB each. Its own work makes both nodes grow before late init;
    /// besides, CPU 9 allocates, computes, and gives back what it got.
    /// </summary>
    public static BootRequest TwoSockets(InitPolicy policy)
    {
        var machine = MachineReader.Read("two-socket");
        return new BootRequest(machine, policy, new Workload(
        [
            .. machine.OwnWorkload!.Items,
            Cache,
            Cache with { Kind = WorkKind.Compute, DurationNs = 1000 },
            Cache with { Kind = WorkKind.Free },
        ]));
    }

    /// <summary>The same, with a GiB of each node that memblock keeps when it hands over and frees later.</summary>
    public static BootRequest FreeingLate(InitPolicy policy)
    {
        var request = TwoSockets(policy);
        return request with
        {
            Machine = request.Machine with { FreedLate = [new MemblockRegion(10UL << 30, 11UL << 30), new MemblockRegion(20UL << 30, 21UL << 30)] },
        };
    }

    /// <summary>tiny2, as it is: two nodes of four sections, of which CPU 0 and CPU 1 each want one.</summary>
    public static BootRequest Tiny2(InitPolicy policy)
    {
        var machine = MachineReader.Read("tiny2");
        return new BootRequest(machine, policy, machine.OwnWorkload!);
    }

    /// <summary>tiny2 with an interrupt on each CPU, whose handlers need to grow as well.</summary>
    public static BootRequest Interrupted(InitPolicy policy) =>
        Tiny2(policy) with { Disturbances = [new Interrupt(0, 2, 0), new Interrupt(1, 3, 0)] };

    /// <summary>
    /// tiny, whose only built section CPU 0 holds. CPU 1 wants it, so the zone asks to grow; 80 ns later CPU 0 gives the
    /// section back, before the writer is granted: the growth is declined.
    /// </summary>
    public static BootRequest Shortage(InitPolicy policy)
    {
        var machine = MachineReader.Read("tiny");
        var section = Cache with { UsesPageList = false, Count = 1, Label = "section 0" };
        return new BootRequest(machine, policy, new Workload(
        [
            .. machine.OwnWorkload!.Items.Where(item => item.Phase != WorkPhase.Running),
            section with { Cpu = 1, Label = "a section" },
            section with { Cpu = 0, Kind = WorkKind.Compute, DurationNs = 80 },
            section with { Cpu = 0, Kind = WorkKind.Free },
        ]));
    }

    /// <summary>What is left of a boot with a fault in its messages.</summary>
    public static BootResult Run(BootRequest request, IDeliveryFilter? fault = null) => new BootRun { Filter = fault }.Run(request);
}
