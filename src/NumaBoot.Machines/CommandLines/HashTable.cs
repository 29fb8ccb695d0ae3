using System.Numerics;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>A hash table that the kernel sizes by memory (<c>mm/page_alloc.c: alloc_large_system_hash</c>).</summary>
/// <param name="Name">As the kernel prints it.</param>
/// <param name="Entries">Buckets; a power of two.</param>
/// <param name="Placement">Where its memory comes from.</param>
public sealed record HashTable(string Name, long Entries, HashPlacement Placement)
{
    /// <summary>Bytes of a bucket (<c>struct hlist_bl_head</c>, <c>struct hlist_head</c>).</summary>
    public const int BucketBytes = 8;

    /// <summary>Bytes of the table.</summary>
    public long Bytes => Entries * BucketBytes;

    /// <summary>log2 of its pages, as the kernel prints it; negative where it is smaller than a page.</summary>
    public int Order => BitOperations.Log2((ulong)Bytes) - MemoryGeometry.PageShift;

    /// <summary>The line that the kernel prints.</summary>
    public override string ToString() =>
        $"{Name} hash table entries: {Entries} (order: {Order}, {Bytes} bytes, {PlacementName})";

    private string PlacementName => Placement switch
    {
        HashPlacement.Pages => "vmalloc",
        HashPlacement.HugePages => "vmalloc hugepage",
        _ => "linear",
    };
}
