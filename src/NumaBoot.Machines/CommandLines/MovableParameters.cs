using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary><c>kernelcore=</c> and <c>movablecore=</c> (<c>mm/page_alloc.c: cmdline_parse_core</c>).</summary>
public static class MovableParameters
{
    /// <summary>What a command line asks of Movable.</summary>
    /// <exception cref="MachineInputException">
    /// A value is neither a size nor a share, or Movable shall hold what is not mirrored or can be unplugged.
    /// </exception>
    public static MovableRequest From(KernelCommandLine commandLine)
    {
        if (commandLine.Has("movable_node"))
        {
            throw new MachineInputException(
                commandLine.FileOf("movable_node"), 0, "no movable_node (memory that can be unplugged is not simulated)", "movable_node");
        }

        var (kernelPages, kernelPercent) = Parse(commandLine, "kernelcore");
        var (movablePages, movablePercent) = Parse(commandLine, "movablecore");
        return new MovableRequest(kernelPages, movablePages, kernelPercent, movablePercent);
    }

    private static (long Pages, int Percent) Parse(KernelCommandLine commandLine, string name)
    {
        string? value = commandLine.Last(name);
        string file = commandLine.FileOf(name);
        switch (value)
        {
            case null:
                return (0, 0);
            case "mirror":
                throw MemorySize.Unexpected(name, value, "a size or a share (mirrored memory is not simulated)", file);
        }

        if (!value.EndsWith('%'))
        {
            return ((long)(MemorySize.Parse(value, name, file) >> MemoryGeometry.PageShift), 0);
        }

        var scanner = new TextScanner(value);
        return scanner.TryNumberBelow(101, out int percent) && scanner.Skip("%") && scanner.Rest.IsEmpty
            ? (0, percent)
            : throw MemorySize.Unexpected(name, value, "a share from 0% to 100%", file);
    }
}
