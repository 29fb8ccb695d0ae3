using System.Collections.Immutable;
using System.Runtime.Serialization;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>
/// The wire form of pages that came into free areas. Where they lie, how many they are and whose they are is often what it
/// was the last time in the same zone, or goes on from there: as differences the numbers are small.
/// </summary>
internal static class FreedForms
{
    internal static Proto.FreedColumns ToProto(this ImmutableArray<FreedFrames> freed)
    {
        var columns = new Proto.FreedColumns();
        var lasts = new Dictionary<uint, FreedFrames>();
        uint lastZone = 0;
        long lastNs = 0;
        foreach (var one in freed)
        {
            uint zone = Checked(one).Zone.ToProto();
            var last = lasts.GetValueOrDefault(zone);
            columns.Zone.Add((int)zone - (int)lastZone);
            columns.Gap.Add(one.Frames.Start - (last?.Frames.End ?? 0));
            columns.Pages.Add(one.Frames.Pages - (last?.Frames.Pages ?? 0));
            columns.By.Add(one.By.ToProto());
            columns.Who.Add(one.Who - (last?.Who ?? 0));
            columns.AfterNs.Add(one.AtNs - lastNs);
            (lastZone, lastNs, lasts[zone]) = (zone, one.AtNs, one);
        }

        return columns;
    }

    internal static ImmutableArray<FreedFrames> ToDomain(this Proto.FreedColumns columns)
    {
        int[] counts = [columns.Zone.Count, columns.Gap.Count, columns.Pages.Count, columns.By.Count, columns.Who.Count, columns.AfterNs.Count];
        if (counts.Any(count => count != counts[0]))
        {
            throw new SerializationException($"expected columns of the same length for ranges of frames, found {string.Join(", ", counts)}");
        }

        var freed = ImmutableArray.CreateBuilder<FreedFrames>(counts[0]);
        var lasts = new Dictionary<uint, FreedFrames>();
        uint zone = 0;
        long atNs = 0;
        for (int at = 0; at < counts[0]; at++)
        {
            checked
            {
                zone = (uint)((int)zone + columns.Zone[at]);
                atNs += columns.AfterNs[at];
                var last = lasts.GetValueOrDefault(zone);
                long start = columns.Gap[at] + (last?.Frames.End ?? 0);
                var frames = new PfnRange(start, start + columns.Pages[at] + (last?.Frames.Pages ?? 0));
                var one = new FreedFrames(zone.ToZone(), frames, columns.By[at].ToDomain(), columns.Who[at] + (last?.Who ?? 0), atNs);
                freed.Add(lasts[zone] = Checked(one));
            }
        }

        return freed.MoveToImmutable();
    }

    private static FreedFrames Checked(FreedFrames one) => one.Frames.Start >= 0 && !one.Frames.IsEmpty && one.Who >= -1 && one.AtNs >= 0
        ? one
        : throw new SerializationException($"expected frames that came into a free area, found {one.Frames} for {one.Who} at {one.AtNs} ns");
}
