namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from the files in which Linux tells of it (<c>/sys/devices/system</c> and <c>/proc</c>), live or copied.
/// It is the whole machine, whatever part of it a container may use. What the kernel reserved at boot it does not tell
/// any more: reservations are typical ones, around the kernel image and the crash kernel where these can be seen.
/// </summary>
public static class SystemReader
{
    /// <summary>The machine of a tree.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="root">The folder that stands for <c>/</c>, or a copy of <c>/sys/devices/system/node</c>.</param>
    /// <exception cref="MachineInputException">There is no such tree, or what it holds is no machine.</exception>
    public static MachineSpec Read(string name, string root) => SystemTree.Find(root) is { } tree
        ? Read(name, tree)
        : throw new MachineInputException(root, 0, $"a folder with {SystemTree.Shape}, as Linux has them", "a folder without one");

    /// <summary>The machine of a tree that was found.</summary>
    internal static MachineSpec Read(string name, SystemTree tree)
    {
        var nodes = SystemNodes.Read(tree);
        var memory = SystemMemory.Read(tree, nodes);
        var commandLine = tree.TryReadFirst("proc/cmdline");
        var image = memory.Addresses?.KernelImage;
        var machine = new MachineSpec
        {
            Name = name,
            Nodes = nodes.Nodes,
            Memory = memory.Memory,
            Distances = nodes.Distances,
            ZoneLimits = memory.Limits,
            CommandLine = commandLine?.Text.Trim() ?? "",
            CommandLinePlace = tree.PathOf("proc/cmdline"),
            KernelImage = image?.Frames ?? TypicalReservations.KernelImage,
            SmpAlternativesPages = TypicalReservations.SmpAlternativesPages,
            CpuHomes = nodes.Homes,
            Notes = [.. nodes.Notes, .. memory.Notes, .. Notes(commandLine is not null, image is not null)],
        };
        MachineCheck.Require(machine, tree.Place);
        return Reserve(machine, memory.Addresses);
    }

    private static IEnumerable<string> Notes(bool hasCommandLine, bool hasImage)
    {
        if (!hasCommandLine)
        {
            yield return "the kernel command line is taken to be empty: /proc/cmdline cannot be read";
        }

        yield return hasImage
            ? "reservations are those of a typical kernel, around the kernel image of /proc/iomem"
            : "reservations are those of a typical kernel, with the kernel image at 16 MiB";
    }

    /// <summary>Memory is as the command line left it, so only what it reserves comes on top.</summary>
    private static MachineSpec Reserve(MachineSpec machine, IoMemory? addresses)
    {
        var image = addresses?.KernelImage ?? TypicalReservations.KernelImageBytes;
        return CommandLineMemory.ApplyReservations(
            machine with
            {
                Reserved = TypicalReservations.Of(machine.Memory, machine.Nodes, [image, .. addresses?.CrashKernel ?? []]),
                CrashKernel = [.. addresses?.CrashKernel ?? []],
            },
            hasCrashKernel: addresses is not null);
    }
}
