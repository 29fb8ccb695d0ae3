namespace NumaBoot.Memory;

/// <summary>What <c>kernelcore=</c> and <c>movablecore=</c> ask for.</summary>
/// <param name="KernelcorePages">Pages that must stay out of Movable; 0 where not asked.</param>
/// <param name="MovablecorePages">Pages that Movable should have; 0 where not asked.</param>
/// <param name="KernelcorePercent">The same as a share of memory; 0 where not asked.</param>
/// <param name="MovablecorePercent">The same as a share of memory; 0 where not asked.</param>
public sealed record MovableRequest(long KernelcorePages = 0, long MovablecorePages = 0, int KernelcorePercent = 0, int MovablecorePercent = 0)
{
    /// <summary>No Movable zone.</summary>
    public static MovableRequest None { get; } = new();
}
