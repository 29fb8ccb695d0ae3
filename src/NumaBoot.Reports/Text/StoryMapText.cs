using System.Text;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Pages as a drawing: their names, a bar, and a mark at the frontier. No line is longer than 100 columns.
/// </summary>
public static class StoryMapText
{
    private const int MostColumns = 100;
    private const int LeastCell = 8;
    private const int Fill = 2;
    private const string Margin = "     ";

    /// <summary>The lines of a map.</summary>
    public static IReadOnlyList<string> Lines(StoryMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        string lead = map.NodeName.Length > 0 ? $"{Margin}{map.NodeName}  " : Margin;
        string blank = new(' ', lead.Length);
        var names = new StringBuilder(blank);
        var bar = new StringBuilder(lead);
        int frontier = -1;
        if (map.IsCutBefore)
        {
            names.Append("    ");
            bar.Append("... ");
        }

        foreach (var range in map.Ranges)
        {
            frontier = range.Frames.Start == map.Frontier ? bar.Length : frontier;
            string label = LabelOf(range);
            int room = (MostColumns - lead.Length - 8) / map.Ranges.Length - 1;
            int width = Math.Max(LeastCell, Math.Min(room, Math.Max(label.Length + (2 * (Fill + 1)), range.Name.Length)));
            names.Append(' ').Append(Cut(range.Name, width).PadRight(width));
            bar.Append('|').Append(Middle(label, width, FillOf(range.State)));
        }

        frontier = frontier < 0 && !map.IsCutBehind && map.Ranges.Length > 0 && map.Ranges[^1].Frames.End == map.Frontier ? bar.Length : frontier;
        bar.Append('|').Append(map.IsCutBehind ? " ..." : "");
        var lines = new List<string> { names.ToString().TrimEnd(), bar.ToString() };
        if (frontier >= 0)
        {
            lines.Add(new string(' ', frontier) + "^ frontier");
        }
        else if (map.Frontier != Frontier.None)
        {
            lines.Add($"{blank}frontier at {map.FrontierName}");
        }

        return lines;
    }

    private static string LabelOf(StoryRange range)
    {
        string state = range.State switch
        {
            PageState.Deferred => "deferred",
            PageState.Claimed => "claimed",
            PageState.Reserved => "reserved",
            PageState.Twice => "twice",
            PageState.Grown => "grown",
            _ => "built",
        };
        return range.HeldBy is { } cpu ? $"{state}, cpu {cpu}" : state;
    }

    private static char FillOf(PageState state) => state switch
    {
        PageState.Deferred => '-',
        PageState.Claimed => '~',
        PageState.Reserved => 'x',
        PageState.Twice => '#',
        PageState.Grown => '+',
        _ => '=',
    };

    private static string Middle(string label, int width, char fill)
    {
        string text = $" {Cut(label, width - 2)} ";
        int left = (width - text.Length) / 2;
        return new string(fill, left) + text + new string(fill, width - text.Length - left);
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..Math.Max(0, width - 1)] + ".";
}
