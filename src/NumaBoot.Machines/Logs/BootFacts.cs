using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>What else a log says: the command line, what was reserved and why, sizes, and published results.</summary>
internal sealed class BootFacts : ILogPart
{
    private readonly List<PublishedInit> _inits = [];
    private readonly SortedDictionary<int, List<int>> _fallback = [];
    private readonly List<MemblockRegion> _reserved = [];
    private readonly List<MemblockRegion> _crashKernel = [];

    /// <summary>Whether memblock has handed over to the zones, as "Memory: ... available" tells.</summary>
    public bool HasHandedOver { get; private set; }

    /// <summary>The kernel command line; null where the log does not print it.</summary>
    public string? CommandLine { get; private set; }

    /// <summary>What messages call the line that prints it.</summary>
    public string CommandLinePlace { get; private set; } = "";

    /// <summary>How long late init took by node, in the log's order.</summary>
    public IReadOnlyList<PublishedInit> Inits => _inits;

    /// <summary>The order in which each node falls back on the others.</summary>
    public IReadOnlyDictionary<int, List<int>> FallbackOrders => _fallback;

    /// <summary>What the log names as taken: RAM disk, bounce buffers.</summary>
    public IReadOnlyList<MemblockRegion> Reserved => _reserved;

    /// <summary>What is kept for a crash kernel.</summary>
    public IReadOnlyList<MemblockRegion> CrashKernel => _crashKernel;

    /// <summary>KiB that the kernel frees once it knows its CPUs; 0 where unknown.</summary>
    public long SmpAlternativesKiB { get; private set; }

    /// <summary>Bytes of hash tables that came from memblock ("linear", before the zones had memory).</summary>
    public ulong EarlyHashBytes { get; private set; }

    /// <summary>Bytes of the buffer for the kernel's messages; 0: the one inside the image.</summary>
    public ulong LogBufferBytes { get; private set; }

    /// <summary>Bytes that one CPU's static and dynamic variables take; 0 where unknown.</summary>
    public ulong PerCpuBytes { get; private set; }

    /// <summary>KiB of the kernel image by "Memory: ... available"; 0 where unknown.</summary>
    public long ImageKiB { get; private set; }

    /// <summary>KiB reserved by "Memory: ... available"; 0 where unknown.</summary>
    public long ReservedKiB { get; private set; }

    /// <inheritdoc />
    public bool TryTake(InputLine line)
    {
        string text = line.Text;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        switch (colon < 0 ? "" : text[..colon])
        {
            case "Command line":
            case "Kernel command line":
                CommandLine = text[(colon + 1)..].Trim();
                CommandLinePlace = $"{line.File}:{line.Number}";
                return true;
            case "RAMDISK":
                TakeReserved(line, "RAMDISK: ");
                return true;
            case "Memory":
                TakeMemory(line);
                return true;
            case "Freeing SMP alternatives memory":
                SmpAlternativesKiB = NumberAfter(line, "memory: ");
                return true;
            case "percpu":
                TakePerCpu(line);
                return true;
            case "printk":
                LogBufferBytes = Math.Max(LogBufferBytes, (ulong)NumberAfter(line, "log_buf_len: "));
                return true;
            default:
                return TryHash(line) || TryCrashKernel(line) || TryBounceBuffer(line) || TryFallback(line) || TryInit(line);
        }
    }

    private static long NumberAfter(InputLine line, string words)
    {
        var scanner = new TextScanner(line.Text);
        return scanner.SkipPast(words) && scanner.TryNumber(out long number) && (ulong)number < InputLimits.MaxAddress ? number : 0;
    }

    private void TakeReserved(InputLine line, string words)
    {
        var scanner = new TextScanner(line.Text);
        if (scanner.SkipPast(words))
        {
            Reserve(_reserved, AddressRange.Take(ref scanner, line), line);
        }
    }

    private static void Reserve(List<MemblockRegion> regions, MemblockRegion region, InputLine line)
    {
        LogLimits.Require(regions.Count, line);
        regions.Add(region);
    }

