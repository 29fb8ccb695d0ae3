using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>One <c>MEMBLOCK configuration</c> (<c>mm/memblock.c: __memblock_dump_all, memblock_dump</c>).</summary>
internal sealed class MemblockDump
{
    private const string Region = "a region \"memory[0x0] [0xA-0xB], 0xN bytes on node N flags: 0xN\"";

    private readonly List _memory = new("memory");
    private readonly List _reserved = new("reserved");

    /// <summary>What the configuration says, and what was replayed on it.</summary>
    public MemblockMap Map { get; } = new();

    /// <summary>Whether it says nothing at all.</summary>
    public bool IsEmpty => Map.Memory.Count == 0;

    /// <summary>Whether every region that it announced has been read.</summary>
    public bool IsComplete => _memory.IsComplete && _reserved.IsComplete;

    /// <summary>Takes a line of the configuration.</summary>
    public bool TryTake(InputLine line) => _memory.TryTake(line, Map.Memory) || _reserved.TryTake(line, Map.Reserved);

    /// <summary>Complains where a region that was announced is missing: the log has lost lines.</summary>
    public void RequireComplete(InputLine line)
    {
        _memory.RequireComplete(line);
        _reserved.RequireComplete(line);
    }

    private sealed class List(string name)
    {
        private long _announced = -1;
        private long _read;
        private ulong _end;

        public bool IsComplete => _announced >= 0 && _read >= _announced;

        public bool TryTake(InputLine line, MemblockRegions regions)
        {
            var scanner = new TextScanner(line.Text);
            if (!scanner.Skip(name))
            {
                return false;
            }

            if (scanner.Skip(".cnt"))
            {
                TakeCount(ref scanner, line);
                return true;
            }

            if (!scanner.Skip("["))
            {
                return name == "memory" && scanner.Skip(" size = ");
            }

            if (!scanner.TryHex(out _) || !scanner.Skip("]"))
            {
                throw line.Unexpected(Region);
            }

            TakeRegion(ref scanner, line, regions);
            return true;
        }

        public void RequireComplete(InputLine line)
        {
            if (!IsComplete)
            {
                string expected = _announced < 0 ? $"{name}.cnt in a MEMBLOCK configuration" : $"{_announced} {name} regions as {name}.cnt announced";
                throw line.Unexpected(expected, $"{_read} before this line");
            }
        }

        private void TakeCount(ref TextScanner scanner, InputLine line)
        {
            _announced = scanner.SkipPast("= ") && scanner.TryHex(out ulong count) && count <= InputLimits.MaxRegions
                ? (long)count
                : throw line.Unexpected($"a count of at most {InputLimits.MaxRegions} regions \"{name}.cnt = 0xN\"");
        }

        private void TakeRegion(ref TextScanner scanner, InputLine line, MemblockRegions regions)
        {
            // A journal may print the tab between the two as an escape.
            scanner.Skip("#011");
            var range = AddressRange.Take(ref scanner, line);
            if (range.Start < _end)
            {
                throw line.Unexpected("regions in ascending order without overlap");
            }

            _end = range.End;
            _read++;
            regions.Add(range with { Nid = TakeNode(ref scanner, line), Flags = TakeFlags(ref scanner, line) });
        }

        private static int TakeNode(ref TextScanner scanner, InputLine line) =>
            scanner.SkipPast(" on node ") ? LogLimits.TakeNid(ref scanner, line) : MemblockRegion.NoNode;

        private static MemblockFlags TakeFlags(ref TextScanner scanner, InputLine line)
        {
            if (!scanner.SkipPast("flags: "))
            {
                throw line.Unexpected(Region);
            }

            // Newer kernels print names, and "none".
            return scanner.TryHex(out ulong flags) ? (MemblockFlags)(flags & 0x1f) : MemblockFlags.None;
        }
    }
}
