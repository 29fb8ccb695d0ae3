namespace NumaBoot.Machines;

/// <summary>A block that a recording allocated and has not freed yet.</summary>
/// <param name="pfn">Its first page.</param>
/// <param name="order">log2 of its pages.</param>
/// <param name="cpu">Who holds it.</param>
/// <param name="item">Which of that CPU's items allocates it.</param>
internal sealed class LiveBlock(long pfn, int order, int cpu, int item)
{
    /// <summary>Its first page.</summary>
    public long Pfn { get; } = pfn;

    /// <summary>log2 of its pages.</summary>
    public int Order { get; } = order;

    /// <summary>Who holds it.</summary>
    public int Cpu { get; } = cpu;

    /// <summary>Which of that CPU's items allocates it.</summary>
    public int Item { get; } = item;

    /// <summary>Pages that have not come back.</summary>
    public long LeftPages { get; set; } = 1L << order;

    /// <summary>Whether a page is one of it.</summary>
    public bool Contains(long page) => page >= Pfn && page < Pfn + (1L << Order);
}
