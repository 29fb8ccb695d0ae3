using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>Pages of one zone that a CPU answers for.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="AllocatedPages">Pages that its allocations hold.</param>
/// <param name="ListPages">Pages on its list.</param>
public sealed record CpuHoldings(ZoneRef Zone, long AllocatedPages, long ListPages)
{
    /// <summary>All of them, by zone, each zone once.</summary>
    /// <param name="holdings">What to sum up; sorted by this.</param>
    internal static ImmutableArray<CpuHoldings> SumByZone(List<CpuHoldings> holdings)
    {
        holdings.Sort(static (left, right) => Compare(left.Zone, right.Zone));
        int zones = 0;
        for (int at = 0; at < holdings.Count; at++)
        {
            var held = holdings[at];
            if (zones > 0 && holdings[zones - 1] is var sum && sum.Zone == held.Zone)
            {
                holdings[zones - 1] = new CpuHoldings(
                    held.Zone, sum.AllocatedPages + held.AllocatedPages, sum.ListPages + held.ListPages);
            }
            else
            {
                holdings[zones++] = held;
            }
        }

        holdings.RemoveRange(zones, holdings.Count - zones);
        return [.. holdings];
    }

    private static int Compare(ZoneRef left, ZoneRef right) =>
        left.Nid != right.Nid ? left.Nid.CompareTo(right.Nid) : ((int)left.Kind).CompareTo((int)right.Kind);
}
