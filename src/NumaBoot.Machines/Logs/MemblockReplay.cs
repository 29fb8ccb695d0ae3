using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// What <c>memblock=debug</c> prints: whole configurations (<c>mm/memblock.c: memblock_dump_all</c>) and every change
/// between them. The last configuration is the base, the changes behind it are replayed, and those behind
/// <c>memblock_free_all</c> come too late to matter.
/// </summary>
internal sealed class MemblockReplay : ILogPart
{
    private readonly HashSet<ulong> _setupArch = [];
    private MemblockDump? _first;
    private MemblockDump? _last;
    private bool _handedOver;
    private int _changes;

    /// <summary>Whether the log told what memblock did.</summary>
    public bool HasDump => _last is { IsEmpty: false };

    /// <summary>Memory and reservations when memblock handed over.</summary>
    public MemblockMap Map => _last?.Map ?? new MemblockMap();

    /// <summary>The reservations of the first configuration: the kernel image, the first MiB, the initial RAM disk.</summary>
    public IEnumerable<MemblockRegion> FirstReserved => _first?.Map.Reserved ?? Enumerable.Empty<MemblockRegion>();

    /// <summary>Where reservations start that <c>setup_arch</c> made before the first configuration; one is the brk.</summary>
    public IReadOnlySet<ulong> SetupArchReservations => _setupArch;

    /// <inheritdoc />
    public bool TryTake(InputLine line)
    {
        string text = line.Text;
        if (text.StartsWith("MEMBLOCK configuration", StringComparison.Ordinal))
        {
            Begin(line);
            return true;
        }

        if (text.StartsWith("memory", StringComparison.Ordinal) || text.StartsWith("reserved", StringComparison.Ordinal))
        {
            return _last is not null && !_last.IsComplete && _last.TryTake(line);
        }

        if (text.StartsWith("Memory: ", StringComparison.Ordinal) && text.Contains("K available", StringComparison.Ordinal))
        {
            _handedOver = true;
            return false;
        }

        return text.StartsWith("memblock_", StringComparison.Ordinal) && TryChange(line);
    }

    /// <summary>Complains if the last configuration is not whole.</summary>
    public void Finish(InputLine line) => _last?.RequireComplete(line);

    private void Begin(InputLine line)
    {
        _last?.RequireComplete(line);
        if (_handedOver)
        {
            return;
        }

        _last = new MemblockDump();
        _first ??= _last;
    }

    private bool TryChange(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (scanner.Skip("memblock_reserve: "))
        {
            var range = Change(ref scanner, line, (map, region) => map.Reserve(region.Start, region.End));
            if (_last is null && scanner.Rest.Contains("setup_arch", StringComparison.Ordinal))
            {
                _setupArch.Add(range.Start);
            }

            return true;
        }

        if (scanner.Skip("memblock_phys_free: ") || scanner.Skip("memblock_free: "))
        {
            Change(ref scanner, line, (map, region) => map.Free(region.Start, region.End));
            return true;
        }

        if (scanner.Skip("memblock_add: ") || scanner.Skip("memblock_add_node: "))
        {
            Change(ref scanner, line, (map, region) => map.Add(region.Start, region.End));
            return true;
        }

        if (scanner.Skip("memblock_remove: "))
        {
            Change(ref scanner, line, (map, region) => map.Remove(region.Start, region.End));
            return true;
        }

        return false;
    }

    private MemblockRegion Change(ref TextScanner scanner, InputLine line, Action<MemblockMap, MemblockRegion> change)
    {
        var region = AddressRange.Take(ref scanner, line);
        if (_last is not null && !_handedOver && region.End > region.Start)
        {
            LogLimits.Require(_last.Map.Reserved.Count + _last.Map.Memory.Count, line);
            if (++_changes > InputLimits.MaxMemblockChanges)
            {
                throw line.Unexpected($"at most {InputLimits.MaxMemblockChanges} changes of memblock");
            }

            change(_last.Map, region);
        }

        return region;
    }
}
