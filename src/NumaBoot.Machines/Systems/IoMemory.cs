using System.Globalization;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Reads <c>/proc/iomem</c> (<c>kernel/resource.c: r_show</c>): the memory, the kernel image and the crash kernel's place.
/// Ordinary users see all addresses as 0.
/// </summary>
internal sealed class IoMemory
{
    private static readonly string[] ImageParts = ["Kernel code", "Kernel rodata", "Kernel data", "Kernel bss"];

    private readonly MemblockRegions _memory = new();
    private readonly List<MemblockRegion> _crashKernel = [];
    private MemblockRegion? _image;

    private IoMemory()
    {
    }

    /// <summary>Memory in whole pages, on no node.</summary>
    public IReadOnlyList<MemblockRegion> Memory => _memory;

    /// <summary>The kernel image from its code to its bss; null where it is not there.</summary>
    public MemblockRegion? KernelImage => _image;

    /// <summary>What is kept for a crash kernel.</summary>
    public IReadOnlyList<MemblockRegion> CrashKernel => _crashKernel;

    /// <summary>Reads the lines; null where they show no memory, or no addresses.</summary>
    /// <exception cref="MachineInputException">A line is none of this file's.</exception>
    public static IoMemory? Read(IEnumerable<InputLine> lines)
    {
        var memory = new IoMemory();
        foreach (var line in lines.Where(line => line.Text.Length > 0))
        {
            memory.Take(line);
        }

        return memory._memory.Count > 0 ? memory : null;
    }

    private void Take(InputLine line)
    {
        var (first, last, name) = Parse(line);
        if (last == 0)
        {
            return;
        }

        var region = new MemblockRegion(first, last + 1);

        // Memory of a device that was made ordinary memory lies below the device, as "System RAM (kmem)".
        if (name.StartsWith("System RAM", StringComparison.Ordinal))
        {
            LogLimits.Require(_memory.Count, line);
            var frames = region.Frames;
            _memory.Add(new MemblockRegion((ulong)frames.Start << MemoryGeometry.PageShift, (ulong)Math.Max(frames.Start, frames.End) << MemoryGeometry.PageShift));
        }
        else if (ImageParts.Contains(name, StringComparer.Ordinal))
        {
            _image = _image is { } image ? new MemblockRegion(Math.Min(image.Start, first), Math.Max(image.End, region.End)) : region;
        }
        else if (name == "Crash kernel")
        {
            LogLimits.Require(_crashKernel.Count, line);
            _crashKernel.Add(region);
        }
    }

    private static (ulong First, ulong Last, string Name) Parse(InputLine line)
    {
        const string shape = "a line such as \"00001000-0009fbff : System RAM\"";
        string text = line.Text.Trim();
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        int colon = text.IndexOf(" : ", StringComparison.Ordinal);
        bool shaped = dash > 0 && colon > dash;
        ulong first = 0;
        ulong last = 0;
        shaped = shaped && ulong.TryParse(text.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out first)
            && ulong.TryParse(text.AsSpan(dash + 1, colon - dash - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out last);
        if (!shaped || last < first)
        {
            throw line.Unexpected(shape);
        }

        // Devices may lie anywhere; memory does not.
        string name = text[(colon + 3)..];
        return last < InputLimits.MaxAddress || !name.StartsWith("System RAM", StringComparison.Ordinal)
            ? (first, Math.Min(last, InputLimits.MaxAddress - 1), name)
            : throw line.Unexpected("memory below 2^52");
    }
}
