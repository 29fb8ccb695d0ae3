using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Machines of which every byte is known, for what command lines do to memory.</summary>
internal static class SmallMachine
{
    /// <summary>1 GiB.</summary>
    public const ulong GiB = 1UL << 30;

    /// <summary>1 MiB.</summary>
    public const ulong MiB = 1UL << 20;

    /// <summary>A machine with one CPU on each node that has memory.</summary>
    public static MachineSpec Of(params MemblockRegion[] memory) => new()
    {
        Name = "small",
        Nodes = [.. memory.Select(region => region.Nid).Distinct().Order().Select(nid => new NodeSpec(nid, [nid]))],
        Memory = [.. memory],
        Distances = NodeDistances.Uniform,
        ReservationsIncludeCommandLine = true,
    };

    /// <summary>Bytes that are memory and reserved, on a node.</summary>
    public static ulong ReservedOn(MachineSpec machine, int nid)
    {
        var map = machine.ToMemblock();
        return machine.Memory.Where(region => region.Nid == nid).Aggregate(0UL, (sum, region) => sum + region.SizeBytes)
            - map.FreeRegions(nid).Aggregate(0UL, (sum, region) => sum + region.SizeBytes);
    }
}
