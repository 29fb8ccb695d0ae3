using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Probes;

/// <summary>Ranges of frames as a test writes them.</summary>
internal static class FrameWords
{
    /// <summary>Such as <c>[0, 8) [16, 24)</c>.</summary>
    public static string Words(this IEnumerable<PfnRange> frames) => string.Join(' ', frames);
}
