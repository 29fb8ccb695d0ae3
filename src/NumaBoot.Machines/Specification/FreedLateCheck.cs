using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>What must hold of memory that is freed late: nobody else keeps it, and it is freed once.</summary>
internal static class FreedLateCheck
{
    /// <summary>Complains where it is out of order, or where something else keeps a page of it.</summary>
    public static void Require(MachineSpec machine, IMachinePlaces places)
    {
        if (machine.FreedLate.IsEmpty)
        {
            return;
        }

        var kept = new PfnRangeSet();
        foreach (var region in machine.Reserved.Concat(machine.CrashKernel))
        {
            kept.Add(Touched(region));
        }

        kept.Add(machine.KernelImage);
        var last = default(MemblockRegion);
        foreach (var region in machine.FreedLate)
        {
            if (region.Start < last.End)
            {
                throw Unexpected(places, region, "freedLate by address, each piece once", $"{region} after {last}");
            }

            if (kept.FirstIn(region.Frames) is { IsEmpty: false } also)
            {
                throw Unexpected(places, region, "freedLate apart from what is reserved for good and from the kernel image", $"{region}, of which they hold pages {also}");
            }

            last = region;
        }
    }

    // A page is reserved where a byte of it is.
    private static PfnRange Touched(MemblockRegion region) => new(MemoryGeometry.PfnDown(region.Start), MemoryGeometry.PfnUp(region.End));

    private static MachineInputException Unexpected(IMachinePlaces places, MemblockRegion region, string expected, string found) =>
        new(places.File, places.LineOfFreedLate(region), expected, found);
}
