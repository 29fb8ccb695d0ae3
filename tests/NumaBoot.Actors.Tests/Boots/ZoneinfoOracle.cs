using System.Globalization;
using System.Text.RegularExpressions;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>Compares a snapshot with what the kernel printed in /proc/zoneinfo once it was up.</summary>
internal static partial class ZoneinfoOracle
{
    public static void Compare(string zoneinfo, Snapshot ours, List<string> differences)
    {
        int compared = 0;
        foreach (Match block in ZoneBlock().Matches(zoneinfo))
        {
            int nid = int.Parse(block.Groups["nid"].Value, CultureInfo.InvariantCulture);
            string name = block.Groups["zone"].Value;
            string text = block.Groups["text"].Value;
            var zone = ours.Nodes.Single(node => node.Nid == nid).Zones.SingleOrDefault(zone => zone.Layout.Kind.Name() == name);
            if (zone is null || zone.Layout.PresentPages == 0)
            {
                continue;
            }

            compared++;
            string where = $"zoneinfo {nid}:{name}";
            Check(differences, $"{where} spanned", Number(text, "spanned"), zone.Layout.Span.Pages);
            Check(differences, $"{where} present", Number(text, "present"), zone.Layout.PresentPages);
            Check(differences, $"{where} min", Number(text, "min"), zone.Watermarks.Min);
            Check(differences, $"{where} low", Number(text, "low"), zone.Watermarks.Low);
            Check(differences, $"{where} high", Number(text, "high"), zone.Watermarks.High);
            string protection = Protection().Match(text).Groups[1].Value;
            string reserves = string.Join(", ", zone.LowmemReserves);
            if (protection != reserves)
            {
                differences.Add($"{where} protection: the kernel has {protection}, we have {reserves}");
            }

            foreach (Match list in PageList().Matches(text))
            {
                Check(differences, $"{where} list high", Long(list, 1), zone.PageList.High);
                Check(differences, $"{where} list batch", Long(list, 2), zone.PageList.Batch);
            }
        }

        if (compared != ours.Nodes.Sum(node => node.Zones.Count(zone => zone.Layout.PresentPages > 0)))
        {
            differences.Add($"zoneinfo holds {compared} of our zones");
        }
    }

    private static long Number(string text, string name) =>
        Long(Regex.Match(text, $@"^\s+{name}\s+(\d+)", RegexOptions.Multiline), 1);

    private static long Long(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static void Check(List<string> differences, string what, long real, long ours)
    {
        if (real != ours)
        {
            differences.Add($"{what}: the kernel has {real}, we have {ours}");
        }
    }

    [GeneratedRegex(@"Node (?<nid>\d+), zone +(?<zone>\w+)\n(?<text>(?:(?!Node \d+, zone).)*)", RegexOptions.Singleline)]
    private static partial Regex ZoneBlock();

    [GeneratedRegex(@"protection: \(([^)]*)\)")]
    private static partial Regex Protection();

    [GeneratedRegex(@"high:\s+(\d+)\n\s+batch:\s+(\d+)")]
    private static partial Regex PageList();
}
