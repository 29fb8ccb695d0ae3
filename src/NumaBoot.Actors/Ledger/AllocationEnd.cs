using System.Runtime.InteropServices;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>How an allocation ended: served by its preferred node, served by another, or failed.</summary>
/// <param name="Cpu">Who allocated.</param>
/// <param name="Nid">The preferred node.</param>
/// <param name="HighestZone">The highest zone that would do.</param>
/// <param name="Check">Which mark its pass over the zonelist was held against.</param>
/// <param name="ServedBy">The zone that served it; null where none did.</param>
/// <param name="LeftBlocks">Blocks that are still looked for behind that zone, or were in vain.</param>
/// <param name="Interrupt">For the handler of which interrupt; 0 for the CPU's work.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AllocationEnd(
    ActorAddress Cpu, int Nid, ZoneKind HighestZone, WatermarkCheck Check, ZoneRef? ServedBy, long LeftBlocks, int Interrupt = 0)
{
    /// <summary>Blocks that this is about: served by that zone, or given up.</summary>
    public long Blocks { get; init; } = 1;

    /// <summary>Whether they were waited for: their pages were under way when they were asked for.</summary>
    public bool HasWaited { get; init; }

    /// <summary>Whether another node than the preferred one served it.</summary>
    public bool IsRemote => ServedBy is { } zone && zone.Nid != Nid;

    /// <inheritdoc />
    public override string ToString() =>
        $"{Asker} for node {Nid} at {Check} by {ServedBy?.ToString() ?? "none"}, {LeftBlocks} left";

    /// <summary>Who allocated, in the words of a report.</summary>
    public string Asker => Interrupt == 0 ? $"{Cpu}" : $"interrupt {Interrupt} on {Cpu}";
}
