using System.Collections.Immutable;
using System.Numerics;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// The buffer for the kernel's messages that <c>log_buf_len=</c> asks for: a power of two, and more than the image has
/// (<c>kernel/printk/printk.c: log_buf_len_setup, setup_log_buf</c>). It is text, descriptors and details of records,
/// three allocations; where one fails the kernel gives up all and keeps the buffer of the image.
/// </summary>
internal static class LogBuffer
{
    private const ulong BuiltInBytes = 128 << 10;
    private const ulong MostBytes = 1UL << 31;
    private const int TextBytesPerRecord = 32;
    private const int DescriptorBytes = 24;
    private const int DetailBytes = 88;

    /// <summary>What there is to say where it cannot be had.</summary>
    public static ImmutableArray<string> NotHad => ["log_buf_len= allocation failed: the kernel keeps its built-in buffer"];

    /// <summary>The three allocations of a buffer for so much text.</summary>
    public static ImmutableArray<ulong> Parts(ulong textBytes)
    {
        ulong records = textBytes / TextBytesPerRecord;
        return [textBytes, records * DescriptorBytes, records * DetailBytes];
    }

    /// <summary>Reserves what a command line asks for beyond what it did before; false where there is no room.</summary>
    public static bool Reserve(MemblockMap map, CommandLineChange change)
    {
        var (before, after) = (Parts(TextBytes(change.Before)), Parts(TextBytes(change.After)));
        var taken = new List<MemblockRegion>();
        foreach (ulong bytes in after.Zip(before, (wanted, had) => wanted - Math.Min(had, wanted)).Where(bytes => bytes > 0))
        {
            if (MemblockAllocation.TakeTopDown(map, bytes, MemoryGeometry.PageBytes) is not { } part)
            {
                GiveBack(map, taken);
                return false;
            }

            taken.Add(part);
        }

        return true;
    }

    private static void GiveBack(MemblockMap map, List<MemblockRegion> taken)
    {
        foreach (var part in taken)
        {
            map.Free(part.Start, part.End);
        }
    }

    private static ulong TextBytes(KernelCommandLine commandLine)
    {
        ulong asked = Math.Min(commandLine.Size("log_buf_len") ?? 0, MostBytes);
        return asked > BuiltInBytes ? BitOperations.RoundUpToPowerOf2(asked) : 0;
    }
}
