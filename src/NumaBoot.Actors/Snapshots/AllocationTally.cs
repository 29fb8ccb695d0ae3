using System.Runtime.InteropServices;

namespace NumaBoot.Actors;

/// <summary>What became of allocations.</summary>
/// <param name="Requested">Blocks asked for.</param>
/// <param name="Served">Blocks got.</param>
/// <param name="Remote">Of these, from another node than the preferred one.</param>
/// <param name="Waited">How often one waited for pages that were under way.</param>
/// <param name="Failed">Blocks that no zone would give.</param>
/// <param name="Pages">Pages got.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AllocationTally(long Requested, long Served, long Remote, long Waited, long Failed, long Pages)
{
    /// <summary>Nothing yet.</summary>
    public static AllocationTally Zero { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static AllocationTally operator +(AllocationTally left, AllocationTally right) => new(
        left.Requested + right.Requested, left.Served + right.Served, left.Remote + right.Remote,
        left.Waited + right.Waited, left.Failed + right.Failed, left.Pages + right.Pages);

    /// <summary>Both together.</summary>
    public static AllocationTally Add(AllocationTally left, AllocationTally right) => left + right;
}
