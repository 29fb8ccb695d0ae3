using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Refuses machines on which no kernel gets as far as its first zone: a boot of nothing proves nothing.</summary>
public static class BootableCheck
{
    /// <summary>Complains where memory does not reach to the end of the kernel image, or nothing of it is free.</summary>
    /// <param name="machine">The machine with all that its command line takes.</param>
    /// <exception cref="MachineInputException">No kernel would boot there.</exception>
    public static void Require(MachineSpec machine)
    {
        long end = machine.Memory.Max(region => region.Frames.End);
        if (machine.KernelImage.End > end)
        {
            throw new MachineInputException(
                machine.Name, 0, $"memory that holds the kernel image, which ends at {Size(machine.KernelImage.End)}", $"memory up to {Size(end)}");
        }

        if (!machine.ToMemblock().FreeFrames().Any())
        {
            throw new MachineInputException(machine.Name, 0, "free memory of at least one page", "all of it reserved");
        }
    }

    private static string Size(long pages) => MemorySize.Format((ulong)pages << MemoryGeometry.PageShift);
}
