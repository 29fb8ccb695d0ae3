using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>An event in the order of time: what is due, and the key that decides ties.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventEntry(long TimeNs, long SortKey, long Sequence, int Handle)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBefore(in EventEntry left, in EventEntry right)
    {
        if (left.TimeNs != right.TimeNs)
        {
            return left.TimeNs < right.TimeNs;
        }

        return left.SortKey != right.SortKey ? left.SortKey < right.SortKey : left.Sequence < right.Sequence;
    }
}
