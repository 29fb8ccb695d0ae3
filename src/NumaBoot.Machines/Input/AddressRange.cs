using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>Ranges of physical memory as the kernel prints them, the end included: <c>[mem 0xA-0xB]</c>, <c>[0xA-0xB]</c>.</summary>
internal static class AddressRange
{
    /// <summary>Takes a range, with or without <c>mem</c>.</summary>
    /// <exception cref="MachineInputException">There is none, it ends before it starts, or it lies beyond 52 bits.</exception>
    public static MemblockRegion Take(ref TextScanner scanner, InputLine line)
    {
        var whole = scanner.Rest;
        scanner.SkipBlanks();
        if (!scanner.Skip("["))
        {
            throw line.Unexpected("a memory range \"[mem 0xA-0xB]\"", whole);
        }

        scanner.Skip("mem");
        scanner.SkipBlanks();
        bool bounds = scanner.TryHex(out ulong first) & scanner.Skip("-") & scanner.TryHex(out ulong last);
        if (!bounds || !scanner.Skip("]"))
        {
            throw line.Unexpected("a memory range \"[mem 0xA-0xB]\"", whole);
        }

        return Checked(first, last, whole, line);
    }

    private static MemblockRegion Checked(ulong first, ulong last, ReadOnlySpan<char> whole, InputLine line)
    {
        // memblock prints an empty range as one that ends a byte before it starts.
        if (last + 1 < first || last == ulong.MaxValue)
        {
            throw line.Unexpected("a memory range that does not end before it starts", whole);
        }

        return last < InputLimits.MaxAddress
            ? new MemblockRegion(first, last + 1)
            : throw line.Unexpected("physical addresses below 2^52", whole);
    }
}
