namespace NumaBoot.Memory;

/// <summary>
/// The sizes that memory is counted in: a property of a machine, since the small machines that are searched for
/// broken orders use small sections and blocks.
/// </summary>
/// <param name="MaxOrder">The order of the largest buddy block (the kernel's <c>MAX_ORDER - 1</c> up to 6.3).</param>
/// <param name="SectionPages">Pages of a section (<c>PAGES_PER_SECTION</c>); a power of two, at least one largest block.</param>
/// <param name="PageblockOrder">The order of a pageblock, the unit of migrate types; at most <paramref name="MaxOrder"/>.</param>
public sealed record MemoryGeometry(int MaxOrder, long SectionPages, int PageblockOrder)
{
    /// <summary>Bytes of a page.</summary>
    public const int PageBytes = 4096;

    /// <summary>log2 of <see cref="PageBytes"/>.</summary>
    public const int PageShift = 12;

    /// <summary>Bytes of a <c>struct page</c>.</summary>
    public const int StructPageBytes = 64;

    /// <summary>x86_64: blocks of up to 4 MiB, sections of 128 MiB, pageblocks of 2 MiB.</summary>
    public static MemoryGeometry X86 { get; } = new(MaxOrder: 10, SectionPages: 32768, PageblockOrder: 9);

    /// <summary>How many orders there are, 0 to <see cref="MaxOrder"/>.</summary>
    public int Orders => MaxOrder + 1;

    /// <summary>Pages of the largest buddy block.</summary>
    public long MaxOrderPages => 1L << MaxOrder;

    /// <summary>Pages of a pageblock.</summary>
    public long PageblockPages => 1L << PageblockOrder;

    /// <summary>The section boundary at or above <paramref name="pfn"/>.</summary>
    public long SectionAlignUp(long pfn) => AlignUp(pfn, SectionPages);

    /// <summary>Whether <paramref name="pfn"/> starts a section.</summary>
    public bool IsSectionAligned(long pfn) => (pfn & (SectionPages - 1)) == 0;

    /// <summary>The multiple of <paramref name="alignment"/>, a power of two, at or above <paramref name="value"/>.</summary>
    public static long AlignUp(long value, long alignment) => (value + alignment - 1) & ~(alignment - 1);

    /// <summary>The frame that holds byte <paramref name="address"/>, or the next where it is not at its start (<c>PFN_UP</c>).</summary>
    public static long PfnUp(ulong address) => (long)((address + PageBytes - 1) >> PageShift);

    /// <summary>The frame that holds byte <paramref name="address"/> (<c>PFN_DOWN</c>).</summary>
    public static long PfnDown(ulong address) => (long)(address >> PageShift);

    /// <summary>Whole pages in <paramref name="kib"/> KiB, rounded down.</summary>
    public static long PagesOfKiB(long kib) => kib >> (PageShift - 10);

    /// <summary>KiB of <paramref name="pages"/> pages.</summary>
    public static long KiBOf(long pages) => pages << (PageShift - 10);
}
