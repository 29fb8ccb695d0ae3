using System.Collections.Immutable;

namespace NumaBoot.Memory;

/// <summary>What one growth builds.</summary>
/// <param name="Built">The free frames that it initialises and frees, ascending.</param>
/// <param name="FrontierAfter">Where the frontier lies afterwards.</param>
/// <param name="Grew">What the asker is told.</param>
public sealed record GrowthPlan(ImmutableArray<PfnRange> Built, long FrontierAfter, bool Grew)
{
    /// <summary>How many pages it builds.</summary>
    public long Pages
    {
        get
        {
            long pages = 0;
            foreach (var range in Built)
            {
                pages += range.Pages;
            }

            return pages;
        }
    }
}
