using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Reads <c>/proc/zoneinfo</c> (<c>mm/vmstat.c: zoneinfo_show_print</c>): where each zone lies and how much of it is
/// memory. Everybody may read it.
/// </summary>
internal sealed class ZoneInfo
{
    private readonly List<SystemZone> _zones = [];
    private readonly HashSet<ZoneKind> _kinds = [];
    private (int Nid, ZoneKind Kind)? _zone;
    private long _spanned;
    private long _present;

    private ZoneInfo()
    {
    }

    /// <summary>The zones that have memory, by address; not those of devices, which hold no memory to boot with.</summary>
    public IReadOnlyList<SystemZone> Zones => _zones;

    /// <summary>Where zones end: a kernel may be built without the low ones.</summary>
    public ZoneLimits Limits => new(_kinds.Contains(ZoneKind.Dma) ? ZoneLimits.X86.DmaEnd : 0, _kinds.Contains(ZoneKind.Dma32) ? ZoneLimits.X86.Dma32End : 0);

    /// <summary>Reads the lines; null where they tell of no zone with memory.</summary>
    /// <exception cref="MachineInputException">A zone is none of x86_64's, or contradicts itself.</exception>
    public static ZoneInfo? Read(IEnumerable<InputLine> lines)
    {
        var info = new ZoneInfo();
        foreach (var line in lines)
        {
            info.Take(line);
        }

        info._zones.Sort((left, right) => left.Span.CompareTo(right.Span));
        return info._zones.Count > 0 ? info : null;
    }

    private void Take(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (scanner.Skip("Node "))
        {
            TakeHead(ref scanner, line);
            return;
        }

        scanner.SkipBlanks();
        if (scanner.Skip("spanned "))
        {
            _spanned = Number(ref scanner, line);
        }
        else if (scanner.Skip("present "))
        {
            _present = Number(ref scanner, line);
        }
        else if (scanner.Skip("start_pfn:"))
        {
            TakeStart(Number(ref scanner, line), line);
        }
    }

    private void TakeHead(ref TextScanner scanner, InputLine line)
    {
        int nid = LogLimits.TakeNid(ref scanner, line);
        bool shaped = scanner.Skip(",");
        scanner.SkipBlanks();
        if (!shaped || !scanner.Skip("zone") || !ZoneKinds.TryParse(scanner.Rest.Trim().ToString(), out var kind))
        {
            throw line.Unexpected("a zone of x86_64 such as \"Node 0, zone   Normal\"");
        }

        _zone = (nid, kind);
        _kinds.Add(kind);
        _spanned = _present = 0;
    }

    private void TakeStart(long start, InputLine line)
    {
        if (_zone is not { } zone || _present == 0 || zone.Kind == ZoneKind.Device)
        {
            return;
        }

        LogLimits.Require(_zones.Count, line);
        var span = PfnRange.Of(start, _spanned);
        if (_present > _spanned)
        {
            throw line.Unexpected("a zone that spans as much as is present", $"{_spanned} pages spanned, {_present} present");
        }

        // The zones of other architectures have the same names and lie elsewhere.
        if ((zone.Kind == ZoneKind.Dma && span.End > ZoneLimits.X86.DmaEnd) || (zone.Kind == ZoneKind.Dma32 && span.End > ZoneLimits.X86.Dma32End))
        {
            throw line.Unexpected($"zones of x86_64, {zone.Kind.Name()} below {(zone.Kind == ZoneKind.Dma ? "16 MiB" : "4 GiB")}", $"one that ends at pfn {span.End}");
        }

        _zones.Add(new SystemZone(zone.Nid, zone.Kind, span, _present));
        _zone = null;
    }

    private static long Number(ref TextScanner scanner, InputLine line)
    {
        const long mostPages = (long)(InputLimits.MaxAddress >> (MemoryGeometry.PageShift + 1));
        scanner.SkipBlanks();
        return scanner.TryNumber(out long number) && number <= mostPages ? number : throw line.Unexpected($"a number of pages up to {mostPages}");
    }
}