    /// <summary><c>Memory: 1K/2K available (1K kernel code, 1K rwdata, 1K rodata, 1K init, 1K bss, 1K reserved, ...)</c>.</summary>
    private void TakeMemory(InputLine line)
    {
        if (!line.Text.Contains("K available (", StringComparison.Ordinal))
        {
            return;
        }

        HasHandedOver = true;
        foreach (var part in line.Text[(line.Text.IndexOf('(', StringComparison.Ordinal) + 1)..].Split(", "))
        {
            var scanner = new TextScanner(part);
            if (!scanner.TryNumber(out long kib) || !scanner.Skip("K ") || (ulong)kib >= InputLimits.MaxAddress)
            {
                continue;
            }

            if (scanner.Skip("reserved"))
            {
                ReservedKiB = kib;
            }
            else if (!scanner.Skip("cma"))
            {
                ImageKiB += kib;
            }
        }
    }

    /// <summary><c>percpu: Embedded 62 pages/cpu s217088 r8192 d28672 u524288</c>.</summary>
    private void TakePerCpu(InputLine line)
    {
        long pages = NumberAfter(line, "Embedded ");
        PerCpuBytes = pages < 1 << 20 ? (ulong)pages * MemoryGeometry.PageBytes : 0;
    }

    /// <summary><c>Dentry cache hash table entries: 524288 (order: 10, 4194304 bytes, linear)</c>.</summary>
    private bool TryHash(InputLine line)
    {
        if (!line.Text.Contains("hash table entries: ", StringComparison.Ordinal))
        {
            return false;
        }

        var scanner = new TextScanner(line.Text);
        if (!HasHandedOver && scanner.SkipPast(", ") && scanner.TryNumber(out long bytes) && scanner.Skip(" bytes, linear"))
        {
            EarlyHashBytes = Math.Min(EarlyHashBytes + (ulong)bytes, InputLimits.MaxAddress);
        }

        return true;
    }

    /// <summary>
    /// <c>Reserving 256MB of memory at 2800MB for crashkernel</c>, since 6.6
    /// <c>crashkernel reserved: 0xA - 0xB (256 MB)</c>.
    /// </summary>
    private bool TryCrashKernel(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (scanner.Skip("Reserving ") && scanner.TryNumber(out long sizeMiB))
        {
            if (scanner.SkipPast(" at ") && scanner.TryNumber(out long atMiB) && scanner.Rest.Contains("rash", StringComparison.Ordinal)
                && Math.Max(sizeMiB, atMiB) < (long)(InputLimits.MaxAddress >> 21))
            {
                Reserve(_crashKernel, new MemblockRegion((ulong)atMiB << 20, (ulong)(atMiB + sizeMiB) << 20), line);
            }

            return true;
        }

        if (scanner.Skip("crashkernel reserved: ") || scanner.Skip("crashkernel low memory reserved: "))
        {
            bool bounds = scanner.TryHex(out ulong start) & scanner.Skip(" - ") & scanner.TryHex(out ulong end);
            if (bounds && start < end && end < InputLimits.MaxAddress)
            {
                Reserve(_crashKernel, new MemblockRegion(start, end), line);
            }

            return true;
        }

        return false;
    }

    /// <summary><c>software IO TLB: mapped [mem 0xA-0xB] (64MB)</c>; the end is printed behind the last byte.</summary>
    private bool TryBounceBuffer(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("software IO TLB: mapped "))
        {
            return false;
        }

        var range = AddressRange.Take(ref scanner, line);
        Reserve(_reserved, range with { End = range.End & ~(ulong)(MemoryGeometry.PageBytes - 1) }, line);
        return true;
    }

    private bool TryFallback(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("Fallback order for Node "))
        {
            return false;
        }

        int nid = LogLimits.TakeNid(ref scanner, line);
        scanner.Skip(":");
        var order = _fallback[nid] = [];
        scanner.SkipBlanks();
        while (scanner.TryNumberBelow(InputLimits.MaxNodes, out int next))
        {
            order.Add(next);
            scanner.SkipBlanks();
        }

        return true;
    }

    /// <summary><c>node 0 deferred pages initialised in 368ms</c>, before 5.8 <c>node 0 initialised, 32203456 pages in 894ms</c>.</summary>
    private bool TryInit(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("node ") || !scanner.TryNumberBelow(InputLimits.MaxNodes, out int nid))
        {
            return false;
        }

        long? pages = null;
        if (scanner.Skip(" initialised, ") && scanner.TryNumber(out long told))
        {
            pages = told;
        }

        if (scanner.SkipPast("in ") && scanner.TryNumber(out long milliseconds) && scanner.Skip("ms"))
        {
            LogLimits.Require(_inits.Count, line);
            _inits.Add(new PublishedInit(nid, pages, milliseconds));
        }

        return true;
    }
}
