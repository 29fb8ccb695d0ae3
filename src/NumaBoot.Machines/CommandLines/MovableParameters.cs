using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary><c>kernelcore=</c> and <c>movablecore=</c> (<c>mm/page_alloc.c: cmdline_parse_core</c>).</summary>
public static class MovableParameters
{
    /// <summary>What a command line asks of Movable; <c>kernelcore=mirror</c> asks for nothing here.</summary>
    /// <exception cref="MachineInputException">A value is neither a size nor a share.</exception>
    public static MovableRequest From(KernelCommandLine commandLine)
    {
        var (kernelPages, kernelPercent) = Parse(commandLine, "kernelcore");
        var (movablePages, movablePercent) = Parse(commandLine, "movablecore");
        return new MovableRequest(kernelPages, movablePages, kernelPercent, movablePercent);
    }

    private static (long Pages, int Percent) Parse(KernelCommandLine commandLine, string name)
    {
        string? value = commandLine.Last(name);
        if (value is null or "mirror")
        {
            return (0, 0);
        }

        if (!value.EndsWith('%'))
        {
            return ((long)(MemorySize.Parse(value, name, commandLine.File) >> MemoryGeometry.PageShift), 0);
        }

        var scanner = new TextScanner(value);
        return scanner.TryNumberBelow(101, out int percent) && scanner.Skip("%") && scanner.Rest.IsEmpty
            ? (0, percent)
            : throw MemorySize.Unexpected(name, value, "a share from 0% to 100%", commandLine.File);
    }
}
