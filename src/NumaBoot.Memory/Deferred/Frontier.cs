namespace NumaBoot.Memory;

/// <summary>The values of <c>first_deferred_pfn</c> that are not a page frame.</summary>
public static class Frontier
{
    /// <summary>
    /// The kernel's <c>ULONG_MAX</c>: nothing is deferred, or an init job has claimed the rest. Above every frame, so
    /// that "below the frontier" stays a plain comparison.
    /// </summary>
    public const long None = long.MaxValue;

    /// <summary>The number that snapshots print: -1 for <see cref="None"/>.</summary>
    public static long Printed(long frontier) => frontier == None ? -1 : frontier;
}
