namespace NumaBoot.Unit.Tests.Model;

/// <summary>
/// A node of four sections, each one block of the largest order. Sets of sections are bits; all but the first are
/// deferred, because the early map stops at a section boundary as soon as it has counted one page more than a section.
/// <code>
///    section 0      section 1      section 2      section 3
///   |== taken ===|-- deferred --|-- deferred --|-- deferred --|
///                ^ Frontier                                   ^ End: nothing deferred, or (ULONG_MAX) all claimed
/// </code>
/// </summary>
internal sealed record Node(int Frontier = 1, int Built = 1, int UnderWay = 0, int Free = 0)
{
    public const int End = 4;
    public const int All = (1 << End) - 1;

    public bool IsDisabled { get; init; }

    /// <summary>The next section of the init job; null before its claim.</summary>
    public int? Job { get; init; }

    public bool IsDone { get; init; }

    public int Arrived => Built & ~UnderWay;

    /// <summary>Whether it is wrong to refuse: a section is free, deferred or under way.</summary>
    public bool HasSomething => Free != 0 || Arrived != All;

    public Node Build(int section) => this with { Built = Built | (1 << section), UnderWay = UnderWay | (1 << section) };

    public Node Release(int section) => this with { Free = Free | (1 << section), UnderWay = UnderWay & ~(1 << section) };
}
