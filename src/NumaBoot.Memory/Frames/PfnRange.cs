namespace NumaBoot.Memory;

/// <summary>
/// A half-open run of page frames, <c>[Start, End)</c>. A range whose end is not above its start is empty.
/// </summary>
/// <param name="Start">The first page frame number in the range.</param>
/// <param name="End">The first page frame number behind the range.</param>
public readonly record struct PfnRange(long Start, long End) : IComparable<PfnRange>, IEnding<long>
{
    /// <summary>The range that holds no frame.</summary>
    public static PfnRange Empty => default;

    /// <summary>How many frames the range holds; never negative.</summary>
    public long Pages => End > Start ? End - Start : 0;

    /// <summary>Whether the range holds no frame.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>The range of <paramref name="pages"/> frames that starts at <paramref name="start"/>.</summary>
    public static PfnRange Of(long start, long pages) => new(start, start + pages);

    /// <summary>Whether <paramref name="pfn"/> lies in the range.</summary>
    public bool Contains(long pfn) => pfn >= Start && pfn < End;

    /// <summary>Whether every frame of <paramref name="other"/> lies in this range.</summary>
    public bool Contains(PfnRange other) => other.IsEmpty || (other.Start >= Start && other.End <= End);

    /// <summary>Whether the two ranges share a frame.</summary>
    public bool Overlaps(PfnRange other) => Math.Max(Start, other.Start) < Math.Min(End, other.End);

    /// <summary>The frames that both ranges hold; <see cref="Empty"/> where there are none.</summary>
    public PfnRange Intersect(PfnRange other)
    {
        long start = Math.Max(Start, other.Start);
        long end = Math.Min(End, other.End);
        return start < end ? new PfnRange(start, end) : Empty;
    }

    /// <inheritdoc />
    public int CompareTo(PfnRange other)
    {
        int byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : End.CompareTo(other.End);
    }

    /// <inheritdoc />
    public override string ToString() => $"[{Start}, {End})";

    /// <summary>Orders by start, then by end.</summary>
    public static bool operator <(PfnRange left, PfnRange right) => left.CompareTo(right) < 0;

    /// <summary>Orders by start, then by end.</summary>
    public static bool operator <=(PfnRange left, PfnRange right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by start, then by end.</summary>
    public static bool operator >(PfnRange left, PfnRange right) => left.CompareTo(right) > 0;

    /// <summary>Orders by start, then by end.</summary>
    public static bool operator >=(PfnRange left, PfnRange right) => left.CompareTo(right) >= 0;
}
