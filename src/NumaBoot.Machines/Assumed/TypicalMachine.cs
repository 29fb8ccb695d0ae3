namespace NumaBoot.Machines;

/// <summary>Completes a machine of which nodes and memory are known by what a typical kernel reserves there.</summary>
internal static class TypicalMachine
{
    /// <summary>The machine with typical reservations and what its command line does to memory.</summary>
    /// <param name="machine">Nodes, memory, distances and command line.</param>
    /// <param name="file">What messages call the place they were read from.</param>
    /// <exception cref="MachineInputException">They contradict each other, or the command line cannot be had.</exception>
    public static MachineSpec Complete(MachineSpec machine, string file)
    {
        MachineCheck.Require(machine, file);

        // The memory map costs what memory is left by the command line.
        machine = CommandLineMemory.ApplyToMemory(machine);
        return CommandLineMemory.Apply(machine with
        {
            Reserved = TypicalReservations.Of(machine.Memory, machine.Nodes),
            KernelImage = TypicalReservations.KernelImage,
            SmpAlternativesPages = TypicalReservations.SmpAlternativesPages,
        });
    }
}
