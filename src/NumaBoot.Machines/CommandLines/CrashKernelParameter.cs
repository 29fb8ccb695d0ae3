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
    private const ulong DefaultLowBytes = 256UL << 20;
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
        string file = change.After.File;
        string? plain = values.LastOrDefault(value => !value.EndsWith(",high", StringComparison.Ordinal) && !value.EndsWith(",low", StringComparison.Ordinal));
        return plain is not null
            ? Place(map, Request(plain, map.Memory.TotalBytes, file), LowEnd)
            : PlaceHigh(map, SizeBefore(values, ",high", file), SizeBefore(values, ",low", file));
    }

    private static ulong? SizeBefore(List<string> values, string suffix, string file) =>
        values.LastOrDefault(value => value.EndsWith(suffix, StringComparison.Ordinal)) is { } value
            ? MemorySize.Parse(value[..^suffix.Length], "crashkernel", file)
            : null;

    private static ImmutableArray<MemblockRegion> PlaceHigh(MemblockMap map, ulong? high, ulong? low)
    {
        if (high is null or 0)
        {
            return [];
        }

        var kept = Place(map, (high.Value, null), InputLimits.MaxAddress);
        bool needsLow = kept.Any(region => region.Start >= LowEnd);
        return needsLow ? kept.AddRange(Place(map, (low ?? DefaultLowBytes, null), LowEnd)) : kept;
    }

    /// <summary>Below 4 GiB if there is room, else above.</summary>
    private static ImmutableArray<MemblockRegion> Place(MemblockMap map, (ulong Bytes, ulong? At) asked, ulong below)
    {
        if (asked.Bytes == 0)
        {
            return [];
        }

        if (asked.At is { } at)
        {
            map.Reserve(at, at + asked.Bytes);
            return [new MemblockRegion(at, at + asked.Bytes)];
        }

        var found = MemblockAllocation.TakeTopDown(map, asked.Bytes, Align, from: Align, to: below)
            ?? MemblockAllocation.TakeTopDown(map, asked.Bytes, Align, from: Align);
        return found is { } region ? [region] : [];
    }

    private static (ulong Bytes, ulong? At) Request(string value, ulong memoryBytes, string file)
    {
        int at = value.IndexOf('@', StringComparison.Ordinal);
        ulong? address = null;
        string sizes = value;
        if (at >= 0)
        {
            address = MemorySize.Parse(value[(at + 1)..], "crashkernel", file);
            sizes = value[..at];
        }

        ulong bytes = sizes.Contains(':', StringComparison.Ordinal) ? ByMemory(sizes, memoryBytes, file) : MemorySize.Parse(sizes, "crashkernel", file);
        return address is null || address <= InputLimits.MaxAddress - bytes
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
