using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// <c>crashkernel=</c> (<c>kernel/crash_core.c: __parse_crashkernel</c>, <c>arch/x86/kernel/setup.c:
/// reserve_crashkernel</c>): a size, a size at an address, sizes by how much memory there is, or <c>,high</c> and
/// <c>,low</c>.
/// </summary>
internal static class CrashKernelParameter
{
    private const ulong Align = 16UL << 20;
    private const ulong LowEnd = 4UL << 30;
    private const ulong HighEnd = 64UL << 40;
    private const ulong FixedAlign = 1UL << 20;
    private const ulong DefaultLowBytes = 256UL << 20;
    private const string High = ",high";
    private const string Low = ",low";
    private const string Shapes = "a size such as 256M, 256M@2G, 1G-4G:128M,4G-:256M, 1G,high or 128M,low";

    /// <summary>Frees what was kept and keeps what is asked for; returns where.</summary>
    /// <exception cref="MachineInputException">The value cannot be understood.</exception>
    public static ImmutableArray<MemblockRegion> Apply(MemblockMap map, ImmutableArray<MemblockRegion> kept, CommandLineChange change)
    {
        if (!change.Concerns("crashkernel"))
        {
            return kept;
        }

        foreach (var region in kept)
        {
            map.Free(region.Start, region.End);
        }

        var values = change.After.All("crashkernel").ToList();
        string file = change.After.FileOf("crashkernel");
        string? plain = values.LastOrDefault(value => !value.EndsWith(High, StringComparison.Ordinal) && !value.EndsWith(Low, StringComparison.Ordinal));
        var (bytes, at) = plain is null ? (0, 0) : Request(plain, map.Memory.TotalBytes, file);
        ulong high = SizeBefore(values, High, file) ?? 0;
        ulong low = SizeBefore(values, Low, file) ?? DefaultLowBytes;

        // Only where the plain form gives no size does the kernel look at the others.
        return bytes > 0 ? Keep(map, FindPlain(map, bytes, at), low) : Keep(map, Take(map, high, HighEnd), low);
    }

    private static ulong? SizeBefore(List<string> values, string suffix, string file) =>
        values.LastOrDefault(value => value.EndsWith(suffix, StringComparison.Ordinal)) is { } value
            ? MemorySize.Parse(value[..^suffix.Length], "crashkernel", file)
            : null;

    /// <summary>
    /// Keeps what was found. A crash kernel above 4 GiB needs some memory below as well, and without it has no use for
    /// the rest (<c>reserve_crashkernel_low</c>).
    /// </summary>
    private static ImmutableArray<MemblockRegion> Keep(MemblockMap map, MemblockRegion? found, ulong lowBytes)
    {
        if (found is not { } kept)
        {
            return [];
        }

        if (kept.Start < LowEnd || lowBytes == 0)
        {
            return [kept];
        }

        if (MemblockAllocation.TakeTopDown(map, lowBytes, Align, to: LowEnd) is { } low)
        {
            return [low, kept];
        }

        map.Free(kept.Start, kept.End);
        return [];
    }

    /// <summary>At the address if that is free, else nowhere; without an address below 4 GiB if there is room, else above.</summary>
    private static MemblockRegion? FindPlain(MemblockMap map, ulong bytes, ulong at) => at > 0
        ? MemblockAllocation.TakeTopDown(map, bytes, FixedAlign, from: at, to: at + bytes)
        : Take(map, bytes, LowEnd) ?? Take(map, bytes, HighEnd);

    private static MemblockRegion? Take(MemblockMap map, ulong bytes, ulong below) =>
        MemblockAllocation.TakeTopDown(map, bytes, Align, from: Align, to: below);

    /// <summary>The size, and the address if one is given; the kernel takes address 0 for none.</summary>
    private static (ulong Bytes, ulong At) Request(string value, ulong memoryBytes, string file)
    {
        int at = value.IndexOf('@', StringComparison.Ordinal);
        ulong address = 0;
        string sizes = value;
        if (at >= 0)
        {
            address = MemorySize.Parse(value[(at + 1)..], "crashkernel", file);
            sizes = value[..at];
        }

        ulong bytes = sizes.Contains(':', StringComparison.Ordinal) ? ByMemory(sizes, memoryBytes, file) : MemorySize.Parse(sizes, "crashkernel", file);
        return address <= InputLimits.MaxAddress - bytes
            ? (bytes, address)
            : throw MemorySize.Unexpected("crashkernel", value, "an end below 4P", file);
    }

    /// <summary><c>1G-4G:128M,4G-:256M</c>: the size of the first range that total memory lies in.</summary>
    private static ulong ByMemory(string ranges, ulong memoryBytes, string file)
    {
        ulong? found = null;
        foreach (string range in ranges.Split(','))
        {
            var scanner = new TextScanner(range);
            bool shaped = MemorySize.TryTake(ref scanner, out ulong from) & scanner.Skip("-");
            ulong to = ulong.MaxValue;
            shaped &= scanner.Rest.StartsWith(":", StringComparison.Ordinal) || MemorySize.TryTake(ref scanner, out to);
            shaped &= scanner.Skip(":");
            shaped &= MemorySize.TryTake(ref scanner, out ulong bytes) && scanner.Rest.IsEmpty && bytes <= InputLimits.MaxAddress;
            if (!shaped || to <= from)
            {
                throw MemorySize.Unexpected("crashkernel", ranges, Shapes, file);
            }

            found ??= memoryBytes >= from && memoryBytes < to ? bytes : null;
        }

        return found ?? 0;
    }
}
