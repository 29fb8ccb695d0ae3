using System.Globalization;
using System.Text;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Reports;

/// <summary>A snapshot as <c>/proc/buddyinfo</c> (<c>mm/vmstat.c: frag_show_print</c>): free blocks of each order.</summary>
public static class Buddyinfo
{
    /// <summary>The text, each line ended.</summary>
    public static string Write(Snapshot snapshot)
    {
        var text = new StringBuilder();
        foreach (var node in snapshot.Nodes)
        {
            foreach (var zone in node.Zones.Where(zone => zone.Layout.PresentPages > 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"Node {node.Nid}, zone {zone.Layout.Kind.Name(),8} ");
                foreach (long blocks in zone.FreeBlocks)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{blocks,6} ");
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
