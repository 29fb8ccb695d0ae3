using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Where the zones of all nodes together lie (<c>Zone ranges:</c>).</summary>
internal sealed class ZoneFacts : ILogPart
{
    private readonly SortedDictionary<ZoneKind, PfnRange> _ranges = [];
    private bool _inRanges;

    /// <inheritdoc />
    public bool TryTake(InputLine line)
    {
        if (line.Text.StartsWith("Zone ranges:", StringComparison.Ordinal))
        {
            _ranges.Clear();
            _inRanges = true;
            return true;
        }

        if (line.Text.StartsWith("Movable zone start", StringComparison.Ordinal))
        {
            _inRanges = false;
        }

        return _inRanges && TryRange(line);
    }

    /// <summary>
    /// The zone ends that explain what the log says: x86's unless they contradict it, as on an architecture whose DMA
    /// zone is larger.
    /// </summary>
    /// <param name="maxPfn">The first frame behind all memory.</param>
    public ZoneLimits Limits(long maxPfn)
    {
        var limits = ZoneLimits.X86;
        if (_ranges.Count == 0)
        {
            return limits;
        }

        return new ZoneLimits(End(ZoneKind.Dma, limits.DmaEnd, maxPfn), End(ZoneKind.Dma32, limits.Dma32End, maxPfn));
    }

    private long End(ZoneKind kind, long usual, long maxPfn)
    {
        if (!_ranges.TryGetValue(kind, out var range))
        {
            return usual;
        }

        if (range.IsEmpty)
        {
            // Empty because memory starts above, or because the machine has no such zone: the same to us.
            return _ranges.Values.Any(other => !other.IsEmpty && other.Start < usual) ? 0 : usual;
        }

        return range.End >= Math.Min(usual, maxPfn) && range.End <= usual ? usual : range.End;
    }

    private bool TryRange(InputLine line)
    {
        int blank = line.Text.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0 || !ZoneKinds.TryParse(line.Text[..blank], out var kind))
        {
            return false;
        }

        var scanner = new TextScanner(line.Text.AsSpan(blank).Trim());
        if (scanner.Skip("empty"))
        {
            _ranges[kind] = PfnRange.Empty;
            return true;
        }

        var region = AddressRange.Take(ref scanner, line);
        _ranges[kind] = new PfnRange(MemoryGeometry.PfnDown(region.Start), MemoryGeometry.PfnUp(region.End));
        return true;
    }
}
